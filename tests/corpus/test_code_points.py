from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.code_points import CharacterTable, code_points


@given(st.text())
@settings(deadline=None)
def test_code_points_are_those_of_the_text(text: str) -> None:
    assert code_points(text).tolist() == list(map(ord, text))


def test_halves_of_a_pair_are_code_points_too() -> None:
    assert code_points("a\ud83d").tolist() == [0x61, 0xD83D]


@given(st.dictionaries(st.characters(), st.integers(1, 1000), max_size=8), st.text())
@settings(deadline=None)
def test_a_character_that_is_in_no_table_is_0(numbers: dict[str, int], text: str) -> None:
    text += "".join(numbers)
    assert CharacterTable(numbers).look_up(code_points(text)).tolist() == [
        numbers.get(character, 0) for character in text
    ]
