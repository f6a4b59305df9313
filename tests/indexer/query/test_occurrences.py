"""What of a query occurs in one field; the engines' contract holds it against scans."""

from __future__ import annotations

from random import Random

import pytest

from indexer.language.fold import fold
from indexer.language.units import split_units, unit_texts
from indexer.query.ast import Literal, Near, Not, Or
from indexer.query.finding import finder
from indexer.query.grammar import parse
from indexer.query.literal import literally
from indexer.query.occurrences import FIELDS, sought
from tests.indexer.engines.generated import Searches, random_document


@pytest.mark.parametrize(
    ("typed", "field", "places"),
    [
        ("人人", "text", [(0, 2), (1, 3)]),
        ("title:人人", "text", []),
        ("title:人人", "title", [(0, 2), (1, 3)]),
        ("人 OR 人人", "text", [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3)]),
        ("人? OR 人人", "text", [(0, 2), (1, 3)]),
        ("NOT 人", "text", []),
        ("文号:国发〔2015〕12号", "text", [(4, 11)]),
        ("人人 NEAR/0 国发", "text", []),
        ("人人 NEAR/1 国发", "text", [(1, 3)]),
        ("国发 NEAR/1 人人", "text", [(4, 6)]),
        ("lang:en", "text", []),
    ],
)
def test_what_occurs(typed, field, places):
    units = unit_texts("人人人，國發[2015]12號")
    assert sought(literally(parse(typed).node), field).places(units) == places


def test_a_nearness_within_what_is_excluded_occurs_nowhere():
    near = Near((Literal("人"), Literal("国")), (5,))
    assert sought(Not(near), "text").places(unit_texts("人国")) == []
    assert sought(Or((Not(near), near)), "text").places(unit_texts("人国")) == [(0, 1)]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_in_a_text_is_what_stands_among_its_units(seed):
    random = Random(seed)
    documents = [random_document(random, str(number)) for number in range(20)]
    searches = Searches(random, documents)
    for _ in range(100):
        query = literally(searches.query())
        for field in FIELDS:
            looked_for = sought(query, field)
            text = random.choice(documents).text
            units = split_units(text)
            found = {span for pattern in looked_for.patterns for span in finder(pattern).spans(fold(text))}
            found.update(looked_for.near_spans(text))
            assert sorted(found) == [units.span(a, b - a) for a, b in looked_for.places(units.texts)]
