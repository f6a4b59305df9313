"""Menus: the navigation of a whole page that was saved with its article.

One line of short items may be a row of a table. So a menu counts only on a page with several labels that nothing but
the navigation of a site has (网站导览, 无障碍, 回首页 …), and never takes a sentence along.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.lines import is_sentence

_LABELS = re.compile(
    "(?:[跳转轉][到至]|前往)?主要?[内內]容(?:[区區]塊?块?|[区區]域)?|:::"
    "|[网網]站(?:地[图圖]|[导導][览覽航]|[首主][页頁]|[声聲]明|[帮幫]助)|(?:[返回]+)?首[页頁]|(?:[无無][障][碍礙]|[长長][者][辈輩模])[^\\s]{0,4}"
    "|[设設][为為]首[页頁]|加入(?:收藏|最[爱愛])|(?:[订訂][阅閱])?RSS(?:[订訂][阅閱])?|[订訂][阅閱][电電]子[报報]"
    "|[隐隱]私[权權][^\\s]{0,10}|[网網]站[资資]料[开開]放[宣公]告|[联聯][系络絡繫]我[们們]|[关關][于於]我[们們]|字[级級体體]"
    "|(?:[进進][阶階]|站[内內]|高[级級])[搜检檢][寻尋索]|熱門[关關][键鍵]字|Facebook|Plurk|Twitter|LINE|微博|微信|English|日本[语語]|繁[体體]版?|[简簡][体體]版?"
    "|[登][录錄入]|[注註][册冊]|[网網][页頁]功能|列印[内內]容|手[机機]版(?:[选選][单單])?",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"\s*(?:\t+|[|｜]|\s{2,})\s*")
_LONGEST_ITEM = 20
_BETWEEN = ("\t", "|", "｜")
"""What stands between items."""
_HOMES = ("首页", "首頁", "主页", "主頁", "网站", "網站")
"""One of them is in every menu."""
_MIN_LABELS = 5
"""Different labels that a page must have before any of its lines is taken for a menu."""
_MIN_LINES = 3
"""Lines of several items that it must have."""


def remove_menus(text: str) -> str:
    """The text without the lines from the first of a menu to its last; a page of sentences stays whole."""
    if sum(map(text.count, _BETWEEN)) < 2 * _MIN_LINES or not any(home in text for home in _HOMES):
        return text
    lines = text.split("\n")
    items = [_items(line) for line in lines]
    menus = [number for number, found in enumerate(items) if _is_menu(found)]
    labels = {item.lower() for number in menus for item in items[number] if _LABELS.fullmatch(item)}
    if len(labels) < _MIN_LABELS or sum(len(items[number]) > 2 for number in menus) < _MIN_LINES:
        return text
    dropped = set(menus)
    for first, last in pairwise(menus):
        between = range(first + 1, last)
        if not any(is_sentence(lines[number]) for number in between):
            dropped.update(between)
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped)


def _items(line: str) -> Sequence[str]:
    return [item for item in _ITEMS.split(line.strip()) if item]


def _is_menu(items: Sequence[str]) -> bool:
    """Whether a line is several short items, or one label."""
    if len(items) == 1:
        return bool(_LABELS.fullmatch(items[0]))
    return len(items) > 1 and all(len(item) <= _LONGEST_ITEM and not is_sentence(item) for item in items)
