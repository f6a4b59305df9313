import re
from datetime import date

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.results import FacetValue
from webui.address import Address
from webui.histogram import LEAST_BINS, MOST_BINS, MOST_YEARS, Histogram, histogram

TODAY = date(2022, 6, 15)


def drawn(app: Flask, counts: dict[str, int], *pairs: tuple[str, str]) -> Histogram | None:
    months = [FacetValue(code, code, count, False) for code, count in sorted(counts.items())]
    with app.test_request_context():
        return histogram(months, Address(pairs), TODAY)


def bars(path: str) -> dict[int, int]:
    """The heights of the bars of a path by the bins they stand in."""
    found = re.findall(r"M(\d+)\.1 100v-(\d+)h\.8v(\d+)z", path)
    assert "".join(f"M{place}.1 100v-{up}h.8v{down}z" for place, up, down in found) == path
    assert all(up == down for _, up, down in found)
    return {int(place): int(height) for place, height, _ in found}


def test_each_month_of_a_short_span_is_a_bin_with_its_search(app):
    found = drawn(app, {"2019-11": 1, "2020-02": 1200}, ("q", "a"), ("page", "2"))
    assert [one.label for one in found.bins][-4:] == [
        "2019-11: 1",
        "2019-12: 0",
        "2020-01: 0",
        "2020-02: 1,200",
    ]
    assert found.bins[13].url == "/?q=a&from=2020-02&to=2020-02"
    # One of 1,200 can still be seen.
    assert bars(found.bars) == {10: 2, 13: 100}
    assert (found.chosen, found.width) == ("", 0)
    assert found.years == ((2019, 0.0), (2020, 85.7))


@pytest.mark.parametrize(
    ("last", "bins", "label"),
    [
        ("2014-12", 60, "2010-01: 1"),
        ("2015-01", 21, "2010-01 – 2010-03: 1"),
        ("2024-12", 60, "2010-01 – 2010-03: 1"),
        ("2025-01", 16, "2010: 1"),
        ("2069-12", 60, "2010: 1"),
        ("2070-01", 31, "2010 – 2011: 1"),
    ],
)
def test_bins_are_as_narrow_as_there_is_room(app, last, bins, label):
    found = drawn(app, {"2010-01": 1, last: 3})
    assert (len(found.bins), found.bins[0].label) == (bins, label)


def test_documents_of_one_month_stand_in_their_year(app):
    assert drawn(app, {}) is None
    found = drawn(app, {"2020-02": 9})
    assert (len(found.bins), found.bins[0].label, bars(found.bars)) == (12, "2020-01: 0", {1: 100})


@pytest.mark.parametrize(
    ("pairs", "chosen"),
    [
        ((("from", "2020-02"), ("to", "2020-03")), [1, 2]),
        ((("from", "2020-02-28"), ("to", "2020-03-01")), [1, 2]),
        ((("from", "2020-03"),), [2, 3]),
        ((("to", "2020-02"),), [0, 1]),
        ((("from", "近三年"),), [0, 1, 2, 3]),
        ((("from", "2021"),), []),
        ((("to", "2019"),), []),
    ],
)
def test_the_span_that_is_chosen_is_shown_and_changes_no_bin(app, pairs, chosen):
    counts = {"2020-01": 4, "2020-02": 3, "2020-03": 2, "2020-04": 1}
    found = drawn(app, counts, *pairs)
    assert list(bars(found.chosen)) == chosen
    assert list(bars(found.bars)) == [place for place in range(4) if place not in chosen]
    span = range(found.first, found.first + found.width)
    assert [place for place in span if place in range(4)] == chosen
    assert [one.url for one in found.bins] == [one.url for one in drawn(app, counts).bins]


MONTHS = st.builds(lambda year, month: f"{year:04}-{month:02}", st.integers(1, 9999), st.integers(1, 12))


@settings(deadline=None, max_examples=80)
@given(counts=st.dictionaries(MONTHS, st.integers(1, 10_000), min_size=1, max_size=8))
def test_no_document_is_lost_and_every_bin_leads_to_its_own(app, counts):
    found = drawn(app, counts)
    assert LEAST_BINS <= len(found.bins) <= MOST_BINS + LEAST_BINS
    assert sum(one.count for one in found.bins) == sum(counts.values())
    for one in found.bins:
        first, last = re.fullmatch(r"/\?from=([\d-]+)&to=([\d-]+)", one.url).groups()
        assert (
            sum(count for code, count in counts.items() if first <= code and code[: len(last)] <= last)
            == one.count
        )
    assert 1 <= len(found.years) <= MOST_YEARS + 1
    assert all(0 <= place < 100 for _, place in found.years)
