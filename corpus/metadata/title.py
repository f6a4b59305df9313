"""The title of a page whose title stands only in its text, and the text without the lines that say it.

Its rules, in the order in which they are tried:

    repeated    a heading that stands twice above the first sentence
    pieced      headings that make one title together: 海南省…局 / 关于…的 / 通知
    heading     the first heading above the first sentence
    original    behind 原标题
    sentence    the first sentence of a page without headings
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from corpus.lines import is_heading, is_sentence
from corpus.metadata.calendar import written_dates
from corpus.metadata.dates import is_date_line
from corpus.metadata.finding import Finding
from corpus.metadata.own_number import find_doc_number
from corpus.metadata.page_lines import PageLine, page_lines

CONFIDENCE = {"repeated": 0.95, "pieced": 0.95, "heading": 0.83, "original": 0.95, "sentence": 0.12}
"""By rule, the share of titles that are right.

They were held against the titles that eval/places.jsonl.gz gives beside the texts: 24 pieced and 231 headings, of which
those that differ were read by hand, and 1,170 first sentences of texts without a title.
"""

_HEAD_LINES = 8
_SHORTEST = 4
"""Letters of a title."""
_LONGEST = 60
"""A title made of a first sentence is cut after this many characters."""
_ORIGINAL = re.compile(r"^\s*原(?:[标標][题題]|[题題])\s*[:：]\s*(\S.*)$", re.MULTILINE)
_MARKS = " \t\u3000>＞#"
"""What may be left of a breadcrumb or a heading mark before a title."""
_LABEL = re.compile(
    r"(?:索\s*引\s*[号號]|主[题題]分[类類]|[发發]文[机機][关關]|成文日期|[发發][布佈]|文\s*[号號]|日期|[时時][间間]|[记記]者|作者)[^:：]{0,4}[:：]"
)
_BELOW_TITLE = re.compile(
    r"[:：]$|^(?:www\.|https?:)|^\d{1,2}[、.．](?!\d)"
    r"|^[“\"]?(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章節节條条]|[(（][一二三四五六七八九十\d]{1,3}[)）])"
)
"""Salutations (各有关单位：) and numbered headings stand below a title, and are none."""
_ABOUT = re.compile("[关關][于於]")
_KIND = re.compile(
    "(?:通知|意[见見]|[办辦]法|[规規]定|[决決]定|公告|通告|方案|[细細][则則]|批[复複復]|[条條]例|措施|[规規][划劃]|函|[报報]告|指南)"
    r"(?:[(（][^()（）]*[)）])?$"
)
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")


def find_title(text: str, page: str = "") -> Finding[str] | None:
    """The title as the top of a page says it, or None where nothing is said at all.

    ``text`` is without boilerplate, ``page`` still has it. The span counts code points of ``text``; it is None for a
    title that is put together or cut, and for one that only the page says.
    """
    lines = list(islice(page_lines(text), _HEAD_LINES * 2))
    head: list[PageLine] = []
    for line in lines:
        if is_sentence(line.text) or len(head) == _HEAD_LINES:
            break
        head.append(_without_marks(line))
    candidates = [line for line in head if _may_be_title(line.text)]
    # A line that is too short for a title can be the end of one.
    rest = [line.text for line in head if candidates and line.start >= candidates[0].start]
    written = [line.text for line in candidates]
    if repeated := [line for line in candidates if written.count(line.text) > 1]:
        return _found("repeated", max(repeated, key=lambda line: len(line.text)))
    if candidates:
        title = _whole([line for line in rest if line in written or len(line) < _SHORTEST])
        if title != written[0]:
            return Finding(title, CONFIDENCE["pieced"], title, rule="pieced")
        return _found("heading", candidates[0])
    if original := _ORIGINAL.search(page):
        title = original[1].strip()
        return Finding(title, CONFIDENCE["original"], title, rule="original")
    said = [line for line in map(_without_marks, lines) if any(map(str.isalnum, line.text))]
    first = next((line for line in said if is_sentence(line.text)), said[0] if said else None)
    return _first_sentence(first) if first else None


def _without_marks(line: PageLine) -> PageLine:
    text = line.text.lstrip(_MARKS)
    return PageLine(text, line.end - len(text))


def _found(rule: str, line: PageLine) -> Finding[str]:
    return Finding(line.text, CONFIDENCE[rule], line.text, (line.start, line.end), rule=rule)


def _first_sentence(line: PageLine) -> Finding[str]:
    sentence = match[0] if (match := _SENTENCE.search(line.text)) else line.text
    if len(sentence) > _LONGEST:
        return Finding(
            f"{sentence[:_LONGEST]}…", CONFIDENCE["sentence"], sentence[:_LONGEST], rule="sentence"
        )
    start = line.start + line.text.index(sentence)
    return Finding(
        sentence, CONFIDENCE["sentence"], sentence, (start, start + len(sentence)), rule="sentence"
    )


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
    return (
        is_heading(line)
        and sum(map(str.isalpha, line)) >= _SHORTEST
        and not (
            is_date_line(line) or _LABEL.match(line) or _BELOW_TITLE.search(line) or find_doc_number(line)
        )
    )


def _whole(lines: list[str]) -> str:
    """The first line with those that go on with it, where it is the head of an official document."""
    title = lines[0]
    for line in lines[1:]:
        goes_on = line.startswith(("关于", "關於", "關于")) or (
            _ABOUT.search(title) and _KIND.search(title + line)
        )
        if _KIND.search(title) or not goes_on:
            break
        title += line
    return title
