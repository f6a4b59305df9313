import pytest

from indexer.engine import FacetKey
from indexer.finding_values import values_named
from indexer.results import FacetValue


def found(key: FacetKey, typed: str, *values: tuple[str, str]) -> list[str]:
    return [
        one.code
        for one in values_named(key, [FacetValue(code, label, 1, False) for code, label in values], typed)
    ]


@pytest.mark.parametrize("typed", ["深圳卫视", "深圳衛視", "weishi", "szws", "Ｓｚｗｓ"])
def test_a_source_is_found_by_the_one_name_that_it_has(typed: str) -> None:
    values = [("南方日报", "南方日报"), ("深圳衛視", "深圳衛視")]
    assert found("source", typed, *values) == ["深圳衛視"]


def test_a_value_is_found_by_names_that_are_not_shown() -> None:
    values = [("460000", "Hainan Province"), ("110108", "Haidian District")]
    assert found("district", "海", *values) == ["460000", "110108"]
    assert found("district", "海淀區", *values) == ["110108"]


def test_a_code_that_no_vocabulary_has_is_found_by_its_label() -> None:
    assert found("district", "huoxing", ("999999", "火星"), ("110108", "海淀区")) == ["999999"]
