"""The names of places in a text, each with the places that bear it; roads, universities and people are left out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from corpus.metadata.issuing_signs import signs_by_place
from corpus.metadata.phrases import PhraseMatcher, normalize
from corpus.vocabulary import DATA, Entry, places

_NAMESAKE = re.compile(
    """
    [东西南北中東]?[一二三四五六]?[环環]?路(?![南北][区區]|[灯燈网網况況]) | 大?街(?!道) | 大道
    | 里(?=活[动動]|[长長民邻鄰])  # wards of Taiwan
    | [^，。、；：\\s,;在的与與和]{0,6}(?:大[学學](?![生城])|[学學]院(?!路))  # universities
    | [银銀]行 | [证證]券 | 股份 | 大[厦廈]  # firms
    | [日晚商时時][报報] | [电電][视視]台 | [卫衛][视視]  # media
    | [号號舰艦籍菜茶] | [队隊](?!伍)  # ships, people, dishes, teams
    | 宣言
    | 部(?![分门門署队隊委]) | [岸麓端]  # 河北部 is the north of a river
    | (?<=市)[场場]  # 市场 is a market
    | (?<=[東西南北中][區区])  # offices for the south of a country
        (?:職業安全|勞工健康|分署|水資源|電信|國稅|養護工程|管制中心|事務大隊|營業[處所]|業務組)
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(
    "\\s?[^，。、；：\\s]{1,9}?(?:路|街|大道|巷|胡同)[^，。、；：\\s]{0,9}?[0-9一二三四五六七八九十百]+[号號]"
)
_ENDS = frozenset('。、,;:!?()《》「」“”"\n的在与與和及是')
"""What stands behind a name that goes on to be nothing else."""
_AFTER_A_SURNAME = re.compile(
    "(?:^|[^\u3400-\u9fff]|[记記]者|作者|[编編][辑輯]|[书書][记記]|同志|主[任席]|[省市县縣区區镇鎮乡鄉村局部处處科队隊院校][长長]"
    "|教授|[选選]手)"
    "[李王张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董程曹袁邓鄧许許沈曾彭吕呂卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉余潘杜夏钟鍾汪任姜范方石姚谭譚廖邹鄒熊陆陸郝孔崔毛邱史侯邵孟段雷钱錢汤湯尹黎贺賀赖賴龚龔]$"
)
_PAIR = re.compile("/[\u3400-\u9fff]{2,3}(?:以|[组組]合|[夺奪獲获]|[战戰][胜勝])")
"""What follows the first of two players of a team."""
_UNIVERSITY = ("大学(", "大學(", "学院(", "學院(")
"""What stands before a place that tells which of several universities is meant."""
_JOINTS = frozenset(("", " ", "·", "-", "(", "市", "省"))


class Bearer(NamedTuple):
    """A place that bears a name, and what must stand by for the name to mean it; ``above`` is nearest first.

    The tier is ``certain``, the column of the table of places, ``contextual`` or ``qualified``, or ``sign`` for what
    only pages of that place name, which tells where these were issued and nothing else.
    """

    code: str
    tier: str
    full: bool
    above: tuple[str, ...]


class Name(NamedTuple):
    """A name with its bearers, and the one of them that it means by itself, if there is just one such."""

    text: str
    bearers: tuple[Bearer, ...]
    alone: Bearer | None


class Mention(NamedTuple):
    """A name in a normalized text; ``joined`` where it follows the mention before it directly."""

    name: Name
    start: int
    end: int
    joined: bool


def find_names(text: str) -> list[Mention]:
    """The names of places in a normalized text, from left to right."""
    matcher, names = _names()
    given_names = _given_names()
    found = []
    people: set[str] = set()
    last = -1
    for phrase, start, end in matcher.find(text):
        name = names.get(phrase)
        if (
            name is None
            or (
                text[end : end + 1] not in _ENDS and (_NAMESAKE.match(text, end) or _ADDRESS.match(text, end))
            )
            or (phrase in given_names and _is_person(text, start, end, people))
            or (text[start - 1 : start] == "(" and text.endswith(_UNIVERSITY, 0, start))
            or (text[end : end + 1] == "/" and _PAIR.match(text, end))
        ):
            last = -1
        else:
            found.append(Mention(name, start, end, last >= 0 and text[last:start] in _JOINTS))
            last = end
    return found


def _is_person(text: str, start: int, end: int, people: set[str]) -> bool:
    """Whether a given name stands behind a surname, here or where the same ``people`` were told of before."""
    person = text[max(0, start - 1) : end]
    if person not in people:
        if not _AFTER_A_SURNAME.search(text, max(0, start - 3), start):
            return False
        people.add(person)
    return True


@cache
def _given_names() -> frozenset[str]:
    return frozenset((DATA / "given_names.txt").read_text(encoding="utf-8").split())


@cache
def _names() -> tuple[PhraseMatcher, Mapping[str, Name]]:
    """What is looked for, which holds the words that only look like places, and the names by their texts."""
    bearers: defaultdict[str, list[Bearer]] = defaultdict(list)
    for entry in places():
        for name, bearer in _bearers(entry):
            bearers[name].append(bearer)
    for code, signs in signs_by_place():
        for sign in signs:
            bearers[normalize(sign)].append(Bearer(code, "sign", False, places().ancestors(code)))
    decoys = (DATA / "not_places.txt").read_text(encoding="utf-8").split()
    return PhraseMatcher((*bearers, *decoys)), {name: _name(name, each) for name, each in bearers.items()}


def _name(text: str, bearers: Iterable[Bearer]) -> Name:
    certain = [bearer for bearer in bearers if bearer.tier == "certain"]
    return Name(text, tuple(bearers), certain[0] if len(certain) == 1 else None)


def _bearers(entry: Entry) -> Iterator[tuple[str, Bearer]]:
    labels = set(map(normalize, entry.labels.values()))
    tiers = dict.fromkeys((*labels, *map(normalize, entry.phrases["aliases"])), "certain")
    for tier in ("contextual", "qualified"):
        tiers.update(dict.fromkeys(map(normalize, entry.phrases[tier]), tier))
    above = places().ancestors(entry.code)
    for name, tier in tiers.items():
        yield name, Bearer(entry.code, tier, name in labels, above)
