from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.page_lines import PageLine, page_lines


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="甲a \u3000\t\n。", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_line_stands_where_it_says(page: str, start: int, end: int) -> None:
    for line in page_lines(page, start, end):
        assert line.text == page[line.start : line.end] == line.text.strip() != ""
        assert line.start >= start


def test_every_line_of_a_whole_page_is_there_and_a_cut_one_is_not() -> None:
    page = " 甲\n\n乙 \n丙"
    assert list(page_lines(page)) == [PageLine("甲", 1), PageLine("乙", 4), PageLine("丙", 7)]
    assert list(page_lines(page, 1)) == [PageLine("乙", 4), PageLine("丙", 7)]
    assert list(page_lines(page, 7)) == []


def test_compatibility_characters_are_read_as_what_they_stand_for() -> None:
    assert list(page_lines("府\ufa26")) == [PageLine("府都", 0)]
    assert list(page_lines("e\u0301")) == [PageLine("e\u0301", 0)]
