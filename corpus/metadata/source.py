"""Who published a page, where no field says it.

Its rules, in the order in which they are tried:

    labelled    behind 来源, 稿源, 转自, Source and the like, in the first or last lines
    released    （…發布） on a line of its own
    agency      an agency's name that opens its report: 新华社北京7月30日电
"""

from __future__ import annotations

import re

from corpus.metadata.finding import Finding
from corpus.metadata.page_lines import PageLine, page_lines

CONFIDENCE = {"labelled": 0.97, "released": 0.95, "agency": 0.98}
"""By rule, the share of publishers that are right: all of 38, 8 and 16 that were read by hand, as far as these tell."""

_LINES = 8
"""How many first and last lines with something on them are looked at."""
_LONGEST_LINE = 120
_LABELLED = re.compile(
    r"(?:^|[\s(（【\[|｜日\d])(?:(?:文章|信息|稿件|新[闻聞]|消息|[内內]容|本文)?[来來]源|稿源|[转轉][载載]?自|source)\s*[:：]\s*"
    r"([^\s，,。；;:：|｜()（）【】\[\]][^，,。；;:：|｜()（）【】\[\]\n]{0,40})",
    re.IGNORECASE,
)
_OURSELVES = ("本网", "本網", "本站", "原创", "原創")
_NEXT_LABEL = re.compile(
    r"[\s\u3000]*(?:作者|[记記]者|[编編][辑輯]|[责責][任编編]|[发發][布佈表]|[时時][间間]|日期|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊閱]|字[号號体體]"
    r"|[访訪][问問]|[栏欄]目|分享|次[数數]|\d{4}[-/.年]).*$"
)
_RELEASED = re.compile(
    r"^[(（]\s*((?!此件|主[动動]|依申)[\u3400-\u9fff]{2,20}?)\s*(?:[发發][布佈]|提供)\s*[)）]$"
)
_AGENCY = re.compile(
    r"[ \u3000(（]*(新华社|新華社|中新社|中新网|中通社|央视网|央視網|人民网|中央社|澎湃新闻|观点网)"
    "(?=.{0,12}(?:电|電|消息|讯|訊))"
)


def find_source(text: str) -> Finding[str] | None:
    """The publisher in the words of the page, or None. The span counts code points of ``text``."""
    lines = list(page_lines(text))
    head = lines[:_LINES]
    around = head + lines[_LINES:][-_LINES:]
    for line in around:
        found = _LABELLED.search(line.text) if len(line.text) <= _LONGEST_LINE else None
        if found and (name := _NEXT_LABEL.sub("", found[1]).strip()) and name not in _OURSELVES:
            return _finding("labelled", line, name, found.start(1))
    for line in around:
        if found := _RELEASED.match(line.text):
            return _finding("released", line, found[1], found.start(1))
    for line in head:
        if found := _AGENCY.match(line.text):
            return _finding("agency", line, found[1], found.start(1))
    return None


def _finding(rule: str, line: PageLine, name: str, at: int) -> Finding[str]:
    start = line.start + line.text.index(name, at)
    return Finding(name, CONFIDENCE[rule], name, (start, start + len(name)), rule=rule)
