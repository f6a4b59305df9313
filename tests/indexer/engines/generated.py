"""Documents and searches made up at random from a seed; the searches ask for what stands in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import get_args

from corpus.document import Document
from indexer.engine import FACET_KEYS, Filters, Match, SearchRequest, Sort
from indexer.language.conversion import convert
from indexer.language.lexicon import lexicon
from indexer.language.units import Units, split_units
from indexer.query import ast
from indexer.query.ast import MatchKind, Node, TextField
from indexer.query.expand import expand
from indexer.query.grammar import parse

_HAN = """自贸区 自貿區 自由贸易试验区 海淀 海淀区 北京市 人工智能 人工智慧 政策 政策试点 试点 發展改革委 补贴 補貼
    企业 企業 软件园 乾隆 王后 灯 的 了 和 㙍 𠮷"""
_LATIN = "AI zone zones policy policies Govern governments café"
_NUMBERS = "5 15 １５ 2020年 第5条 5.2% ５．２％ 123,244.2 国发〔2020〕12号 國發[2020]12號"
_MARKS = "， ， 。 。 、 “ ” 「 」 （ ） ： % - ① C++ ガス"

PIECES = (
    *(*_HAN.split(), *_NUMBERS.split(), *_MARKS.split()),
    *(f" {word} " for word in _LATIN.split()),
    *(" free trade zone ", " ", " ", "\n", "\u3000", "\u200b", "\ud800"),
)
"""What texts are put together from: both scripts, other ones, words, digits, marks, and what nobody sees."""

SOURCES = ("甲报", "乙报", "丙刊")
DISTRICTS = ("110000", "110108", "110108-shangdi", "110000-bda", "440300")
INDUSTRIES = ("new-it", "new-it.ai", "new-it.chips", "finance.banking")
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
NUMBERS = ("国发〔2020〕12号", "京政发〔2021〕8号")
FIRST_DAY = date(2019, 11, 20)
DAYS = 500

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}


def random_document(random: Random, id: str, longest: int = 60) -> Document:
    """A document whose text has fewer than ``longest`` pieces, and any metadata or none."""
    return Document(
        id=id,
        title="".join(random.choices(PIECES, k=random.randrange(8))),
        text="".join(random.choices(PIECES, k=random.randrange(longest))),
        published=random_day(random),
        source=random.choice(("", *SOURCES)),
        lang=random.choice(("", *LANGUAGES)),
        districts=tuple(random.sample(DISTRICTS, random.randrange(3))),
        industries=tuple(random.sample(INDUSTRIES, random.randrange(3))),
        doc_number=random.choice(("", "", *NUMBERS)),
        issued_in=random.choice(("", *DISTRICTS)),
    )


def random_day(random: Random) -> date | None:
    """A day of some sixteen months over three years, or none."""
    return random.choice((None, FIRST_DAY + timedelta(random.randrange(DAYS)), FIRST_DAY + timedelta(60)))


class Searches:
    """Makes up searches for documents; what is random comes from ``random`` alone."""

    def __init__(self, random: Random, documents: Sequence[Document]) -> None:
        self._random = random
        texts = [(text, split_units(text)) for one in documents for text in (one.title, one.text)]
        self._texts = [(text, units) for text, units in texts if len(units)]
        self._in_mind = self._texts
        self._ids = sorted({one.id for one in documents})
        self._sources = sorted({one.source for one in documents})
        self._districts = sorted({code for one in documents for code in one.districts}) or ["110000"]
        self._industries = sorted({code for one in documents for code in one.industries}) or ["new-it"]
        self._days = sorted({one.published for one in documents if one.published}) or [FIRST_DAY]
        self._numbers = sorted({one.doc_number for one in documents if one.doc_number}) or ["令第1号"]

    def request(self) -> SearchRequest:
        """Any search."""
        random = self._random
        return SearchRequest(
            query=self.query(),
            filters=self._filters() if random.random() < 0.4 else Filters(),
            sort=random.choice(("relevance", *get_args(Sort))),
            match=random.choice(("auto", *get_args(Match))),
            limit=random.choice((None, None, 0, 1, 3, 10, 40)),
            offset=random.choice((0, 0, 0, 1, 7)),
            stored=random.random() < 0.2,
            collapse=random.random() < 0.2,
            facets=tuple(random.sample(FACET_KEYS, random.choice((0, 2, len(FACET_KEYS))))),
        )

    def query(self) -> Node:
        """A tree, or what a typed text is read as, with the equals of its terms."""
        self._in_mind = self._random.choices(self._texts, k=2)
        if self._random.random() < 0.6:
            return self._tree(3)
        return expand(parse(self.typed()).node, lexicon())[0]

    def typed(self) -> str:
        """What somebody might type."""
        random = self._random
        if random.random() < 0.15:
            return "".join((self._piece(), random.choice(("的", "有哪些", "，", " ")), self._piece(), "吗？"))
        words = [self._typed_word() for _ in range(random.choice((1, 2, 2, 3, 4, 6)))]
        if len(words) > 2 and random.random() < 0.3:
            words[0], words[1] = "(" + words[0], words[1] + ")"
        joins = random.choices((" ", " ", " ", " AND ", " OR ", " NEAR/3 ", " NEAR "), k=len(words) - 1)
        return "".join(word + join for word, join in zip(words, (*joins, ""), strict=True))

    def _typed_word(self) -> str:
        random = self._random
        word = random.choice((self._asked, self._asked, self._pattern))()
        shape = random.choice(("{}", "{}", "{}", '"{}"', "“{}”", "-{}", "title:{}", "NOT {}", "({})", "{}^2"))
        return shape.format(word)

    def _tree(self, depth: int) -> Node:
        random = self._random
        way = random.random()
        if depth and way < 0.25:
            # What people type most: a few words side by side.
            return ast.And(tuple(self._leaf(0.2) for _ in range(random.randint(2, 4))))
        if depth and way < 0.35:
            return self._near()
        if depth and way < 0.7:
            parts = tuple(self._tree(depth - 1) for _ in range(random.randint(1, 3)))
            return random.choice(
                (
                    ast.And(parts),
                    ast.And(parts, explicit=True),
                    ast.Or(parts),
                    ast.Not(parts[0]),
                    ast.Boosted(parts[0], random.choice((0, 0.1, 2.5))),
                    ast.And((*parts, ast.Not(self._leaf(0.1)))),
                    self._some_of(parts),
                )
            )
        return self._leaf(0.4)

    def _some_of(self, parts: tuple[Node, ...]) -> ast.SomeOf:
        """What relaxing makes of a few words side by side, or of a question."""
        random = self._random
        if random.random() < 0.5:
            return ast.SomeOf(parts, random.randint(1, len(parts)))
        sizes = random.choice(((), tuple(random.choice((1, 1, 2, 9)) for _ in parts)))
        evidence = [self._text_leaf() for _ in range(random.choice((1, 1, 2, 3)))]
        evidence.append(ast.Boosted(self._text_leaf(), random.choice((0, 0.5, 3))))
        return ast.SomeOf(parts, random.randint(1, sum(sizes) or len(parts)), sizes, tuple(evidence))

    def _leaf(self, metadata: float) -> Node:
        """A leaf that asks for metadata as often as the share says."""
        random = self._random
        if random.random() >= metadata:
            return self._text_leaf()
        return random.choice(
            (
                ast.Everything(),
                ast.FacetIs("district", tuple(random.sample(self._districts, 1))),
                ast.FacetIs("issued", (random.choice(self._districts),)),
                ast.FacetIs("industry", (random.choice(self._industries), "new-it")),
                ast.FacetIs("source", (random.choice(self._sources),)),
                ast.FacetIs("lang", (random.choice(LANGUAGES),)),
                ast.DateRange(*self._period()),
                ast.DocNumber(random.choice(self._numbers), random.choice(get_args(ast.NumberRole))),
            )
        )

    def _text_leaf(self) -> Node:
        random = self._random
        where: TextField = random.choice(("any", "any", "title"))
        way = random.random()
        if way < 0.45:
            return ast.Term(self._asked(), where)
        if way < 0.7:
            return ast.Literal(self._asked(), where)
        if way < 0.85:
            return ast.Wildcard(self._pattern(), where)
        kinds: tuple[MatchKind, ...] = ("synonym", "translation", "pinyin")
        equals = (
            ast.Alternative(
                ast.Literal(self._asked(), where), random.choice(kinds), random.choice((0.5, 0.8, 1.0))
            )
            for _ in range(random.randint(1, 2))
        )
        return ast.Expanded(ast.Term(self._asked(), where), tuple(equals))

    def _near(self) -> Node:
        """Pieces of one text that stand not far from each other, some with alternatives, holes or equals."""
        random = self._random
        text, units = random.choice(self._texts)
        start = random.randrange(len(units))
        sides: list[Node] = []
        for _ in range(random.choice((2, 2, 2, 3))):
            first = min(max(0, start + random.randint(-8, 8)), len(units) - 1)
            piece = _cut(text, units, first, random.choice((1, 2, 2, 3)))
            side = random.choice((ast.Literal, ast.Term))(piece)
            other = self._text_leaf()
            equal = ast.Alternative(ast.Literal(self._asked()), "synonym", 0.8)
            way = random.random()
            if way < 0.2:
                side = ast.Or((side, other))
            elif way < 0.3:
                side = ast.Wildcard(self._with_holes(piece))
            elif way < 0.4:
                side = ast.Expanded(ast.Term(piece), (equal,))
            elif way < 0.5:
                side = ast.Boosted(side, 2.5)
            sides.append(side)
        distances = tuple(random.choice((0, 1, 2, 3, 5, 10, 10, 1_000)) for _ in sides[1:])
        return ast.Near(tuple(sides), distances)

    def _asked(self) -> str:
        """A piece of a text, or two, as it stands there or in another script, case or width."""
        random = self._random
        piece = self._piece()
        way = random.random()
        if way < 0.1:
            return convert(piece, "s2t")
        if way < 0.2:
            return convert(piece, "t2s")
        if way < 0.25:
            return piece.upper()
        if way < 0.3:
            return piece.translate(_FULL_WIDTH)
        if way < 0.45:
            return piece + random.choice(("", " ")) + self._piece()
        return piece

    def _piece(self) -> str:
        """A piece of one of the texts in mind: so many units, or characters that may be parts of words."""
        random = self._random
        text, units = random.choice(self._in_mind)
        first, count = random.randrange(len(units)), random.choice((1, 2, 2, 2, 3, 3, 4, 6))
        if random.random() < 0.1:
            return text[units.starts[first] + 1 :][:count]
        return _cut(text, units, first, count)

    def _pattern(self) -> str:
        return self._with_holes(self._piece())

    def _with_holes(self, piece: str) -> str:
        random = self._random
        chars = list(piece)
        for _ in range(random.choice((1, 1, 1, 2))):
            hole, place = random.choice("?*"), random.randrange(len(chars) + 1)
            if random.random() < 0.6 and place < len(chars) and len(chars) > 1:
                chars[place] = hole
            else:
                chars.insert(place, hole)
        return "".join(chars)

    def _filters(self) -> Filters:
        random = self._random
        first, last = self._period() if random.random() < 0.5 else (None, None)
        return Filters(
            district=tuple(random.sample(self._districts, random.choice((0, 0, 1)))),
            industry=tuple(random.sample(self._industries, random.choice((0, 0, 1)))),
            source=tuple(random.sample(self._sources, min(len(self._sources), random.choice((0, 0, 1, 2))))),
            lang=tuple(random.sample(LANGUAGES, random.choice((0, 0, 2)))),
            first=first,
            last=last,
            id=tuple(random.sample(self._ids, random.choice((0, 0, 0, 0, len(self._ids) // 2)))),
        )

    def _period(self) -> tuple[date | None, date | None]:
        first, last = sorted(self._random.choices(self._days, k=2))
        return self._random.choice(((first, last), (first, None), (None, last), (first, first), (None, None)))


def _cut(text: str, units: Units, first: int, count: int) -> str:
    """So many units of a text as they stand there, or as many as there are."""
    return text[slice(*units.span(first, min(count, len(units) - first)))]
