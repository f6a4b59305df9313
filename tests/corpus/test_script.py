from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.script import SIMPLIFIED_ONLY, TRADITIONAL_ONLY, han_count, is_han, peculiar_counts

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("国國发發的㐀\u33ff鿿\ua000a")))


@given(TEXTS)
@settings(deadline=None)
def test_counts_are_those_of_the_characters_one_by_one(text: str) -> None:
    assert han_count(text) == sum("\u3400" <= character <= "\u9fff" for character in text)
    assert han_count(text) == sum(map(is_han, text))
    assert peculiar_counts(text) == (
        sum(character in SIMPLIFIED_ONLY for character in text),
        sum(character in TRADITIONAL_ONLY for character in text),
    )


def test_what_is_not_one_character_is_no_han_character() -> None:
    assert is_han("国") and not is_han("") and not is_han("国國") and not is_han("a")
    assert peculiar_counts("国家國家") == (1, 1)
