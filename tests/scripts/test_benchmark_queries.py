from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmark.queries import KINDS, LITERAL, SINGLE_WORDS, WORD_COUNTS, Query, Vocabulary
from corpus.document import Document
from indexer.language.fold import fold
from indexer.language.words import words
from tests.scripts.articles import articles

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = articles(60)
HELD = [set(words(one.title) + words(one.text)) for one in DOCUMENTS]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(DOCUMENTS)


def holding(query: Query) -> int:
    return sum(held.issuperset(query.words) for held in HELD)


def test_kinds_come_in_equal_parts(vocabulary: Vocabulary) -> None:
    drawn = vocabulary.draw(15, 1)
    assert [sum(query.kind == kind for query in drawn) for kind in KINDS] == [3, 3, 3, 2, 2, 2]
    assert len(set(drawn)) == 15


def test_a_seed_draws_the_same_again_and_another_seed_others(vocabulary: Vocabulary) -> None:
    first = vocabulary.draw(30, 1)
    assert Vocabulary(articles(60)).draw(30, 1) == first
    assert vocabulary.draw(30, 2) != first


def test_the_draw_does_not_depend_on_the_order_of_sets() -> None:
    program = "from tests.scripts.articles import articles; from benchmark.queries import Vocabulary; "
    program += "print([query.text for query in Vocabulary(articles(40)).draw(24, 1)])"
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=dict(os.environ, PYTHONPATH=str(ROOT / "scripts"), PYTHONHASHSEED=seed, PYTHONUTF8="1"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_what_warms_is_never_what_is_timed(vocabulary: Vocabulary) -> None:
    timed = vocabulary.draw(18, 1)
    assert not set(timed) & set(vocabulary.draw(18, 1, without=timed))


def test_every_query_finds_something_and_is_read_as_its_words(vocabulary: Vocabulary) -> None:
    for query in vocabulary.draw(36, 3):
        if query.kind == LITERAL:
            piece = query.text.strip('"')
            assert any(piece in one.text for one in DOCUMENTS)
            assert 2 <= len(piece) <= 8
        else:
            assert holding(query) >= 1
            assert tuple(word for part in query.text.split() for word in words(part)) == query.words
            assert len(query.words) == WORD_COUNTS.get(query.kind, 1)


def test_frequent_words_are_in_more_documents_than_middle_ones_and_these_than_rare_ones(
    vocabulary: Vocabulary,
) -> None:
    counts = {
        kind: [holding(query) for query in vocabulary.draw(5, 1, kinds=[kind])] for kind in SINGLE_WORDS
    }
    rare, middle, frequent = counts.values()
    assert max(rare, default=0) <= min(middle)
    assert max(middle) <= min(frequent)


def test_a_word_is_typed_in_the_script_of_the_document(vocabulary: Vocabulary) -> None:
    typed = [query.text for query in vocabulary.draw(40, 1) if query.kind != LITERAL]
    assert any(fold(text) != text for text in typed)


def test_documents_without_a_common_word_are_refused() -> None:
    with pytest.raises(ValueError, match="give more of them"):
        Vocabulary([Document("1", "", "教育"), Document("2", "", "交通")])
