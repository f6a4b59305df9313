"""The part of the contract that holds literals to a plain scan of the folded texts."""

from __future__ import annotations

import re
from random import Random

from indexer.language.conversion import convert
from indexer.language.fold import fold
from indexer.query.ast import Literal
from tests.indexer.engines.contract_matching import TEXTS
from tests.indexer.engines.harness import Harness, document, found

FRAGMENTS = (
    *(
        "自贸区",
        "自貿區",
        "海淀区",
        "人工智能",
        "人工智慧",
        "政策",
        "试点",
        "發展改革委",
        "乾隆",
        "王后",
        "灯",
        "的",
        "了",
    ),
    *(
        "，",
        "。",
        "、",
        "“",
        "」",
        "（",
        "）",
        "\n",
        " ",
        "\u3000",
        "AI",
        "main",
        "maintain",
        "gen-itgc",
        "Zone",
        "zones",
    ),
    *("5", "15", "１５", "2020年", "５．２％", "123,244.2", "第", "条", "㙍", "𠮷", "𡧃"),
)

UNIT = re.compile(r"[a-z0-9]+|\S")
"""The units of folded texts whose only letters besides Han characters are ASCII: told apart anew, on purpose."""


def generated_texts(random: Random, count: int) -> dict[str, str]:
    return {f"g{n}": "".join(random.choices(FRAGMENTS, k=random.randint(0, 40))) for n in range(count)}


def random_substring(random: Random, text: str) -> str:
    """One to twelve characters of a text that start and end between units."""
    units = list(UNIT.finditer(fold(text)))
    first = random.randrange(len(units))
    within = [unit for unit in units[first:] if unit.end() - units[first].start() <= 12] or units[
        first : first + 1
    ]
    return text[units[first].start() : random.choice(within).end()]


def scan(texts: dict[str, str], needle: str) -> set[str]:
    """The texts that hold the needle, whole words at its edges, white space wherever units meet."""
    units = (
        rf"(?<![a-z0-9]){unit}(?![a-z0-9])" if unit.isascii() and unit.isalnum() else re.escape(unit)
        for unit in UNIT.findall(fold(needle))
    )
    wanted = re.compile(r"\s*".join(units))
    return {id for id, text in texts.items() if wanted.search(fold(text))}


class TruthContract(Harness):
    def test_literals_are_what_a_plain_scan_finds(self) -> None:
        random = Random(20200730)
        own = {id: text for id, text in TEXTS.items() if "\u200b" not in text}
        texts = own | generated_texts(random, 60)
        sources = [text for text in texts.values() if text.strip()]
        needles = [random_substring(random, random.choice(sources)) for _ in range(400)]
        with self.holding(document(id, text) for id, text in texts.items()) as engine:
            for number, needle in enumerate(needles):
                typed = convert(needle, ("s2t", "t2s")[number % 4 // 2]) if number % 2 else needle
                assert found(engine, Literal(typed)) == scan(texts, needle), typed
