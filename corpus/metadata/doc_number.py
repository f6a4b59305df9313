"""Document numbers such as 国发〔2015〕12号: reading a document's own, and one canonical form for all spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_OPEN, _CLOSE = "〔[(（【［﹝〖{〈<「", "〕])）】］﹞〗}〉>」"
_TRADITIONAL = (
    "國發號辦財稅銀監證農環衛資產務鐵運電線機關經貿區縣鄉鎮東廣寧陝蘇貴雲遼龍劃則項體應術業創網絡總長審計統檔險質檢驗師會團協聯婦勞動聽讀書歷點際華門開規範擬貨幣價庫陽灣島嶺濟齊漢滬贛閩"
    "晉黨組織紀訴選舉僑軍隊養殘醫藥療漁種糧鹽煙礦氣熱節約設築園綠臺條調轉處級標準權參與對賽實學試傳廳樓場館衝災儲備補減賬債託擔個營紅馬來後濱滄萬榮豐遠連張莊黃鋼烏魯爾賓瀋鄭蘭廈輸測導報"
    "訊護眾畫層單廠臨責課萊邊羅濰棗澤溫紹麗義揚無錫遷饒撫鷹許駐隨婁懷頭慶瓊亞製編徵評"
)
_SIMPLIFIED = (
    "国发号办财税银监证农环卫资产务铁运电线机关经贸区县乡镇东广宁陕苏贵云辽龙划则项体应术业创网络总长审计统档险质检验师会团协联妇劳动听读书历点际华门开规范拟货币价库阳湾岛岭济齐汉沪赣闽"
    "晋党组织纪诉选举侨军队养残医药疗渔种粮盐烟矿气热节约设筑园绿台条调转处级标准权参与对赛实学试传厅楼场馆冲灾储备补减账债托担个营红马来后滨沧万荣丰远连张庄黄钢乌鲁尔宾沈郑兰厦输测导报"
    "讯护众画层单厂临责课莱边罗潍枣泽温绍丽义扬无锡迁饶抚鹰许驻随娄怀头庆琼亚制编征评"
)
_SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""The characters that issuers' short names are made of, Traditional to Simplified."""

_BRACKETED_YEAR = re.compile(
    rf"[{re.escape(_OPEN)}]([0-9]{{4}})[{re.escape(_CLOSE)}](?:第(?=[0-9]))?(?:0+(?=[0-9]))?"
)

_HAN = "\u3400-\u9fff"
_ISSUER = rf"[{_HAN}]{{1,14}}?(?:[(（][{_HAN}]{{1,6}}[)）])?[{_HAN}]{{0,4}}"
_YEAR = rf"[{re.escape(_OPEN)}]\s*(?:19|20)[0-9]{{2}}\s*[{re.escape(_CLOSE)}]"
_BRACKETED = rf"{_ISSUER}\s*{_YEAR}\s*第?\s*[0-9]{{1,5}}\s*[号號]"
_YEARLY = r"(?:公告|通告|令)\s*(?:19|20)[0-9]{2}\s*年\s*第\s*[0-9]{1,5}\s*[号號]"
_LETTERED = rf"[{_HAN}]{{2,8}}字第\s*[0-9]{{6,12}}[A-Z]?\s*[号號]"
_NUMBER = rf"{_BRACKETED}|[{_HAN}]{{2,20}}{_YEARLY}|{_LETTERED}"

# Searching imports this module for the canonical form alone, so these are compiled, and kept, where they are used.
_LABELLED = rf"(?:[发發]文字[号號]|公文字[号號]|文件[编編]?[号號]|文\s*[号號]|字\s*[号號])[\s】\]]*[:：]\s*({_NUMBER})"
_ALONE = rf"^[\s(（]*({_NUMBER})[\s)）]*$"
_TITLE_END = rf"[(（]\s*({_NUMBER})\s*[)）]\s*$"
_HEAD_LINES = 20
"""How many lines with something on them the head of a document may have."""
_LONGEST_LINE = 200
"""A line of a head is not longer than this, in characters."""


def normalise_doc_number(number: str) -> str:
    """The one form for all spellings of a document number: Simplified, half width, 〔year〕, no spaces, no 第 after it.

    ``國發[2015]第12號`` gives ``国发〔2015〕12号``. What is no document number comes back with width, script and
    space made plain.
    """
    plain = "".join(unicodedata.normalize("NFKC", number).split()).translate(_SIMPLER)
    return _BRACKETED_YEAR.sub(r"〔\1〕", plain)


def find_doc_number(text: str, title: str = "") -> str:
    """The document's own number in canonical form, or nothing.

    It stands on a line of its own in the head, behind a label such as 文号, or in brackets at the end of the title. A
    number anywhere else is one that the document cites.
    """
    for line in _head(text):
        if found := re.search(_LABELLED, line) or re.search(_ALONE, line):
            return normalise_doc_number(found[1])
    if found := re.search(_TITLE_END, unicodedata.normalize("NFKC", title)):
        return normalise_doc_number(found[1])
    return ""


def _head(text: str) -> Iterator[str]:
    """The first lines that may hold a document number, their digits and brackets in half width."""
    start = text[: _HEAD_LINES * _LONGEST_LINE]
    lines = [line for line in start.splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        if len(line) <= _LONGEST_LINE and ("号" in line or "號" in line):
            yield unicodedata.normalize("NFKC", line)
