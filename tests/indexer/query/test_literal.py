"""Queries with their terms taken literally."""

import pytest

from indexer.language.lexicon import lexicon
from indexer.query.ast import Expanded, Literal
from indexer.query.canonical import canonical
from indexer.query.expand import expand
from indexer.query.grammar import parse
from indexer.query.literal import literally


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("自贸区 海淀", '"自贸区" "海淀"'),
        ("title:自贸区 OR 政*", 'title:"自贸区" OR 政*'),
        ("自贸区^2 NOT 公司", '"自贸区"^2 NOT "公司"'),
        ("海淀 NEAR/5 (补贴 OR 资金)", '"海淀" NEAR/5 ("补贴" OR "资金")'),
        ("“自贸区” district:海淀 date:2020", "“自贸区” district:海淀 date:2020"),
        ("free trade zone", '"free trade zone"'),
        ("自贸区 free trade -tax AI", '"自贸区" "free trade" NOT "tax" "AI"'),
        ("free title:trade title:zone OR policy", '"free" title:"trade zone" OR "policy"'),
        ("free AND trade", '"free" AND "trade"'),
        ("", ""),
    ],
)
def test_every_term_stands_in_quotes(typed, meant):
    assert literally(parse(typed).node) == parse(meant).node


def test_equals_stay():
    expanded, _ = expand(parse("自贸区").node, lexicon())
    assert isinstance(expanded, Expanded)
    literal = literally(expanded)
    assert isinstance(literal, Expanded)
    assert literal.typed == Literal("自贸区")
    assert literal.alternatives == expanded.alternatives
    assert canonical(literal) == '"自贸区"'
