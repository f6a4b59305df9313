import pytest

from corpus.errors import RequestError
from indexer.trends.periods import axis, can_be_drawn, period_number


def test_months_follow_each_other_without_gaps():
    assert axis(["2020-02", "2019-11"], "month") == ("2019-11", "2019-12", "2020-01", "2020-02")
    assert axis(["2020-05"], "month") == ("2020-05",)
    assert axis([], "month") == ()


def test_years_follow_each_other_without_gaps():
    assert axis(["2022", "2019"], "year") == ("2019", "2020", "2021", "2022")
    assert axis(["0998", "1001"], "year") == ("0998", "0999", "1000", "1001")


def test_too_many_months_are_refused_by_the_name_of_what_narrows_them():
    periods = ["1700-01", "2020-12"]
    assert not can_be_drawn(periods, "month")
    with pytest.raises(RequestError, match="count years") as refused:
        axis(periods, "month")
    assert refused.value.parameter == "from"
    assert len(axis(["1821-01", "2020-12"], "month")) == 2400


def test_periods_are_numbered_in_a_row():
    assert period_number("2020-01", "month") - period_number("2019-12", "month") == 1
    assert period_number("2020-07-30", "month") == period_number("2020-07", "month")
    assert period_number("2020", "year") == 2020
