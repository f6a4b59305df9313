from collections import Counter

import pytest

from corpus.vocabulary import industries, places
from indexer.trends.levels import LEVELS, below, places_at

KINDS = ("province", "prefecture", "county")
PARENTS = {entry.parent for entry in places() if entry.kind in KINDS}


@pytest.mark.parametrize("level", LEVELS)
def test_places_of_a_level_leave_out_no_county_and_overlap_nowhere(level):
    chosen = set(places_at(level))
    smallest = [entry.code for entry in places() if entry.kind in KINDS and entry.code not in PARENTS]
    held = Counter(len({code, *places().ancestors(code)} & chosen) for code in smallest)
    assert set(held) == {1}


def test_what_has_no_place_of_a_level_stands_for_itself():
    assert {"110000", "440100", "429004", "810000"} <= set(places_at("city"))
    assert not {"440000", "110108"} & set(places_at("city"))
    assert {"110108", "429004", "441900"} <= set(places_at("county"))
    assert len(places_at("province")) == 34


def test_a_choice_narrows_a_level():
    assert set(places_at("city", ("440000",))) < set(places_at("city"))
    assert all(code.startswith("44") for code in places_at("city", ("440000",)))
    # Deeper than the level, or at it.
    assert places_at("province", ("110108", "310000")) == ("110108", "310000")


def test_below_what_was_chosen_or_at_the_top():
    assert below(places()) == places_at("province")
    assert "110108" in below(places(), ("110000",))
    assert set(below(industries(), ("new-it",))) == {
        entry.code for entry in industries() if entry.parent == "new-it"
    }
    assert below(industries(), ("new-it.ai",)) == ("new-it.ai",)
