"""What a document cites, and what cites it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.engine import Engine
from indexer.links import CitedBy, Linked, cited_by, cites
from indexer.query.grammar import parse
from indexer.search import SearchParameters, document_view, search
from indexer.settings import LINKED_BEARERS, LINKED_CITERS
from tests.indexer.articles import engine_of

BEARER = Document(
    id="bearer",
    title="关于古桥修缮的意见",
    text="市政发〔2019〕3号\n各区：修缮古桥。",
    published=date(2019, 1, 1),
    doc_number="市政发〔2019〕3号",
)
CITER = Document(
    id="citer",
    title="关于灯塔的通知（市建〔2020〕7号）",
    text="按照《关于古桥修缮的意见》（市政發[2019]第3號）和市财〔2018〕5号执行，市政发〔2019〕3号不再转发。",
    published=date(2020, 1, 1),
    doc_number="市建〔2020〕7号",
)
LONGER = Document(id="longer", title="另一件", text="依北市政发〔2019〕3号办理。")


@pytest.fixture
def engine() -> Engine:
    return engine_of((BEARER, CITER, LONGER))


def test_each_number_is_given_once_with_its_place_and_its_bearers(engine: Engine) -> None:
    bearer, other = cites(engine, CITER)
    assert (bearer.number, bearer.field, bearer.title) == ("市政发〔2019〕3号", "text", "关于古桥修缮的意见")
    assert CITER.text[bearer.start : bearer.end] == "市政發[2019]第3號"
    assert bearer.documents == (Linked("bearer", "关于古桥修缮的意见", ""),)
    assert CITER.text[other.start : other.end] == other.number == "市财〔2018〕5号"
    assert (other.title, other.documents) == ("", ())


def test_a_number_in_the_title_counts_unless_it_is_the_own_one(engine: Engine) -> None:
    (own,) = cites(engine, replace(LONGER, title="转发市政发〔2019〕3号", text=""))
    assert (own.field, own.start, own.end) == ("title", 2, 13)
    assert cites(engine, BEARER) == ()


def test_citers_are_those_of_the_very_number(engine: Engine) -> None:
    assert cited_by(engine, BEARER) == CitedBy(
        1, "cites:市政发〔2019〕3号", (Linked("citer", CITER.title, ""),)
    )
    assert cited_by(engine, CITER).total == 0
    assert cited_by(engine, LONGER) == CitedBy()


def test_the_newest_are_named_and_all_are_counted() -> None:
    copies = [replace(BEARER, id=f"copy-{number}", published=None) for number in range(LINKED_BEARERS)]
    citers = [
        replace(CITER, id=f"citer-{number}", published=date(2020, 1, 1 + number))
        for number in range(LINKED_CITERS + 2)
    ]
    engine = engine_of((*copies, BEARER, *citers))
    assert [one.id for one in cites(engine, CITER)[0].documents] == [
        "bearer",
        *(f"copy-{number}" for number in range(LINKED_BEARERS - 1)),
    ]
    citing = cited_by(engine, BEARER)
    assert citing.total == LINKED_CITERS + 2
    assert [one.id for one in citing.documents] == [f"citer-{number}" for number in range(11, 1, -1)]
    found = search(engine, SearchParameters(citing.query))
    assert found.total == citing.total
    assert not found.query.warnings


def test_a_view_of_a_document_has_its_links(engine: Engine) -> None:
    view = document_view(engine, "citer")
    assert view is not None
    told = view.to_json()
    assert told["cites"][1] == {
        "number": "市财〔2018〕5号",
        "field": "text",
        "start": 28,
        "end": 38,
        "title": "",
        "query": "number:市财〔2018〕5号",
        "documents": [],
    }
    assert told["cites"][0]["documents"] == [{"id": "bearer", "title": "关于古桥修缮的意见", "lang": ""}]
    assert told["cited_by"] == {"total": 0, "query": "cites:市建〔2020〕7号", "documents": []}


numbers = st.sampled_from(
    ["市政发〔2019〕3号", "市政发〔2019〕13号", "北市政发〔2019〕3号", "市(函)〔2019〕3号"]
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "市政發(2019)3號", "市(函)〔2019〕3号"]), st.lists(numbers, max_size=4)
        ),
        max_size=LINKED_BEARERS,
    )
)
def test_links_lead_both_ways(rows: list[tuple[str, list[str]]]) -> None:
    documents = [
        Document(id=str(number), title="", text="，".join(["见", *cited]), doc_number=own)
        for number, (own, cited) in enumerate(rows)
    ]
    engine = engine_of(documents)
    forward = {(one.id, to.id) for one in documents for cited in cites(engine, one) for to in cited.documents}
    back = {(by.id, one.id) for one in documents for by in cited_by(engine, one).documents}
    assert forward == back
    for one in documents:
        for cited in cites(engine, one):
            assert parse(cited.query).warnings == ()
