"""Byte damage by a converter: ``新?shēng)r代`` back to ``新時代``, as far as what was lost is beyond doubt.

The converter behind inline pinyin worked on the bytes of GBK. It put ``(shēng)`` behind every two bytes that are a
Traditional character, also where they are the second half of one character and the first half of the next: in 新時
(D0 C2 95 72) it met C2 95, which is 聲. Then 95 and the parenthesis make no character and became ``?``, and what
follows was read one byte off, until a second half that is an ASCII character (72, ``r``) brought it back into step.

That can be undone. The half before ``?`` and the reading name the character that the converter met, and with it the
lost half, which begins the next character. Halves read one byte off often make characters for private use; most pages
have lost these, and nobody sees where, so that a run of several characters is read again only on a page that still has
some. And a half with a reading of its own, as ``_`` in ``_(kāi)``, names its character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from corpus.clean.readings import is_reading, marked, readings

_SYLLABLE = "([a-zɡɑüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6})"
_READING = f"[(（]{_SYLLABLE}[)）]"
_CUT_READING = rf"(?:\?|\ufffd[(（]?){_SYLLABLE}[)）]"
_OPENING_LOST = re.compile(rf"([^\x00-\x7f]){_CUT_READING}")
_HALF_WITH_READING = re.compile(rf"(?:([^\x00-\x7f])([@-~])|(?<![A-Za-z0-9])([@\[-`{{-~])){_READING}")
"""The ASCII characters from ``@`` to ``~`` are second halves in GBK; a letter of theirs may be one of the text."""
_CUT_TRACE = re.compile(_CUT_READING)
_RUN = re.compile(rf"((?:[^\x00-\x7f\ufffd](?:{_READING})?)*)(?:([@-~])(?:{_READING})?|{_CUT_READING})")
_LOST = re.compile("[\ufffd\ue000-\uefff]|锟斤拷")
"""What is left where a character was not known; from U+F000 on, private use is for the bullets of symbol fonts."""
_PRIVATE_USE = re.compile("[\ue000-\ue765]")
"""What GBK's private use area becomes."""
_TONE_MARKS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_CLAUSE_END = re.compile(r"[\s，、。；：！,;:!（）《》“”「」]")
_LONGEST = 30
"""Characters that one damaged place is said to have at most, where no clause ends before."""
_USUAL_LEADS = range(0xA1, 0xC7)
"""The lead bytes of Big5's punctuation and frequently used characters."""


def mend_damage(text: str) -> str:
    """The text with the characters that halves and readings name beyond doubt; what else is damaged stays as it is."""
    if not any(mark in text for mark in _TONE_MARKS):
        return text
    while (mended := _mended(text)) != text:
        text = mended
    return text


def find_damage(text: str) -> list[dict[str, int]]:
    """What is damaged in a mended text: ``start`` and ``end`` in code points, to the end of the clause."""
    found: list[dict[str, int]] = []
    if _LOST.search(text) or any(mark in text for mark in _TONE_MARKS):
        patterns = (_OPENING_LOST, _HALF_WITH_READING, _LOST)
        for start in sorted(match.start() for pattern in patterns for match in pattern.finditer(text)):
            longest = min(len(text), start + _LONGEST)
            clause_end = _CLAUSE_END.search(text, start + 1, longest)
            end = clause_end.start() if clause_end else longest
            if found and start < found[-1]["end"]:
                found[-1]["end"] = end
            else:
                found.append({"start": start, "end": end})
    return found


def _mended(text: str) -> str:
    complete = bool(_PRIVATE_USE.search(text))
    pieces, end = [], 0
    for met in _OPENING_LOST.finditer(text):
        run = _RUN.match(text, met.end())
        certain = run and (complete or (run[3] and not run[1]))
        if met.start() >= end and run and certain and (read := _read_again(met, run)):
            pieces += [text[end : met.end(1)], read]
            end = run.end()
    return _HALF_WITH_READING.sub(_whole, "".join([*pieces, text[end:]]))


def _read_again(met: re.Match[str], run: re.Match[str]) -> str:
    """The characters of a run that was read one byte off, or nothing where one of them is in doubt."""
    without_readings, half, reading, cut_reading = run[1], run[3], run[4], run[5]
    raw = _named(_by_first_half(), _bytes(met[1])[-1], met[2])[1:]
    if not raw:
        return ""
    raw += _bytes(re.sub(_READING, "", without_readings))
    raw += _named(_by_first_half(), raw[-1], cut_reading)[1:] if cut_reading else half.encode()
    characters = raw.decode("gb18030", "replace")
    if not all(map(_is_usual, characters)):
        return ""
    return characters if reading is None or is_reading(reading, characters[-1]) else ""


def _whole(match: re.Match[str]) -> str:
    before, half = match[1] or "", match[2] or match[3]
    named = _named(_by_second_half(), ord(half), match[4])
    if not named:
        return match[0]
    clause = _CLAUSE_END.split(match.string[max(0, match.start() - _LONGEST) : match.start()])[-1]
    if named[:1] == _bytes(before)[-1:] and not _CUT_TRACE.search(clause):
        # In step, this is what the converter met across two characters; then only its reading has to go.
        return before + half
    return before + named.decode("gb18030")


def _bytes(text: str) -> bytes:
    return text.encode("gb18030")


def _is_usual(char: str) -> bool:
    raw = char.encode("big5", "ignore")
    return bool(raw) and raw[0] in _USUAL_LEADS


def _named(characters: Mapping[tuple[int, str], bytes], half: int, syllable: str) -> bytes:
    """The one character with this half and this reading, or nothing where there is none or are several."""
    return characters.get((half, syllable), b"")


@cache
def _by_first_half() -> Mapping[tuple[int, str], bytes]:
    return _by_half(0)


@cache
def _by_second_half() -> Mapping[tuple[int, str], bytes]:
    return _by_half(1)


def _by_half(place: int) -> Mapping[tuple[int, str], bytes]:
    """The characters that the converter put readings behind, by one half and the reading, where these name only one."""
    found: defaultdict[tuple[int, str], set[bytes]] = defaultdict(set)
    for character, syllables in readings().items():
        raw = _bytes(character)
        if len(raw) == 2 and not character.encode("gb2312", "ignore"):
            for syllable in syllables:
                found[raw[place], marked(syllable)].add(raw)
    return {key: characters.pop() for key, characters in found.items() if len(characters) == 1}
