"""Strings as a cat on the keyboard types them, of everything that means something somewhere in a query."""

from __future__ import annotations

from random import Random

QUOTES = tuple("\"“”„‟«»「」『』﹁﹂﹃﹄〝〞〟'‘’＂＇`")
MARKS = (
    *"()（）[]【】《》〔〕{}",
    *"|｜&＆-－−+~～_#@/／\\^:：.,，、。;；!！?？*＊%…—",
    *("^2", "^0.5", "^１０", "^101", "..", "--", "http://", "&&", "||"),
)
OPERATORS = (
    *("AND", "OR", "NOT", "与", "與", "或", "非", "and", "or", "not"),
    *("NEAR", "NEAR/5", "NEAR／０", "NEAR/1001", "NEAR/", "near/3"),
)
FIELDS = (
    *(
        "title:",
        "标题：",
        "標題:",
        "source:",
        "来源:",
        "來源：",
        "district:",
        "地区：",
        "區劃:",
        "issued:",
        "签发：",
    ),
    *(
        "industry:",
        "行业:",
        "產業：",
        "lang:",
        "语言：",
        "date:",
        "日期：",
        "number:",
        "文号:",
        "文號：",
        "cites:",
        "引用：",
    ),
)
VALUES = (
    *(
        "海淀",
        "海淀區",
        "Haidian",
        "朝阳",
        "110108",
        "鼓楼区,北京",
        "人工智能",
        "J",
        "金融業",
        "zh",
        "en",
        "繁體",
        "火星",
    ),
    *("国发〔2015〕12号", "國發[2015]12號", "令第5号", "主席令第四十六号"),
)
DATES = (
    *(
        "2020",
        "2020-07",
        "2022-13",
        "2021-02-30",
        "20200730",
        "2020.7.30",
        "2020..2022",
        "..2022",
        "2020-07..",
        "２０２０",
    ),
    *(
        "2020年7月",
        "二〇二〇年七月",
        "2020年7月至9月",
        "2020至今",
        "自2020年以来",
        "民國109年",
        "民国109年7月",
        "109年7月30日",
    ),
    *(
        "109-111",
        "民國一百零九年",
        "近三年",
        "最近三年",
        "近3年",
        "近半年",
        "近三个月",
        "去年",
        "今年",
        "上個月",
        "昨天",
        "近年",
    ),
    *(
        "last-3-years",
        "last year",
        "this year",
        "past 6 months",
        "July 2020",
        "since 2020",
        "0年",
        "民国0年",
        "99年",
    ),
)
WORDS = (
    *(
        "自贸区",
        "自貿區",
        "政",
        "何",
        "人工*",
        "政?",
        "zone?",
        "govern*",
        "*智?",
        "a",
        "ab",
        "C++",
        "12.5%",
        "R&D",
        "é",
        "ﬁ",
    ),
    *("PARKS", "AND GARDENS", "BUREAU", "FTZ"),
    *("free", "trade", "中国（北京）自贸区", "2020年-2022年", "x^y", "㐀", "𠮷", "ａｂ", "何?", "吗？"),
)
UNSEEN = (
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\u200b", "\u200d", "\u2060", "\ufeff", "\ufe0f", "\u00ad"),
    *(
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ud83d",
        "\ude00",
        "\udfff",
        "\uffff",
        "\U0010ffff",
    ),
)
PICTURES = (
    "😀",
    "👨\u200d👩\u200d👧",
    "🇨🇳",
    "❤️",
    "①",
    "㈱",
    "e\u0301",
    "مرحبا",
    "שלום",
    "ไทย",
    "한국",
    "かな",
)
SPACES = (" ", "\u3000", "\t", "\n", "\u00a0", "\u2028")

KINDS = (QUOTES, MARKS, OPERATORS, FIELDS, VALUES, DATES, WORDS, UNSEEN, PICTURES, SPACES)
PIECES = tuple(piece for kind in KINDS for piece in kind)
_LENGTHS = (1, 2, 3, 5, 8, 13, 21)
_LONGEST = 1_000
_ANY_CHARACTER = 0.02
_LONG_RUN = 0.02
_DATED = 0.1


def typed(pick: Random) -> str:
    """One string: mostly a few pieces, some of them dates of the field, a fiftieth with a run of hundreds."""
    gap = pick.choice(("", "", " ", " ", "\u3000"))
    pieces = [_piece(pick) for _ in range(pick.choice(_LENGTHS))]
    if pick.random() < _LONG_RUN:
        repeated = _piece(pick) + pick.choice(("", " ", "a", " a"))
        pieces.insert(pick.randrange(len(pieces) + 1), repeated * pick.randrange(1, 300))
    return gap.join(pieces)[:_LONGEST]


def _piece(pick: Random) -> str:
    chance = pick.random()
    if chance < _ANY_CHARACTER:
        return chr(pick.randrange(0x110000))
    if chance < _ANY_CHARACTER + _DATED:
        return pick.choice(("date:", "日期：")) + pick.choice(DATES)
    return pick.choice(pick.choice(KINDS))
