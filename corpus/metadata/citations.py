"""Document numbers that a text cites: where they stand, in canonical form, and the titles that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.metadata.doc_number import normalise_doc_number


@dataclass(frozen=True, slots=True)
class Citation:
    """A document number in a text: from ``start`` to ``end`` in code points, ``number`` in canonical form.

    ``title`` is what stands in 《》 right before it, or empty.
    """

    number: str
    start: int
    end: int
    title: str = ""


_HAN = "\u3400-\u9fff"
_YEAR = r"(?:(?:19|20|１９|２０)[0-9０-９]{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
_SERIAL = r"(?:[0-9０-９]{1,5}|[〇○零一二三四五六七八九十百]{1,7})\s*[号號]"
_YEARED = rf"[〔\[(（【［﹝〖{{〈<「]\s*{_YEAR}\s*[〕\])）】］﹞〗}}〉>」]\s*第?\s*{_SERIAL}"
_DECREED = rf"令\s*(?:{_YEAR}\s*年\s*)?第\s*{_SERIAL}|(?:公告|通告)\s*{_YEAR}\s*年\s*第\s*{_SERIAL}"
_LETTERED = r"字第\s*[0-9０-９]{6,12}[A-ZＡ-Ｚ]?\s*[号號]"
_CORE = re.compile(rf"{_YEARED}|{_DECREED}|{_LETTERED}")
"""A number without its issuer; what is before the year or the serial is read backwards from here."""

_LONGEST_ISSUER = 18
_ISSUER = re.compile(rf"[{_HAN}]+(?:[(（][{_HAN}]{{1,6}}[)）][{_HAN}]*)?\s*$")
_REACH = 30
"""How far before the year an issuer may begin, in characters."""

_LEAD = re.compile(
    "根[据據]|依[据據照]|按照|遵照|[参參比][照考]|[贯貫][彻徹]|落[实實]|[执執]行|[废廢]止|[违違]反|[对對]照|[结結]合|[适適]用|符合|"
    "[转轉印下颁頒][发發]|[发發]布|[颁頒公]布|制定|出[台臺]|修[订訂]|[详詳][见見]|以及|[关關][于於]|"
    "[对對][于於]|意[见見]|通知|[办辦]法|[规規]定|[决決]定|按自?|的|之|[业業][经經]|(?<=[一二三四五六七八九十])日以?|同日以"
)
"""Words that lead up to a citation and are part of no issuer's name."""
_BODY = re.compile(
    "本[部会會院署局处處所府]|政府|委[员員][会會]|行政院|[政育济濟通务務防利动動化]部|[总總][统統]"
)
"""How the name of a body of Taiwan ends that stands before its letters: 臺南市政府府秘採字第…號."""
_FIRST = re.compile("[见見及或据據与與以]|依(?![政委])")
"""A character that leads up to a citation and begins no issuer's name."""
_DAY = re.compile("[年月日][以之]?")
_JOINING = re.compile("[和暨並并]")
_CLOSED = frozenset("号號》）)〉」")
"""After these, a character that joins is no beginning of a name, as it is in 和政发 of 和县."""
_TITLE = re.compile(r"《([^《》\n]{2,80}(?:〈[^〈〉]*〉[^《》\n]*)?)》\s*[(（]?\s*$")
_LONGEST_TITLE = 120


def find_citations(text: str) -> tuple[Citation, ...]:
    """Every document number in a text, in order; the text's own number may be among them.

    A number is an issuer's name with a year in brackets and a serial (国发〔2015〕12号), with a year or none
    (国务院令第714号), or with a long serial (府都綜字第1080240853A號). Where no punctuation says where the name begins,
    what leads up to it (根据, 的, the 日 of a date) is left out.
    """
    if "号" not in text and "號" not in text:
        return ()
    return tuple(_citations(text))


def cited_numbers(title: str, text: str, own: str = "") -> tuple[str, ...]:
    """The numbers that a title and a text cite, each once, in order, without the document's own."""
    bears = normalise_doc_number(own)
    found = (citation.number for each in (title, text) for citation in find_citations(each))
    return tuple(dict.fromkeys(number for number in found if number != bears))


def _citations(text: str) -> Iterator[Citation]:
    after = 0
    for core in _CORE.finditer(text):
        start = _issuer_start(text, max(after, core.start() - _REACH), core.start())
        if start is not None:
            number = normalise_doc_number(text[start : core.end()])
            yield Citation(number, start, core.end(), _title_before(text, start))
        after = core.end()


def _issuer_start(text: str, first: int, end: int) -> int | None:
    """Where the issuer's name begins that ends at ``end``, or None where no name stands there."""
    name = _ISSUER.search(text, first, end)
    if name is None:
        return None
    leads = (_LEAD, _BODY) if text.startswith("字第", end) else (_LEAD,)
    ends = (found.end() for lead in leads for found in lead.finditer(text, name.start(), end))
    start = max((each for each in ends if each < end), default=name.start())
    before = text[max(0, start - 3) : start].rstrip()[-1:]
    for lead, may_stand in ((_DAY, before.isdigit()), (_JOINING, before in _CLOSED), (_FIRST, True)):
        if may_stand and (found := lead.match(text, start, end)) and found.end() < end:
            start = found.end()
    return start if len(text[start:end].strip()) <= _LONGEST_ISSUER else None


def _title_before(text: str, start: int) -> str:
    found = _TITLE.search(text, max(0, start - _LONGEST_TITLE), start)
    return found[1] if found else ""
