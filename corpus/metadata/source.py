"""Who published a page, where no field says it: from its byline, its last line or the opening of an agency's report."""

from __future__ import annotations

import re

from corpus.lines import filled_lines

_LINES = 8
"""How many first and last lines with something on them are looked at."""
_LABELLED = re.compile(
    r"(?:^|[\s(（【\[|｜日\d])(?:(?:文章|信息|稿件|新[闻聞]|消息|[内內]容|本文)?[来來]源|稿源|[转轉][载載]?自|source)\s*[:：]\s*"
    r"([^\s，,。；;:：|｜()（）【】\[\]][^，,。；;:：|｜()（）【】\[\]\n]{0,40})",
    re.IGNORECASE,
)
_NEXT_LABEL = re.compile(
    r"[\s\u3000]*(?:作者|[记記]者|[编編][辑輯]|[责責][任编編]|[发發][布佈表]|[时時][间間]|日期|[浏瀏][览覽]|[阅閱][读讀]|[点點][击擊閱]|字[号號体體]"
    r"|[访訪][问問]|[栏欄]目|分享|次[数數]|\d{4}[-/.年]).*$"
)
_RELEASED = re.compile(r"^[(（]\s*([\u3400-\u9fff]{2,20}?)\s*(?:[发發][布佈]|提供)\s*[)）]$")
_AGENCY = re.compile(
    r"^(新华社|新華社|中新社|中新网|中通社|央视网|央視網|人民网|中央社|澎湃新闻|观点网)(?=.{0,12}(?:电|電|消息|讯|訊))"
)


def find_source(text: str) -> str:
    """The publisher in the words of the page, or nothing.

    Read from ``来源：…`` in every wording, ``（…發布）`` on a line of its own, and ``新华社北京7月30日电``.
    """
    lines = filled_lines(text)
    around = lines[:_LINES] + lines[_LINES:][-_LINES:]
    for line in around:
        if len(line) <= 120 and (found := _LABELLED.search(line)):
            name = _NEXT_LABEL.sub("", found[1]).strip()
            if name:
                return name
    for line in around:
        if found := _RELEASED.match(line):
            return found[1]
    for line in lines[:_LINES]:
        if found := _AGENCY.match(line.lstrip("　 (（")):
            return found[1]
    return ""
