"""Inline pinyin: ``時(shí)刻`` back to ``時刻``, because a converter put a reading behind every Traditional character.

Parentheses with one syllable in them may also be what somebody meant to write: ``六(lù)安`` explains a place name,
``軟體(app)`` is a word. So the page is judged first: its readings must stand behind characters that only Traditional
text has, or so close together that nobody would write them. On such a page a syllable with a tone mark is always a
reading, and one without is a reading behind the few characters that are read without a tone.
"""

from __future__ import annotations

import re

from corpus.clean.syllables import tone_and_syllable
from corpus.script import TRADITIONAL_ONLY, han_count, is_han, peculiar_counts

_LETTERS = "a-zɡɑüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ\u0304\u0301\u030c\u0300\u0308"
_IN_PARENTHESES = re.compile(rf"[(（]([{_LETTERS}]{{1,9}})[)）]")
_WITHOUT_OPENING = re.compile(rf"(?<=[?？\u3400-\u9fff])([{_LETTERS}]{{1,9}})[)）]")

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


def remove_inline_pinyin(text: str) -> str:
    """The text without the readings that a converter put in, where it is certain that one did."""
    while (cleaned := _once(text)) != text:
        text = cleaned
    return text


def _once(text: str) -> str:
    candidates = list(_IN_PARENTHESES.finditer(text))
    if not candidates or not _converted(text, candidates):
        return text
    text = _IN_PARENTHESES.sub(lambda match: "" if _is_reading(match) else match[0], text)
    # Where the converter's bytes were damaged, the opening parenthesis and its character are gone.
    return _WITHOUT_OPENING.sub(lambda match: "" if tone_and_syllable(match[1])[0] else match[0], text)


def _converted(text: str, candidates: list[re.Match[str]]) -> bool:
    behind = [
        char
        for match in candidates
        if is_han(char := _before(match))
        and (tone_and_syllable(match[1])[0] or _ALWAYS_NEUTRAL.get(char) == match[1])
    ]
    if any(map(TRADITIONAL_ONLY.__contains__, behind)):
        simplified, traditional = peculiar_counts(text)
        if traditional >= simplified:
            return True
    return len(behind) >= 2 and len(behind) * _DENSE >= han_count(text)


def _is_reading(match: re.Match[str]) -> bool:
    tone, syllable = tone_and_syllable(match[1])
    return bool(tone or (syllable and _NEUTRAL.get(_before(match)) == syllable))


def _before(match: re.Match[str]) -> str:
    return match.string[match.start() - 1] if match.start() else ""
