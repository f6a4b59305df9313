"""Collocates against a plain count of words in small texts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from math import log

import pytest

from corpus.document import Document
from corpus.errors import RequestError
from indexer.concordance import collocates as module
from indexer.concordance.asking import CollocateParameters
from indexer.concordance.collocates import Collocates, collocates, near_query
from indexer.engine import Engine
from indexer.language.words import words
from indexer.query.grammar import parse
from indexer.search import SearchParameters
from tests.indexer.articles import engine_of
from tests.indexer.concordance.texts import emptied_meanwhile

SENTENCES = (
    "市政府出台支持政策，企业欢迎。",
    "企业期待政策，政府落实政策！",
    "天气晴朗。",
    "政府的政策的支持",
    "市民看报；天气很好。",
)
DOCUMENTS = (
    *(
        Document(f"d{at}", "", text, date(2020, 1, 1 + at), lang="zh-Hans")
        for at, text in enumerate(SENTENCES)
    ),
    Document("hant", "支持政策", "企業歡迎支持政策。企業", date(2021, 1, 1), lang="zh-Hant"),
)


def asked(q: str, **options: object) -> CollocateParameters:
    own = {name: options.pop(name) for name in ("span", "minimum") if name in options}
    search = SearchParameters(q, **({"expand": False, "limit": None} | options))
    return CollocateParameters(search, **({"minimum": 1} | own))


def found(engine: Engine, q: str, **options: object) -> Collocates:
    return collocates(engine, asked(q, **options))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def plain(span: int) -> tuple[Counter[str], int, Counter[str], int]:
    """The words beside 政策 and in all, counted sentence by sentence: each character is a unit here."""
    beside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for one in DOCUMENTS:
        for text in (one.title, one.text):
            for sentence in re.split("[。！]", text):
                places = [at.start() for at in re.finditer("政策", sentence)]
                start = 0
                for word in words(sentence):
                    everywhere[word] += 1
                    place = at_character(sentence, start)
                    end = place + len(word)
                    start += len(word)
                    inside = any(place < at + 2 and end > at for at in places)
                    near = any(at - end <= span and place - (at + 2) <= span for at in places)
                    beside[word] += near and not inside
    return +beside, (+beside).total(), everywhere, everywhere.total()


def bare(sentence: str) -> str:
    return re.sub(r"\W", "", sentence)


def at_character(sentence: str, number: int) -> int:
    """Where the character of this number stands, marks not counted."""
    return [at for at, char in enumerate(sentence) if re.match(r"\w", char)][number]


@pytest.mark.parametrize("span", [0, 1, 3, 10])
def test_words_are_counted_as_a_plain_count_does(engine, span):
    beside, size, everywhere, total = plain(span)
    answer = found(engine, "政策", span=span)
    assert (answer.words, answer.corpus_words) == (size, total)
    expected = {word: size * everywhere[word] / total for word in beside}
    wanted = {word: count for word, count in beside.items() if count > expected[word]}
    assert {one.word: one.observed for one in answer.collocates} == wanted
    for one in answer.collocates:
        assert one.frequency == everywhere[one.word]
        assert one.expected == pytest.approx(expected[one.word])
        assert one.log_likelihood == pytest.approx(by_hand(one.observed, size, one.frequency, total))


def by_hand(inside: int, size: int, everywhere: int, total: int) -> float:
    """G² in the other usual form: sums of x ln x of the cells, the margins and the total."""

    def part(*numbers: int) -> float:
        return sum(number * log(number) for number in numbers if number)

    cells = inside, size - inside, everywhere - inside, total - size - everywhere + inside
    margins = size, total - size, everywhere, total - everywhere
    return 2 * (part(*cells) - part(*margins) + part(total))


def test_both_scripts_are_one_word_in_the_form_that_is_more_frequent(engine):
    forms = {one.word: one.form for one in found(engine, "政策").collocates}
    assert forms["支持"] == "支持"
    alone = {one.word: one.form for one in found(engine, "政策", lang=("zh-Hant",)).collocates}
    assert alone["欢迎"] == "歡迎"


def test_function_words_come_last(engine):
    row = [one.word for one in found(engine, "政策").collocates]
    assert row[-1] == "的"
    scores = [one.log_likelihood for one in found(engine, "政策").collocates if one.word != "的"]
    assert scores == sorted(scores, reverse=True)


def test_each_place_of_a_word_counts_once(engine):
    doubled = engine_of([Document("a", "", "政策支持政策"), *DOCUMENTS[2:3]])
    (one,) = [one for one in found(doubled, "政策").collocates if one.word == "支持"]
    assert one.observed == 1


def test_words_within_an_occurrence_are_not_beside_it_though_a_shorter_one_starts_later(engine):
    beside = {one.word for one in found(engine, "企业期待政策 OR 业期").collocates}
    assert "政府" in beside
    assert not beside & {"企业", "期待", "政策"}


def test_filters_narrow_what_words_are_held_against(engine):
    whole, part = found(engine, "政策"), found(engine, "政策", lang=("zh-Hant",))
    within = found(engine, "政策 lang:zh-Hant")
    assert (
        part.corpus_words
        == within.corpus_words
        == sum(len(words(text)) for text in (DOCUMENTS[-1].title, DOCUMENTS[-1].text))
    )
    assert part.corpus_words < whole.corpus_words
    assert part.collocates == tuple(
        one._replace(query=other.query) for one, other in zip(within.collocates, part.collocates, strict=True)
    )


def test_rare_words_and_further_ones_are_left_out(engine):
    assert all(one.observed >= 3 for one in found(engine, "政策", minimum=3).collocates)
    assert len(found(engine, "政策", limit=2).collocates) == 2
    assert found(engine, "政策", limit=2, offset=1).collocates == found(engine, "政策").collocates[1:3]


def test_of_very_many_occurrences_a_sample_is_looked_at(monkeypatch):
    monkeypatch.setattr(module, "MAX_COLLOCATED_OCCURRENCES", 5)
    answer = found(engine_of(DOCUMENTS), "政策")
    assert (answer.total, answer.drawn) in ((6, 5), (6, 6))
    monkeypatch.setattr(module, "MAX_COLLOCATED_OCCURRENCES", 1)
    few = found(engine_of(DOCUMENTS), "政策")
    assert (few.total, few.drawn) in ((6, 1), (6, 2))
    assert few == replace(found(engine_of(DOCUMENTS), "政策"), took_ms=few.took_ms)
    # Of a document that was drawn all occurrences are known, so that none is beside another.
    assert "政策" not in {one.word for one in few.collocates}


def test_an_answer_is_of_one_generation_whatever_is_committed_meanwhile(engine, monkeypatch):
    before = found(engine, "政策")
    changing = engine_of(DOCUMENTS)
    emptied_meanwhile(changing, module, monkeypatch)
    after = found(changing, "政策")
    assert changing.content_hashes() == {}
    assert after.collocates
    assert after == replace(before, took_ms=after.took_ms)


def test_words_of_a_copy_that_another_one_stands_for_among_all_are_counted_as_often_as_they_were_seen():
    notice = "".join(f"第{at}区的企业应当在{at}月办理登记。" for at in range(36))
    older = Document("older", "", f"市民欢迎政策。{notice}", date(2020, 1, 1))
    newer = Document("newer", "", notice, date(2021, 1, 1))
    engine = engine_of((older, newer), copies=True)
    assert engine.family("older") == ("newer", "older")
    answer = found(engine, "政策", collapse=True)
    assert answer.corpus_words == len(words(notice))
    assert {one.word: (one.observed, one.frequency) for one in answer.collocates} == {
        "市民": (1, 1),
        "欢迎": (1, 1),
    }


def test_nothing_found_has_no_collocates(engine):
    answer = found(engine, "无处可寻")
    assert (answer.total, answer.words, answer.collocates) == (0, 0, ())


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("政策", '政策 NEAR/5 "支持"'),
        ("“政策”", '"政策" NEAR/5 "支持"'),
        ("政策 OR 办法", '(政策 OR 办法) NEAR/5 "支持"'),
        ("政策 district:海淀 -企业", '政策 NEAR/5 "支持" district:110108 NOT 企业'),
        ("政策 企业", '政策 企业 "支持"'),
        ("政策 NEAR/2 企业", '政策 NEAR/2 企业 "支持"'),
    ],
)
def test_a_query_asks_for_both(typed, query):
    assert parse(near_query(parse(typed).node, "支持", 5)).node == parse(query).node


def test_the_query_of_a_collocate_finds_it(engine):
    for one in found(engine, "政策", span=4).collocates:
        again = found(engine, one.query, span=4)
        assert again.total > 0


@pytest.mark.parametrize(("option", "value"), [("span", "51"), ("minimum", "x"), ("limit", "501")])
def test_bad_values_are_named(engine, option, value):
    with pytest.raises(RequestError) as refused:
        found(engine, "政策", **{option: value})
    assert refused.value.parameter == option
