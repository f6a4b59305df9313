"""Inline pinyin: ``時(shí)刻`` back to ``時刻``, because a reading in the middle of a word hides the word.

What stands in parentheses is a reading where it gives tones, by marks or digits, and spells the characters right before
it. What has no tone may as well be English (``愛(ai)``, ``上海(Shanghai)``) and stays, unless the page comes from a
converter that put readings everywhere: behind characters that only Traditional text has, or so close together that
nobody would write them. And where a sentence speaks of how something is read, an author wrote the reading.
"""

from __future__ import annotations

import re

from corpus.clean.readings import has_tone, is_reading
from corpus.clean.syllables import tone_and_syllable
from corpus.script import TRADITIONAL_ONLY, han_count, is_han, peculiar_counts

_LETTERS = "A-Za-zɡɑüÜāáǎàĀÁǍÀēéěèĒÉĚÈīíǐìĪÍǏÌōóǒòŌÓǑÒūúǔùŪÚǓÙǖǘǚǜǕǗǙǛńňǹḿ\u0304\u0301\u030c\u0300\u0308"
"""What pinyin is written with, as the inside of a character class."""
_HAN = "\u3400-\u9fff"
_IN_PARENTHESES = tuple(
    re.compile(rf"{opening}(?<=[{_HAN}]{opening})([{_LETTERS}][{_LETTERS}0-5: '’·/\-]{{0,60}})[)）]")
    for opening in (r"\(", "（")
)
"""One pattern for each parenthesis: a search for a fixed character takes a fraction of the time."""
_BEFORE = 12
"""How many characters before a parenthesis it may be about."""

_ALWAYS_NEUTRAL = {"們": "men", "麼": "me", "麽": "me", "嗎": "ma"}
_OFTEN_NEUTRAL = (
    "個ge 過guo 來lai 裡li 裏li 後hou 頭tou 邊bian 兒er 囉luo 喲yo 識shi 氣qi 實shi 務wu 係xi 親qing "
    "結jie 發fa 處chu 計ji 壞huai 婦fu 爺ye 媽ma 的de 地de 得de 了le 着zhe 著zhe 呢ne 吧ba 啊a 呀ya "
    "哇wa 啦la 嘛ma 子zi 上shang 下xia"
)
_NEUTRAL = _ALWAYS_NEUTRAL | {pair[0]: pair[1:] for pair in _OFTEN_NEUTRAL.split()}
"""Characters that are read without a tone, always or in some words, each with that reading."""

_DENSE = 20
"""Readings this close, in Han characters for each, are no author's."""
_TONELESS = 3
"""How many readings without tones it takes to be no coincidence."""
_ABOUT_READING = re.compile(
    "[读讀念][作做成为為音]|[读讀]法|拼音|注音|[发發]音|音同|同音|[读讀]?音[为為是]|多音|口音|[声聲][调調]"
)
_FAR = 60
"""Characters in which a sentence speaks of a reading."""
_SENTENCE_ENDS = re.compile("[。！？!?\n]")


def remove_inline_pinyin(text: str) -> str:
    """The text without the readings in it, where it is certain that they are some."""
    while (cleaned := _once(text)) != text:
        text = cleaned
    return text


def _once(text: str) -> str:
    candidates = [match for pattern in _IN_PARENTHESES for match in pattern.finditer(text)]
    readings = [match for match in candidates if has_tone(match[1]) or tone_and_syllable(match[1])[1]]
    if not readings:
        return text
    toneless = [match for match in readings if tone_and_syllable(match[1])[1] and _reads(match)]
    if _is_converted(text, readings):
        certain = filter(_is_converters, readings)
    elif len(toneless) >= _TONELESS and _are_dense(toneless, text):
        certain = filter(_reads, readings)
    else:
        certain = filter(_is_no_authors, readings)
    pieces, end = [], 0
    for first, last in sorted(match.span() for match in certain):
        pieces.append(text[end:first])
        end = last
    return "".join([*pieces, text[end:]])


def _is_converted(text: str, candidates: list[re.Match[str]]) -> bool:
    """Whether single syllables stand where a converter, and nobody else, would put them."""
    readings = [
        match
        for match in candidates
        if tone_and_syllable(match[1])[0] or _ALWAYS_NEUTRAL.get(_character(match)) == match[1]
    ]
    if any(_character(match) in TRADITIONAL_ONLY for match in readings):
        simplified, traditional = peculiar_counts(text)
        if traditional >= simplified:
            return True
    return len(readings) >= 2 and _are_dense(readings, text) and not _ABOUT_READING.search(text)


def _are_dense(readings: list[re.Match[str]], text: str) -> bool:
    return len(readings) * _DENSE >= han_count(text)


def _is_converters(match: re.Match[str]) -> bool:
    """Whether a converter wrote this; its table may know characters and readings that ours lacks."""
    tone, syllable = tone_and_syllable(match[1])
    return bool(tone) or (bool(syllable) and _NEUTRAL.get(_character(match)) == syllable) or _is_toned(match)


def _is_toned(match: re.Match[str]) -> bool:
    return has_tone(match[1]) and _reads(match)


def _is_no_authors(match: re.Match[str]) -> bool:
    """Whether this is a reading, and no word is said of readings in the same sentence."""
    if not _is_toned(match):
        return False
    before = _SENTENCE_ENDS.split(match.string[max(0, match.start() - _FAR) : match.start()])[-1]
    after = _SENTENCE_ENDS.split(match.string[match.end() : match.end() + _FAR])[0]
    return not (_ABOUT_READING.search(before) or _ABOUT_READING.search(after))


def _reads(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    start = next((at for at in range(len(before), 0, -1) if not is_han(before[at - 1])), 0)
    return is_reading(match[1], before[start:])


def _character(match: re.Match[str]) -> str:
    return match.string[match.start() - 1]
