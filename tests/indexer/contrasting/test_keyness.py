"""Log-likelihood against values worked out by hand, and which words are given."""

from math import log

import numpy as np
import pytest

from indexer.contrasting.keyness import SIGNIFICANT, frequency_likelihood, key_words, log_ratio
from indexer.engine import WordTotals


def test_log_likelihood_is_what_is_worked_out_by_hand():
    # 10 of 100 words against 5 of 200: expected are 5 and 10.
    assert frequency_likelihood(10, 5, 100, 200) == pytest.approx(2 * (10 * log(2) - 5 * log(2)))
    # 20 of 1,000 against none of 3,000: expected are 5 and 15; 0 ln 0 is 0.
    assert frequency_likelihood(20, 0, 1000, 3000) == pytest.approx(40 * log(4))
    assert frequency_likelihood(0, 20, 3000, 1000) == pytest.approx(40 * log(4))


def test_equal_use_has_none_and_what_is_greater_has_more():
    assert frequency_likelihood([3, 0], [6, 0], 100, 200).tolist() == [0, 0]
    assert frequency_likelihood(0, 0, 0, 0) == 0
    rising = frequency_likelihood(np.arange(10, 100, 10), 10, 1000, 1000)
    assert (np.diff(rising) > 0).all()
    assert (frequency_likelihood(np.arange(50), np.arange(50)[::-1], 70, 90) >= 0).all()


def test_the_ratio_is_a_binary_logarithm_of_frequencies():
    assert log_ratio(8, 2, 100, 100) == 2
    assert log_ratio(2, 8, 100, 100) == -2
    assert log_ratio(4, 4, 100, 200) == 1
    # What stands nowhere counts as half a time.
    assert log_ratio(4, 0, 100, 100) == 3


def totals(rows: dict[str, tuple[int, int]], holders: tuple[int, int] = (5, 5)) -> WordTotals:
    words = sorted(rows)
    return WordTotals(
        words,
        np.array([rows[word] for word in words], np.int64).reshape(-1, 2),
        np.full((len(words), 2), holders, np.int64),
        (1000, 1000),
    )


def test_words_are_given_to_the_side_that_uses_them_more_the_most_telling_first():
    rows = {"科技": (50, 5), "创新": (80, 5), "渔港": (0, 40), "政策": (30, 30), "通知": (12, 9)}
    left, right = key_words(totals(rows), "zh-Hans")
    assert [word.word for word in left] == ["创新", "科技"]
    assert [word.word for word in right] == ["渔港"]
    assert (right[0].count, right[0].other_count, right[0].log_ratio) == (40, 0, pytest.approx(np.log2(80)))
    assert left[0].log_likelihood == pytest.approx(frequency_likelihood(80, 5, 1000, 1000))
    assert all(word.log_likelihood >= SIGNIFICANT and word.log_ratio > 0 for word in (*left, *right))


def test_words_that_tell_nothing_are_left_out():
    rows = dict.fromkeys(("的", "和", "区", "2020", "a", "the", "第", "科技"), (90, 1))
    assert [word.word for word in key_words(totals(rows), "zh-Hans")[0]] == ["科技"]
    assert key_words(totals(rows, holders=(1, 5)), "zh-Hans") == ((), ())


def test_labels_are_in_the_script_of_the_reader_and_stems_end_in_a_star():
    left, right = key_words(totals({"发展": (90, 1), "polici": (1, 90)}), "zh-Hant")
    assert (left[0].label, right[0].label) == ("發展", "polici*")
    assert left[0].to_json() == {
        "word": "发展",
        "label": "發展",
        "count": 90,
        "other_count": 1,
        "documents": 5,
        "other_documents": 5,
        "log_likelihood": round(float(frequency_likelihood(90, 1, 1000, 1000)), 2),
        "log_ratio": round(log(90, 2), 2),
    }


def test_no_words_at_all():
    assert key_words(
        WordTotals([], np.zeros((0, 2), np.int64), np.zeros((0, 2), np.int64), (0, 0)), "en"
    ) == ((), ())
