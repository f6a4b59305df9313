"""Boilerplate lines: site names, bylines, editors, notices and links around an article, which are no part of it.

Only whole lines at the very top and the very bottom are taken, and only of known wordings: nothing between two
paragraphs is ever touched.
"""

from __future__ import annotations

import re

from corpus.lines import is_heading, is_sentence

_NAME = r"[^\s，,。；;!！?？:：]{1,30}"
_SOURCE = "(?:文章|信息|稿件|新[闻聞]|消息|[内內]容|本文)?[来來]源|稿源|[转轉][载載]?自"
_MEASURED = (
    "[发發][布佈](?:[时時][间間]|日期)|更新(?:[时時][间間]|日期)|[浏瀏][览覽](?:次[数數]|人次|量)?"
    "|[点點][击擊閱阅](?:次?[数數]|率|量)?|[阅閱][读讀](?:量|次[数數])"
)
_EDITOR = (
    "(?:[责責]任|[执執]行|值班|[网網][络絡]|本文|本期)?(?:[编編][辑輯]|主[编編])|[责責][编編]|[编編][审審]"
    "|校[对對]|[审審]核|[审審]校|[复複][审審]|[终終][审審]|[监監][制製]"
)
_REMOVE = "侵[权權]|侵[删刪]|[联聯][系繫][^\n]{0,8}[删刪]除|告知[删刪]除"
_FORBIDDEN = "不得|禁止|[谢謝][绝絕]|[严嚴]禁"

_SHARING = (
    "(?:微信|微博|QQ空[间間]|QQ好友|朋友圈|新浪微博|[腾騰][讯訊]微博|豆瓣|Facebook|Twitter|LINE|Plurk|Email|分享|收藏"
    "|[点點][赞讚]|[转轉][发發]|[评評][论論]|[举舉][报報]|反[馈饋]|[复複][制製][链鏈連][结結接]|朗[读讀]|[语語]音播[报報]"
    "|打印|列印|[关關][闭閉]|友善列印|[转轉]寄(?:好友)?|分享[到至](?:Facebook|Twitter|LINE|微信|微博)|Print|Share|Tweet)"
)
_SIZES = (
    r"[【\[(（]?(?:(?:字[号號体體级級]|文字大小)\s*[:：]?)?\s*[\[【(（]?\s*(?:特大\s*[|｜]?\s*)?"
    r"大\s*[|｜]?\s*中\s*[|｜]?\s*小\s*[\]】)）]?"
)
_SITE_LINK = (
    "(?:[回返]?首[页頁]|[网網]站(?:地[图圖]|[导導][航覽览]|[声聲]明)|[联聯][系絡络][我本][们們站]|[关關][于於]我[们們]|法律[声聲]明"
    "|[隐隱]私(?:[政声聲][策明]|[权權]政策|[权權]及安全政策)|意[见見]信箱|[双雙][语語][词詞][汇彙]|English|RSS)"
)
_SITE_LINKS = rf"{_SITE_LINK}(?:\s*[|｜/]\s*{_SITE_LINK})+"
_COUNTED = rf"(?:最[后後])?(?:{_MEASURED})\s*[:：]\s*\d[\d\-/.:：,年月日]*(?:\s\d\d[:：][\d:：]+)?[次人]?"
_TURNS = "[上下前后後]一?[篇条條则則页頁](?:[新文][闻聞章])?"

_TOP_LINES = (
    r"原(?:[标標][题題]|[题題])\s*[:：][^\n]{0,100}",
    rf"{_NAME}快[讯訊]\s*[:：]",
    r">?\s*(?:您?(?:[现現]在)?的?(?:[当當]前|所在)?位置|首[页頁])\s*[:：>＞»/][^\n]{0,80}",
    rf"[(（【\[]?(?:{_SOURCE}|{_MEASURED})\s*[:：][^\n。]{{0,80}}",
    r"\d{4}[-/.年][^\n。]{0,24}\s+[来來]源\s*[:：][^\n。]{0,60}",
    _SIZES,
    _SITE_LINKS,
    rf"{_SHARING}(?:[\s|｜/、]+{_SHARING})+",
    rf"分享[到至]\s*[:：]?(?:[\s|｜/、]*{_SHARING})*",
    r"(?:[扫掃]一[扫掃]|[扫掃]描二[维維][码碼])[^\n。]{0,20}",
    rf"{_SIZES}(?:\s*[【\[(（]?{_SHARING}[】\])）]?)+",
    "(?:[跳转轉][到至])主要?[内內]容(?:[区區]塊?块?|[区區]域)?",
)
_BOTTOM_LINES = (
    rf"[(（【\[]?\s*(?:{_SOURCE}|[图圖]片[来來]源)\s*[:：]\s*{_NAME}(?:[ \u3000]{_NAME})?\s*[)）】\]]?",
    rf"[(（【\[]?\s*(?:{_EDITOR})\s*[:：]\s*[^\n。]{{1,30}}[)）】\]]?",
    rf"[(（【\[]?\s*(?:[责責]任[编編][辑輯]|[责責][编編])[ \u3000]+{_NAME}[)）】\]]?",
    rf"[^\n]{{0,40}}(?:[图圖]片|[图圖]文|文章|[内內]容|素材|版[权權])[^\n]{{0,60}}(?:{_REMOVE})[^\n]{{0,40}}",
    r"(?:如有|若有|如涉及?|若涉及?)侵[权權][^\n]{0,60}",
    r"[*※【\[]?(?:免[责責]|版[权權])[声聲]明[^\n]{0,300}",
    rf"[^\n]{{0,30}}未[经經][^\n]{{0,12}}(?:授[权權]|[许許]可|同意)[^\n]{{0,8}}(?:{_FORBIDDEN})[^\n]{{0,40}}",
    r"[转轉][载載](?:[请請][务務]?必?|[须須]|[时時][请請])[^\n]{0,20}[注註]明[^\n]{0,20}",
    r"[^\n。，,]{0,40}版[权權]所有(?![者人权權])[^\n。]{0,60}",
    r"(?i:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?i:by\s|reserved|\d{4}|[^\n。]{0,20}\d{4})[^\n。]{0,80}",
    r"(?i:all rights reserved)[^\n]{0,60}",
    r"(?:[\u4e00-\u9fff]?ICP[备備证證]|[\u4e00-\u9fff]{1,2}公[网網]安[备備]|[网網]站[标標][识識][码碼])[^\n]{0,80}",
    r"[【\[（(]?(?:打印|列印)(?:本[页頁])?[】\])）]?\s*[【\[（(]?[关關][闭閉](?:窗口|[视視]窗|本[页頁])?[】\])）]?",
    rf"[【\[（(]?{_SHARING}[】\])）]?(?:[\s|｜/、]*[【\[（(]?{_SHARING}[】\])）]?)*",
    r"(?:分享[到至]|[扫掃]一[扫掃]|[扫掃]描(?:上方|下方)?二[维維][码碼]|返回(?:[顶頂]部|列表|首[页頁])|回(?:上一[页頁]|[顶頂]部|首[页頁]))[^\n。]{0,30}",
    rf"{_TURNS}(?:\s*[:：>＞»][^\n]{{0,100}})?",
    r"[【\[]?(?:我要)?[纠糾][错錯][】\]]?",
    _SITE_LINKS,
    rf"{_COUNTED}(?:\s+{_COUNTED})*",
    rf"{_SIZES}(?:\s*[【\[(（]?{_SHARING}[】\])）]?)*",
    rf"(?:{_SOURCE})\s*[:：]\s*{_NAME}\s+(?:{_EDITOR})\s*[:：]\s*[^\n。]{{1,30}}",
    "[【\\[（(]?(?:相[关關]|延伸|推[荐薦])[阅閱][读讀][】\\])）]?\\s*[:：]?",
    r"[声聲]明\s*[:：]\s*本[网網站][^\n]{0,12}[转轉][载載][^\n]{0,200}",
)
_TOP = re.compile("|".join(_TOP_LINES))
_BOTTOM = re.compile("|".join(_BOTTOM_LINES))
_RELATED = re.compile(
    r"[【\[（(]?(?:(?:相[关關]|延伸|推[荐薦]|[热熱][门門]|更多|往期)(?:[阅閱][读讀]|[报報][道導]|新[闻聞]|[链鏈連][结結接]|文章|推[荐薦]|[资資][讯訊]|[内內]容|精彩)"
    r"|猜你喜[欢歡]|(?:大家|您可能)(?:都在看|感[兴興]趣[^\n]{0,4}))[】\])）]?\s*[:：]?"
)
_MOST_RELATED = 12
"""Titles that a list of other articles has at most."""
_SITE_NAME = re.compile(r"[\w·.]{2,12}")
_TITLES = 6
"""How many other lines of a page's top, such as titles and dates, may stand between boilerplate lines."""


def drop_boilerplate(text: str) -> str:
    """The text without the boilerplate lines at its top and bottom."""
    if not text.strip():
        return text
    lines = text.split("\n")
    kept = _without_site_name(_without_top(_without_end(lines)))
    return text if len(kept) == len(lines) else "\n".join(kept)


def _without_end(lines: list[str]) -> list[str]:
    """The lines without boilerplate at the bottom, and without lists of other articles that stand there."""
    end = _bottom(lines, len(lines))
    while (above := _related(lines, end)) < end:
        end = _bottom(lines, above)
    return lines[:end]


def _related(lines: list[str], end: int) -> int:
    """Where a heading such as 相关阅读 stands that has nothing behind it but titles, else the end itself."""
    behind = 0
    for number in range(end - 1, 0, -1):
        line = lines[number].strip()
        if behind and _RELATED.fullmatch(line):
            return number if any(lines[above].strip() for above in range(number)) else end
        behind += bool(line)
        if behind > _MOST_RELATED or is_sentence(line) or "://" in line:
            break
    return end


def _bottom(lines: list[str], end: int) -> int:
    """Where the boilerplate begins with which the lines before ``end`` end, else the end itself."""
    first = last = end
    while last and (not (line := lines[last - 1].strip()) or _BOTTOM.fullmatch(line)):
        last -= 1
        if line:
            first = last
    # A page of nothing else is left whole: then these words are what it says.
    return first if last else end


def _without_top(lines: list[str]) -> list[str]:
    titles, dropped = 0, set()
    for number, line in enumerate(map(str.strip, lines)):
        if _TOP.fullmatch(line):
            dropped.add(number)
        elif line:
            titles += 1
            if titles > _TITLES or is_sentence(line):
                break
    else:
        # Headings alone are no page whose top could be told from its text.
        return lines
    return [line for number, line in enumerate(lines) if number not in dropped]


def _without_site_name(lines: list[str]) -> list[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()][:3]
    if len(filled) < 3:
        return lines
    first, second, third = (lines[number].strip() for number in filled)
    if first == second and _SITE_NAME.fullmatch(first) and len(third) > len(first) and is_heading(third):
        return _without_site_name(lines[filled[1] + 1 :])
    return lines
