"""Similar documents, held against a plain count of words in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.document import Document
from indexer.engine import Engine
from indexer.language.conversion import convert
from indexer.settings import SIMILAR, TELLING_WORDS
from indexer.similar import LEAST_LIKE, similar_to, telling_words
from tests.indexer.articles import engine_of

BRIDGE = Document(
    id="bridge",
    title="古桥修缮方案公布",
    text="市政府公布古桥修缮方案。古桥修缮采用传统石料，石匠参与古桥修缮，游客可以参观古桥修缮现场。",
    lang="zh-Hans",
)
OTHER_BRIDGE = Document(
    id="other-bridge",
    title="石拱古桥完成修缮",
    text="县里的石拱古桥完成修缮，传统石料由石匠打造，现场开放给游客。",
)
HARBOUR = Document(id="harbour", title="港口扩建", text="港口扩建工程开工，新码头将停靠更大的货轮。")
LAMP = Document(id="lamp", title="路灯更换", text="市政府公布路灯更换计划，采用节能灯具。")
DOCUMENTS = (BRIDGE, OTHER_BRIDGE, HARBOUR, LAMP)


@pytest.fixture
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def test_the_one_with_most_in_common_comes_first_and_what_has_nothing_in_common_never(engine: Engine) -> None:
    found = similar_to(engine, BRIDGE)
    assert found[0].id == "other-bridge"
    assert "harbour" not in [one.id for one in found]
    assert all(LEAST_LIKE <= one.likeness <= 1 for one in found)


def test_words_are_weighed_by_what_is_searched_not_by_what_lies_on_the_disk(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = telling_words(engine, BRIDGE)
    monkeypatch.setattr(type(engine), "stats", lambda engine: pytest.fail("the newest commit was read"))
    assert telling_words(engine, BRIDGE) == told


def test_neither_the_document_nor_its_copies_are_like_it() -> None:
    copy = replace(BRIDGE, id="a-copy", title=convert(BRIDGE.title, "s2t"), text=convert(BRIDGE.text, "s2t"))
    engine = engine_of((*DOCUMENTS, copy), copies=True)
    assert len(engine.family("bridge")) == 2
    found = similar_to(engine, BRIDGE)
    assert [one.id for one in found][:1] == ["other-bridge"]
    assert "a-copy" not in [one.id for one in found]


def test_scripts_make_no_difference(engine: Engine) -> None:
    traditional = replace(
        OTHER_BRIDGE,
        id="hant",
        title=convert("古桥修缮开工", "s2t"),
        text=convert("古桥修缮开工，石匠用传统石料。", "s2t"),
        lang="zh-Hant",
    )
    assert "hant" in [one.id for one in similar_to(engine_of((*DOCUMENTS, traditional)), BRIDGE)]


def test_the_words_that_tell_most_stand_in_it_often_and_elsewhere_seldom(engine: Engine) -> None:
    told = telling_words(engine, BRIDGE)
    assert max(told.values()) == 1.0
    assert {"古桥", "修缮"} & {word for word, weight in told.items() if weight > 0.9}
    assert len(told) <= TELLING_WORDS
    # What no other document holds leads nowhere.
    assert "方案" not in told


def test_an_empty_document_is_like_none(engine: Engine) -> None:
    bare = Document(id="bare", title="", text="")
    assert similar_to(engine_of((*DOCUMENTS, bare)), bare) == ()
    assert similar_to(engine, replace(BRIDGE, id="not there")) == ()


def test_there_are_as_many_as_asked_for() -> None:
    many = [
        replace(OTHER_BRIDGE, id=f"bridge-{number}", text=f"{OTHER_BRIDGE.text}第{number}座古桥修缮。")
        for number in range(SIMILAR + 3)
    ]
    engine = engine_of((BRIDGE, *many))
    assert len(similar_to(engine, BRIDGE)) == SIMILAR
    assert len(similar_to(engine, BRIDGE, 2)) == 2
