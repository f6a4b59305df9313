from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.ranking import bm25, inverse_frequency, length_norm


def test_inverse_frequency() -> None:
    assert inverse_frequency(100, 9) == pytest.approx(log(10) + 1)
    assert inverse_frequency(1, 1) == pytest.approx(1 - log(2))


@settings(deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_rare_thing_weighs_more_and_none_weighs_nothing(documents: int, frequency: int) -> None:
    frequency = min(frequency, documents)
    weight = inverse_frequency(documents, frequency)
    assert weight > 0
    assert frequency == documents or inverse_frequency(documents, frequency + 1) < weight


def test_bm25_of_a_field_of_mean_length() -> None:
    assert bm25(2.0, 1.0, length_norm(10.0, 10.0)) == pytest.approx(2.0)
    assert bm25(2.0, 3.0, length_norm(10.0, 10.0)) == pytest.approx(2.0 * 3 * 2.2 / 4.2)
    assert bm25(1.0, 1.0, length_norm(20.0, 10.0)) == pytest.approx(2.2 / (1 + 1.2 * 1.75))
    assert bm25(2.0, 0.0, length_norm(10.0, 10.0)) == 0


def test_a_field_that_is_empty_everywhere_does_not_divide_by_zero() -> None:
    assert bm25(1.0, 1.0, length_norm(0.0, 0.0)) == pytest.approx(2.2 / 1.3)


@settings(deadline=None)
@given(st.floats(0.1, 10), st.integers(1, 50), st.integers(1, 500), st.floats(1, 500))
def test_more_is_better_and_longer_is_worse(weight: float, count: int, length: int, average: float) -> None:
    score = bm25(weight, float(count), length_norm(float(length), average))
    assert 0 < score < weight * 2.2
    assert bm25(weight, count + 1.0, length_norm(float(length), average)) > score
    assert bm25(weight, float(count), length_norm(length + 1.0, average)) < score


def test_arrays_score_like_numbers() -> None:
    counts, lengths = np.array([1.0, 2.0, 0.0]), np.array([5.0, 50.0, 7.0])
    expected = [
        bm25(1.5, count, length_norm(length, 12.0)) for count, length in zip(counts, lengths, strict=True)
    ]
    assert bm25(1.5, counts, length_norm(lengths, 12.0)).tolist() == pytest.approx(expected)
