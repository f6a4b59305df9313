from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import repair, tidy
from corpus.evidence import Evidence, place_in
from corpus.metadata.finding import Finding

PAGE = "来源：某报\n\n  园区启用\n7月30日，园区启用。  \n某局"
TEXT = "园区启用\n7月30日，园区启用。\n某局"


def nothing() -> None:
    pytest.fail("what was given was looked for")


def test_what_was_given_is_not_looked_for() -> None:
    why = Evidence()
    assert why.choose("source", "某报", PAGE, nothing) == "某报"
    assert why.choose_codes("districts", ("110108",), PAGE, lambda: pytest.fail("looked for")) == ("110108",)
    given = {"confidence": 1.0, "given": True}
    assert why.to_json(TEXT) == {"source": given, "districts": given}


def test_what_is_not_found_has_no_evidence() -> None:
    why = Evidence()
    assert why.choose("source", "", PAGE, lambda: None) == ""
    assert why.choose_codes("districts", (), PAGE, list) == ()
    assert why.to_json(TEXT) == {}


@pytest.mark.parametrize(
    ("found", "entry"),
    [
        (Finding("a", 0.987), {"confidence": 0.99}),
        (Finding("a", 0.9, "某报", (3, 5)), {"confidence": 0.9, "said": "某报", "field": "page"}),
        (Finding("a", 0.9, "题", (0, 1), "title"), {"field": "title", "start": 0, "end": 1}),
        (Finding("a", 0.9, "7月30日", (14, 19)), {"field": "text", "start": 5, "end": 10}),
        (Finding("a", 0.9, "2020-07-30"), {"said": "2020-07-30", "field": "page"}),
    ],
)
def test_the_words_stand_in_title_text_or_what_was_taken_off(
    found: Finding[str], entry: dict[str, Any]
) -> None:
    why = Evidence()
    assert why.choose("f", "", PAGE, lambda: found) == "a"
    kept = why.to_json(TEXT)["f"]
    assert entry.items() <= kept.items()
    assert kept.get("field") != "text" or TEXT[kept["start"] : kept["end"]] == found.said


def test_several_codes_have_each_their_evidence() -> None:
    why = Evidence()
    findings = [Finding("110108", 0.9, "园区", (0, 2)), Finding("120000", 0.5)]
    assert why.choose_codes("districts", (), TEXT, lambda: findings) == ("110108", "120000")
    assert why.to_json(TEXT) == {
        "districts": {
            "110108": {"confidence": 0.9, "said": "园区", "field": "text", "start": 0, "end": 2},
            "120000": {"confidence": 0.5},
        }
    }


@settings(deadline=None, max_examples=100)
@given(
    st.lists(st.text(alphabet="甲乙丙 。\t", max_size=8), max_size=6), st.integers(0, 30), st.integers(0, 9)
)
def test_a_place_in_what_is_left_holds_the_same_words(lines: list[str], start: int, size: int) -> None:
    page = repair("\n".join(lines))
    text = tidy(page)
    start = min(start, len(page))
    end = min(start + size, len(page))
    place = place_in(text, page, (start, end))
    # Space around a line is no word of it.
    if place and page[start:end] == page[start:end].strip():
        assert text[slice(*place)] == page[start:end]
