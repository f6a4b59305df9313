"""The title of a page whose title stands only in its text, and the text without the lines that say it."""

from __future__ import annotations

import re
from datetime import date

from corpus.lines import filled_lines, is_heading, is_sentence
from corpus.metadata.calendar import written_dates
from corpus.metadata.dates import is_date_line
from corpus.metadata.doc_number import find_doc_number

_HEAD_LINES = 8
_LONGEST = 60
"""A title made of a first sentence is cut after this many characters."""
_ORIGINAL = re.compile(r"^\s*原(?:[标標][题題]|[题題])\s*[:：]\s*(\S.*)$", re.MULTILINE)
_MARKS = " \t\u3000>＞#"
"""What may be left of a breadcrumb or a heading mark before a title."""
_LABEL = re.compile(
    r"(?:索\s*引\s*[号號]|主[题題]分[类類]|[发發]文[机機][关關]|成文日期|[发發][布佈]|文\s*[号號]|日期|[时時][间間]|[记記]者|作者)[^:：]{0,4}[:：]"
)
_ABOUT = re.compile("[关關][于於]")
_KIND = re.compile(
    "(?:通知|意[见見]|[办辦]法|[规規]定|[决決]定|公告|通告|方案|[细細][则則]|批[复複復]|[条條]例|措施|[规規][划劃]|函|[报報]告|指南)"
    r"(?:[(（][^()（）]*[)）])?$"
)
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


def find_title(text: str) -> str:
    """The title as the top of a page says it: the line it repeats, or its first heading, or its first sentence.

    ``text`` is without boilerplate. A title that runs over several lines (海南省…局 / 关于…的 / 通知) is put together.
    """
    lines = [line.lstrip(_MARKS) for line in filled_lines(text)[: _HEAD_LINES * 2]]
    head: list[str] = []
    for line in lines:
        if is_sentence(line) or len(head) == _HEAD_LINES:
            break
        head.append(line)
    candidates = [line for line in head if _may_be_title(line)]
    repeated = [line for line in candidates if candidates.count(line) > 1]
    if repeated:
        return max(repeated, key=len)
    if candidates:
        return _whole(candidates)
    first = next((line for line in lines if any(map(str.isalnum, line))), "")
    sentence = match[0] if (match := _SENTENCE.search(first)) else first
    return sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST] + "…"


def original_title(text: str) -> str:
    """The title behind 原标题, which a page that took over an article gives, or nothing."""
    return found[1].strip() if (found := _ORIGINAL.search(text)) else ""


def without_title(text: str, title: str, published: date | None) -> str:
    """The text from behind the lines at its top that only repeat the title or the date of publication.

    A text of nothing else is left whole.
    """
    rest, said = text, 0
    while rest:
        line, _, below = rest.partition("\n")
        plain = line.strip(_MARKS)
        if plain and plain != title:
            if title.startswith(plain, said):
                said += len(plain)
            elif not (
                is_date_line(plain) and [written.day for written in written_dates(plain)] == [published]
            ):
                return rest
        rest = below
    return text


def _may_be_title(line: str) -> bool:
    letters = sum(map(str.isalpha, line))
    return (
        is_heading(line)
        and letters >= 4
        and not (is_date_line(line) or _LABEL.match(line) or find_doc_number(line))
    )


def _whole(candidates: list[str]) -> str:
    """The first candidate with the lines that go on with it, where it is the head of an official document."""
    title = candidates[0]
    for line in candidates[1:]:
        goes_on = line.startswith(("关于", "關於", "關于")) or (_ABOUT.search(title) and _KIND.search(line))
        if _KIND.search(title) or not goes_on:
            break
        title += line
    return title
