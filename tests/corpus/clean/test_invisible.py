import pytest

from corpus.clean.invisible import remove_invisible


@pytest.mark.parametrize(
    "char",
    ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060", "\x00", "\x7f", "\x9e", "\u202e", "\ud800"],
)
def test_takes_out_what_nobody_sees(char: str) -> None:
    assert remove_invisible(f"海{char}淀") == "海淀"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_makes_line_ends_plain(end: str) -> None:
    assert remove_invisible(f"甲{end}乙") == "甲\n乙"


def test_keeps_spaces_tabs_and_characters_beyond_the_basic_plane() -> None:
    text = "甲\t乙 丙\u3000丁\u00a0戊 𠮷 ☀️"
    assert remove_invisible(text) == text
