"""The document number that a page itself bears, as against those that it cites.

Its rules, in the order in which they are tried:

    labelled    behind 文号, 发文字号 and the like, in the first lines
    alone       a line there with nothing else, perhaps in brackets; or 第12号 below a line that ends in 令
    titled      the title begins with it, or ends with it, perhaps in brackets
    headed      the same of a single heading above the first sentence
    issued by   in the brackets under a title, that of the decree that put it into force
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from corpus.lines import is_sentence
from corpus.metadata.citations import Citation, find_citations
from corpus.metadata.doc_number import normalise_doc_number
from corpus.metadata.finding import Finding
from corpus.metadata.page_lines import PageLine, page_lines

CONFIDENCE = {"labelled": 0.99, "alone": 0.99, "titled": 0.99, "headed": 0.98, "issued by": 0.95}
"""By rule, the share of numbers that are right; scripts/evaluation/doc_numbers.py measures it."""

_HEAD_LINES, _HEAD = 20, 4_000
"""How many lines with something on them the head of a document may have, and how many characters."""
_LONGEST_LINE, _LONGEST_HEADING = 200, 90

_LABEL = re.compile(
    r"(?:[发發]文\s*(?:字\s*)?[号號]|公文字?[号號]|文\s*件\s*[编編]?\s*[号號]|(?<![\u4e00-\u9fff])[文字]\s*[号號])"
    r"[\s】\]]*[:：]?\s*[(（]?\s*$"
)
_LABEL_IN_NAME = re.compile(r"^(?:[发發]文字[号號]|文[号號])")
_BRACKETS = " \t\u3000()（）"
_SERIAL_ALONE = re.compile(r"[(（]?\s*(?:(?:19|20)\d\d\s*年\s*)?第\s*\d{1,5}\s*[号號]\s*[)）]?")
_KIND_ABOVE = re.compile(r"(?:令|公告|通告|公报|公報)$")
_GOES_ON = re.compile("文(?!件?$)|文件|[规規]定|精神|[等和及与與、，,]|的|同[时時]|[废廢]止")
_AFTER_LAST = re.compile(r"\s*[)）】\]》〉]*\s*(?:[(（][^()（）]{1,12}[)）])?\s*$")
_OTHER_LABEL = (":", "：", "]", "】")
_PLACE_BEFORE = re.compile(r"^\s*(?:【[^】]*】)?\s*$")
_NOT_ITS_OWN = re.compile(
    "[废廢]止|失效|[继繼][续續][执執]行|解[读讀]|答[记記]者[问問]|[问問]答|[图圖]解|附件|抄送|附表|[参參][见見考]|[详詳][见見]"
    r"|相[关關][链鏈文]|^\W*(?:根[据據]|依[据據照]|按照?|[为為]|\d|[一二三四五六七八九十]{1,3}[、.])|[，,]"
)
_PUT_INTO_FORCE = re.compile("^[(（].*?(?:公布|[发發][布佈])")


class _Said(NamedTuple):
    """A number, and where in the page or title it stands."""

    number: str
    start: int
    end: int


def find_doc_number(text: str, title: str = "") -> Finding[str] | None:
    """The document's own number in canonical form, or None where it bears none.

    The span counts code points of ``text``, or of ``title`` where that says it.
    """
    # Most pages bear no number, and that is seen at once.
    top = text[:_HEAD]
    lines = list(islice(page_lines(top), _HEAD_LINES)) if "号" in top or "號" in top else []
    rules = {
        "labelled": _labelled(lines),
        "alone": _alone(lines),
        "titled": _at_an_end(PageLine(title, 0)),
        "headed": _headed(lines),
        "issued by": _issued_by(lines),
    }
    for name, numbers in rules.items():
        for number, start, end in numbers:
            if name == "titled":
                return Finding(number, CONFIDENCE[name], title[start:end], (start, end), "title", name)
            return Finding(number, CONFIDENCE[name], text[start:end], (start, end), rule=name)
    return None


def _said(line: PageLine, cited: Citation) -> _Said:
    label = _LABEL_IN_NAME.match(cited.number)
    cut = label.end() if label else 0
    return _Said(cited.number[cut:], line.start + cited.start + cut, line.start + cited.end)


def _labelled(lines: list[PageLine]) -> Iterator[_Said]:
    for line in lines:
        for cited in find_citations(line.text):
            if _LABEL.search(line.text, 0, cited.start) or _LABEL_IN_NAME.match(cited.number):
                yield _said(line, cited)


def _alone(lines: list[PageLine]) -> Iterator[_Said]:
    above = ""
    for line in lines:
        # Letters are often set apart: 国 发 〔 2015 〕 12 号.
        compact = "".join(line.text.strip(_BRACKETS).split())
        if [(cited.start, cited.end) for cited in find_citations(compact)] == [(0, len(compact))]:
            yield _Said(normalise_doc_number(compact), line.start, line.end)
        elif _SERIAL_ALONE.fullmatch(line.text) and _KIND_ABOVE.search(above):
            yield _Said(normalise_doc_number(above + line.text.strip(_BRACKETS)), line.start, line.end)
        above = line.text if len(line.text) <= _LONGEST_HEADING else ""


def _at_an_end(line: PageLine) -> Iterator[_Said]:
    if _NOT_ITS_OWN.search(line.text) or len(found := find_citations(line.text)) != 1:
        return
    (cited,) = found
    before = line.text[: cited.start]
    begins = _PLACE_BEFORE.match(before) and not _GOES_ON.match(line.text, cited.end)
    ends = _AFTER_LAST.match(line.text, cited.end) and not before.endswith(_OTHER_LABEL)
    if begins or ends:
        yield _said(line, cited)


def _headed(lines: list[PageLine]) -> Iterator[_Said]:
    found: dict[str, _Said] = {}
    for line in lines:
        if is_sentence(line.text) or len(line.text) > _LONGEST_HEADING:
            break
        found |= {said.number: said for said in _at_an_end(line)}
    # Several stand in a list of other documents.
    if len(found) == 1:
        yield from found.values()


def _issued_by(lines: list[PageLine]) -> Iterator[_Said]:
    for line in lines:
        if _PUT_INTO_FORCE.match(line.text) and len(line.text) <= _LONGEST_LINE:
            yield from (_said(line, cited) for cited in find_citations(line.text) if "令" in cited.number)
