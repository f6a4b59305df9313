"""Hard-wrapped lines: a paragraph that was broken at a fixed width, as by a PDF or an old mail, is one line again.

Lines are joined where the evidence is strong: several equally long ones in a row that break off without a mark, up to
one that ends like a sentence. On a page with such a paragraph, shorter ones of the same width are joined too. Headings,
entries of lists, rows of tables and verse are short, uneven, marked or spaced, and stay.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.lines import is_sentence

_SHORTEST, _LONGEST = 18, 160
"""Characters of a line that fills a page; a line of verse has fewer, and a whole paragraph has more."""
_UNEVEN = 3
"""Columns, two for a Han character, that a full line may lack or exceed for what must not begin or end a line."""
_FEWEST = 3
"""Full lines of a paragraph that prove a page to be wrapped."""
_MOST = 100
"""Lines of a paragraph."""
_ENDS = frozenset("。！？!?；;：:")
_SPACED = re.compile(r"\t|\S(?: {2,}|\u3000)\S|[|｜…]{2}|\.{4}")
_BEGINS = re.compile(
    r"[ \t\u3000]|[(（]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十百甲乙丙丁]{1,4}|[a-zA-Z])[)）、.．:：]"
    r"|第[一二三四五六七八九十百零〇0-9]{1,5}[章节節条條项項款编編名]"
    r"|[-*•·●○■□◆◇★☆※◎▲△①-⑳㈠-㈩◎&<]|https?:|附件"
)
"""How an indented line, an entry of a list or an address begins."""
_LETTER = re.compile(r"[!-~\u00c0-\u024f]")
_WIDE = frozenset("WFA")


def join_wrapped_lines(text: str) -> str:
    """The text with the lines of wrapped paragraphs joined, by a space where two words of letters meet."""
    lines = text.split("\n")
    long = [_SHORTEST <= len(line) <= _LONGEST and line[-1] not in _ENDS for line in lines]
    if not any(map(all, zip(long, long[1:], long[2:], strict=False))):
        return text
    widths = [_width(line) if _may_be_full(line) else 0 for line in lines]
    proven = [
        widths[first + 1] for first in range(len(lines)) if _last_of(first, lines, widths) - first >= _FEWEST
    ]
    if not proven:
        return text
    paragraphs, first = [], 0
    while first < len(lines):
        last = _last_of(first, lines, widths)
        if last - first < _FEWEST and not any(abs(widths[first] - width) <= _UNEVEN for width in proven):
            last = first
        paragraphs.append(_join(lines[first : last + 1]))
        first = last + 1
    return "\n".join(paragraphs)


def _may_be_full(line: str) -> bool:
    return (
        _SHORTEST <= len(line) <= _LONGEST
        and line.rstrip()[-1:] not in _ENDS
        and not _SPACED.search(line.strip())
    )


def _last_of(first: int, lines: list[str], widths: list[int]) -> int:
    """The line that ends the paragraph which is wrapped from ``first`` on: ``first`` itself where none is."""
    last = first
    most = min(len(lines), first + _MOST)
    while last < most and widths[last] and abs(widths[last] - widths[first]) <= _UNEVEN:
        last += 1
        if last == most or not lines[last].strip() or _BEGINS.match(lines[last]):
            return first
    ends = (
        is_sentence(lines[last]) and len(lines[last]) <= _LONGEST and not _SPACED.search(lines[last].strip())
    )
    return last if last > first and ends and _width(lines[last]) <= widths[first] + _UNEVEN else first


def _width(line: str) -> int:
    """Columns of a line on a screen of fixed width."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in line.rstrip())


def _join(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = text.rstrip()
        between = " " if _LETTER.match(text[-1:]) and _LETTER.match(line) else ""
        text = f"{text}{between}{line.strip()}"
    return text
