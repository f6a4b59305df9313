"""Log-likelihood against values that were published, and the shape that theory gives it."""

from __future__ import annotations

import pytest

from indexer.concordance.likelihood import expected, log_likelihood


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [
        (110, 2442, 111, 29114, 270.72),
        (29, 13, 123, 31612, 263.90),
        (31, 23, 139, 31584, 256.84),
        (10, 0, 3, 31764, 167.23),
        (76, 104, 2476, 29121, 157.21),
        (16, 16, 51, 31694, 157.03),
    ],
    ids=["the swiss", "can be", "previous year", "mineral water", "at the", "real terms"],
)
def test_bigrams_of_dunning_1993(both, first, second, neither, published):
    total = both + first + second + neither
    assert round(log_likelihood(both, both + first, both + second, total), 2) == published


def test_it_is_nothing_where_a_word_stands_as_often_as_anywhere():
    assert log_likelihood(5, 100, 50, 1000) == pytest.approx(0)
    assert expected(100, 50, 1000) == 5


def test_it_is_more_the_farther_a_word_is_from_what_is_expected():
    values = [log_likelihood(count, 100, 50, 1000) for count in (5, 8, 20, 50)]
    assert values == sorted(values)
    assert log_likelihood(0, 100, 50, 1000) > 1


def test_the_ends_of_the_table_are_no_errors():
    assert log_likelihood(0, 0, 0, 0) == 0
    assert log_likelihood(3, 3, 3, 3) == 0
    assert expected(0, 0, 0) == 0
