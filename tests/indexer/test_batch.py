"""Documents with their tokens, many at a time."""

from __future__ import annotations

import pickle

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis import analyze
from indexer.batch import TokenRows

ROWS = st.lists(st.lists(st.sampled_from(["政策", "北京", "a", "", "𠮷"]), max_size=6).map(tuple), max_size=6)


@given(ROWS, st.data())
@settings(deadline=None, max_examples=80)
def test_rows_come_back_whole_or_in_part(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    packed = pickle.loads(pickle.dumps(TokenRows.of(rows)))
    assert packed.texts() == rows
    assert sorted(packed.vocabulary) == sorted({token for row in rows for token in row})
    chosen = [number for number in range(len(rows)) if data.draw(st.booleans())]
    part = packed.only(chosen)
    assert part.texts() == [rows[number] for number in chosen]
    assert set(part.vocabulary) == {token for number in chosen for token in rows[number]}


def test_the_documents_of_a_batch_can_be_had_apart_and_some_of_them_alone() -> None:
    documents = (
        Document("a", "自贸区", "海淀区政策。", districts=("110108",)),
        Document("b", "", "AI policy", industries=("new-it.ai",)),
        Document("c", "通知", ""),
    )
    each = [alone for document in documents for alone in analyze([document]).apart()]
    whole = analyze(documents)
    assert list(whole.apart()) == each
    assert each[0].districts == {"110108", "110000"} and each[0].body_units == tuple("海淀区政策。")
    assert each[1].body_words == ("ai", "polici") and each[1].industries == {"new-it", "new-it.ai"}
    assert list(whole.only([0, 2]).apart()) == [each[0], each[2]]
    assert whole.only([2]).body_units.vocabulary == ()
