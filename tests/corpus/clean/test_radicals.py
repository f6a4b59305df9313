import pytest

from corpus.clean import clean
from corpus.clean.radicals import read_radicals


@pytest.mark.parametrize(
    ("printed", "written"),
    [("⽀持⾼质量", "支持高质量"), ("意⻅", "意见"), ("⼈⺠政府", "人民政府"), ("9 ⽉ 8 ⽇", "9 月 8 日")],
)
def test_gives_the_characters_that_are_meant(printed: str, written: str) -> None:
    assert read_radicals(printed) == written
    assert clean(printed) == written


def test_keeps_radicals_that_are_no_characters_and_other_compatible_ones() -> None:
    text = "偏旁⺡和⺮，㈠、①、ＡＢ、𠮷"
    assert read_radicals(text) == text
