"""Running a recorded search again: what has changed, and the fewest documents that make the difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.parameters import SearchParameters
from indexer.recording.making import make_record
from indexer.recording.rerunning import ResultChange, changes, rerun
from tests.indexer.articles import ARTICLES, engine_of, put
from tests.indexer.recording.test_record import MADE

LATER = MADE + timedelta(days=40)
ASKED = SearchParameters(q="自贸区")
RESULTS = st.lists(st.sampled_from("abcdefg"), unique=True)


def test_nothing_changes_where_nothing_was_changed() -> None:
    engine = engine_of()
    then = make_record(engine, ASKED, MADE)
    put(engine, ARTICLES[0])
    again = rerun(engine, then, LATER)
    assert again.changes == ()
    assert (again.same_index, again.read_alike, again.versions) == (True, True, {})
    assert again.now.made == LATER


def test_the_summary_tells_both_moments_to_the_second() -> None:
    engine = engine_of()
    again = rerun(engine, make_record(engine, ASKED, MADE), LATER.replace(microsecond=123_456))
    told = again.to_json()
    assert (told["then"]["made"], told["now"]["made"]) == (
        MADE.isoformat(),
        LATER.isoformat(),
    )


def test_what_came_and_went_is_told_with_titles() -> None:
    engine = engine_of()
    then = make_record(engine, replace(ASKED, sort="oldest"), MADE)
    put(
        engine,
        Document("new", "新设自贸区", "自贸区扩容。", published=ARTICLES[1].published, lang="zh-Hans"),
        replace(ARTICLES[0], title="改了题目", text="不再提它。"),
    )
    with engine.writer() as writer:
        writer.delete("zone-en")
    again = rerun(engine, then, LATER)
    assert [(change.kind, change.id, change.then, change.now, change.title) for change in again.changes] == [
        ("added", "new", None, 1, "新设自贸区"),
        ("removed", "zone-en", 2, None, None),
        ("removed", "zone-hans", 3, None, "改了题目"),
    ]
    assert not again.same_index
    assert again.now.index.documents == then.index.documents
    assert again.to_json()["removed"] == 2


def test_a_document_that_ranks_otherwise_is_told() -> None:
    engine = engine_of()
    then = make_record(engine, replace(ASKED, sort="newest"), MADE)
    put(engine, replace(ARTICLES[0], published=ARTICLES[1].published.replace(year=2019)))
    again = rerun(engine, then, LATER)
    assert again.changes == (ResultChange("reranked", "zone-hans", 1, 3, "自贸区挂牌满一年"),)


def test_dates_count_from_the_day_of_the_record() -> None:
    engine = engine_of()
    made = MADE.replace(year=2021, month=7, day=1)
    for asked in (SearchParameters(from_="近一年"), SearchParameters(q="日期:近一年")):
        then = make_record(engine, asked, made)
        assert [id for id, _ in then.hits] and rerun(engine, then, LATER).changes == ()


def test_other_versions_and_another_reading_are_told() -> None:
    engine = engine_of()
    record = make_record(engine, ASKED, MADE)
    then = replace(
        record,
        versions={**record.versions, "dictionary": "0.1", "gone": "3"},
        reading=replace(record.reading, expansions=()),
    )
    again = rerun(engine, then, LATER)
    assert again.versions == {"dictionary": ("0.1", record.versions["dictionary"]), "gone": ("3", "")}
    assert not again.read_alike


@given(RESULTS, RESULTS)
@settings(deadline=None, max_examples=150)
def test_changes_are_what_makes_one_result_of_another(then: list[str], now: list[str]) -> None:
    found = changes(then, now)
    assert {one.id for one in found if one.kind == "added"} == set(now) - set(then)
    assert {one.id for one in found if one.kind == "removed"} == set(then) - set(now)
    for one in found:
        assert one.then is None or then[one.then - 1] == one.id
        assert one.now is None or now[one.now - 1] == one.id
    moved = {one.id for one in found if one.kind == "reranked"}
    both = [id for id in then if id in now]

    def in_one_order(left_out: set[str]) -> bool:
        return [id for id in both if id not in left_out] == [
            id for id in now if id in both and id not in left_out
        ]

    # Without those that moved the others stand as they did, and fewer would not do.
    assert in_one_order(moved)
    assert not moved or not any(in_one_order(set(fewer)) for fewer in combinations(both, len(moved) - 1))
