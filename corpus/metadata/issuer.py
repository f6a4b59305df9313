"""The body that issued a page, in the words of the page.

Its rules, in the order in which they are tried:

    labelled    behind 发文机关, 发布机构, 發文機關 and the like, in the first lines
    titled      what stands in the title before 关于, or between Notice of and on
    headed      the same in a heading above the first sentence
    letterhead  among the first lines one of its name alone, or with 文件 behind it
    signed      the lines of names above the date at the end, or at the very end
    bracketed   in 【】 before the title
    source      the source, where that is an office
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from corpus.lines import is_sentence
from corpus.metadata.dates import is_date_line
from corpus.metadata.finding import Finding
from corpus.metadata.page_lines import PageLine, page_lines

CONFIDENCE = {
    "labelled": 0.98,
    "titled": 0.98,
    "headed": 0.98,
    "letterhead": 0.95,
    "signed": 0.96,
    "bracketed": 0.93,
    "source": 0.95,
}
"""By rule, the share of bodies that are right, as far as 14 of each, drawn at random and read by hand, can tell."""

_HEAD_LINES, _HEAD = 8, 1_500
_TAIL_LINES, _TAIL = 12, 800
"""Within so many lines and characters of either end of the page."""
_LETTER = 3_000
"""How far into a text a letter may reach that stands before what it sends round, in characters."""

_HAN = "\u3400-\u9fff"
_OFFICE = re.compile(
    rf"[{_HAN}()（）·]{{0,80}}(?:政府|[国國][务務]院|中央|[办辦]公[厅廳室]|政[办辦]|[委][员員][会會]|[常管]委[会會]|[党黨工市省县縣州建]委|改革?委|(?<![大格布结結全开開当當])局"
    "|[厅廳]|署|法院|[检檢]察院|(?<!城)中心|公所|[处處]|[领領][导導]小[组組]|指[挥揮]部|大[队隊]|[协協工总總监監][会會]|[联聯]席[会會][议議]|(?:协调|工作)机制|[银銀]行"
    rf"|[银銀]行[{_HAN}]{{1,12}}[分支]行|[{_HAN}]{{2}}(?<![全内外干俱])部)(?:[(（][{_HAN}]{{1,12}}[)）])?"
)
"""One office, or several whose names run together."""
_SHORTEST, _LONGEST = 3, 200
_NO_NAME = re.compile("[各本我该該全对對就将將向在]|有[关關]|征求|徵求")
_LAST = frozenset("府院央厅廳室办辦会會委局署心所处處组組部队隊议議制行)）")
"""What a name can end with: most lines are known by it to be none."""
_BETWEEN = re.compile("[ \t\u3000、,，]+")
_LABEL = re.compile(
    r"(?:[发發][文布佈]|制[发發]|公布|[颁頒][发發布])(?:[机機][关關构構]|[单單]位)\s*[】\]]?\s*[:：]\s*"
)
_NEXT_LABEL = re.compile(
    r"\s*(?:成文|[发發][布佈文]|印[发發]|生成|公[开開布]|主[题題]|索\s*引|文\s*[号號]|[标標]\s*[题題]|名\s*[称稱]|有\s*效|效力|[类類][别別]|[体體]裁)"
    r"|\s{2,}|\d|[\[【|｜]"
)
_ABOUT = re.compile(
    r"\s*(?:【[^】]*】)?[《“]?(?P<name>[^，。,;；:：《》“”]{3,90}?)\s*(?:[关關][于於]|(?:印[发發]|[转轉][发發])(?=.*通知))"
)
_NOTICE_OF = re.compile(
    r"(?:Notice|Circular|Opinions?|Decision|Announcement|Measures|Order)s?\s+(?:issued\s+by|of|from|by)\s+(?:the\s+)?"
    r"(?P<name>[A-Z][^.;:]{3,120}?)\s+(?:on|concerning|regarding|about)\b"
)
_LETTERHEAD = re.compile(r"(?P<name>[^，。,;；:：《》“”\s]{3,40}?)(?:文件|令|公告|通告|公\s?告)?")
_BELOW_LETTERHEAD = re.compile(
    rf"[《(（]?(?:[关關][于於]|[{_HAN}]{{1,15}}[〔\[（(【]\s?(?:19|20)\d\d|第\s?\d+\s?[号號])|.{{0,40}}(?:字第|通知$|[办辦]法$|意[见見]$)"
)
_BRACKETED = re.compile(r"\s*【(?P<name>[^】]{3,60})】")
_MAY_BE_DATE_LINE = re.compile(r"\n[^\n]{0,8}[年/.-][^\n]{2,12}(?:\n|$)")
_SET_APART = re.compile(rf"(?<![{_HAN}])[{_HAN}](?: [{_HAN}]){{2,}}(?![{_HAN}])")
_UNIT_OF_OFFICE = re.compile(rf"{_OFFICE.pattern}[{_HAN}]{{1,9}}(?:[科股課课組组所隊队]|室)")
"""Sources in Taiwan name the unit behind the office."""
_MEDIA = re.compile("[报報刊]社?$|[广廣]播|[电電][视視]|通[讯訊]社|新[闻聞](?!及)|融媒")


class _Said(NamedTuple):
    """A name, and where in the page or title it stands."""

    name: str
    start: int
    end: int


def find_issuer(text: str, title: str = "", source: str = "") -> Finding[str] | None:
    """The body that issued a page, several joined by 、, or None where the page does not say.

    The span counts code points of ``text``, or of ``title`` where that says it; it is None where the source does.
    """
    head = list(islice(page_lines(text, 0, _HEAD), _HEAD_LINES))
    above = list(_above_first_sentence(head))
    whole_title = PageLine(title, 0)
    rules = {
        "labelled": _labelled(head),
        "titled": _about([whole_title]),
        "headed": _about(above),
        "letterhead": _letterheads(above),
        "signed": _signed(text),
        "bracketed": _bracketed(whole_title),
    }
    for rule, names in rules.items():
        for name, start, end in names:
            if rule in ("titled", "bracketed"):
                return Finding(name, CONFIDENCE[rule], title[start:end], (start, end), "title", rule)
            return Finding(name, CONFIDENCE[rule], text[start:end], (start, end), rule=rule)
    if (_offices(source) or _UNIT_OF_OFFICE.fullmatch(source)) and not _MEDIA.search(source):
        return Finding(source, CONFIDENCE["source"], source, rule="source")
    return None


def _offices(written: str) -> str:
    """The names of offices that stand in a row, joined by 、, or nothing where another word stands among them."""
    if len(written) > _LONGEST or written[-1:] not in _LAST:
        return ""
    names = _BETWEEN.split(_SET_APART.sub(lambda found: found[0].replace(" ", ""), written.strip()))
    if len(names[0]) < _SHORTEST or _NO_NAME.match(names[0]) or not all(map(_OFFICE.fullmatch, names)):
        return ""
    return "、".join(names)


def _above_first_sentence(head: list[PageLine]) -> Iterator[PageLine]:
    for line in head:
        if is_sentence(line.text):
            return
        yield line


def _labelled(head: list[PageLine]) -> Iterator[_Said]:
    for line in head:
        if found := _LABEL.search(line.text):
            rest = line.text[found.end() :]
            end = next_label.start() if (next_label := _NEXT_LABEL.search(rest)) else len(rest)
            if name := _offices(rest[:end]):
                start = line.start + found.end()
                yield _Said(name, start, start + len(rest[:end].rstrip()))


def _about(lines: list[PageLine]) -> Iterator[_Said]:
    for line in lines:
        if found := _ABOUT.match(line.text):
            if name := _offices(found["name"]):
                yield _said(line, name, found)
        elif found := _NOTICE_OF.match(line.text):
            yield _said(line, found["name"], found)


def _letterheads(lines: list[PageLine]) -> Iterator[_Said]:
    bodies: list[PageLine] = []
    for line in lines:
        found = _LETTERHEAD.fullmatch(line.text)
        if found and _offices(found["name"]):
            bodies.append(line._replace(text=found["name"]))
        elif bodies and _BELOW_LETTERHEAD.match(line.text):
            yield _row(bodies)
            return
        else:
            bodies = []


def _bracketed(title: PageLine) -> Iterator[_Said]:
    if (found := _BRACKETED.match(title.text)) and (name := _offices(found["name"])):
        yield _said(title, name, found)


def _signed(text: str) -> Iterator[_Said]:
    tail = list(page_lines(text, max(0, len(text) - _TAIL)))[-_TAIL_LINES:]
    yield from _above_date(tail)
    signers = list(takewhile(lambda line: _offices(line.text), reversed(tail)))[::-1]
    # At the very end a name may also be the last words of a broken line.
    if signers and is_sentence("".join(line.text for line in tail[: -len(signers)][-1:])):
        yield _row(signers)
    if len(text) > _TAIL and _MAY_BE_DATE_LINE.search(text, 0, _LETTER):
        yield from _above_date(list(page_lines(text, 0, _LETTER)))


def _above_date(lines: list[PageLine]) -> Iterator[_Said]:
    signers: list[PageLine] = []
    for line in lines:
        if _offices(line.text):
            signers.append(line)
        else:
            if signers and is_date_line(line.text):
                yield _row(signers)
            signers = []


def _row(lines: list[PageLine]) -> _Said:
    """The names on lines that follow one another."""
    return _Said("、".join(_offices(line.text) for line in lines), lines[0].start, lines[-1].end)


def _said(line: PageLine, name: str, found: re.Match[str]) -> _Said:
    return _Said(name, line.start + found.start("name"), line.start + found.end("name"))
