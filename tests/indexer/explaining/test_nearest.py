"""The nearest thing that a document holds to what it lacks."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from corpus.document import Document
from indexer.explaining.nearest import Holdings, Nearest
from indexer.language.lexicon import lexicon
from indexer.language.units import split_units
from indexer.query.ast import Literal
from indexer.query.grammar import parse

DOCUMENT = Document(
    id="d",
    title="海淀區發布科技創新片區方案",
    text="方案提出，自貿區內企業可享受便利化登記。The policies of the free trade zone follow.\n"
    "补贴发放到第5条所列企业。",
    published=date(2020, 9, 28),
    source="晨报",
    lang="zh-Hant",
    districts=("110108",),
    industries=("new-it.ai",),
    doc_number="海政发〔2020〕8号",
    issued_in="110108",
)


def nearest(
    q: str, document: Document = DOCUMENT, lang: str = "zh-Hans"
) -> list[tuple[str, tuple[str, ...]]]:
    found = Holdings(document, lexicon(), lang).nearest(parse(q).node)
    for one in found:
        if one.excerpt is not None:
            ((start, end),) = one.excerpt.matches
            assert one.excerpt.text[start:end] == one.texts[0]
            assert one.excerpt.text in document.title or one.excerpt.text in document.text
    return [(one.kind, one.texts) for one in found]


@pytest.mark.parametrize(
    ("q", "told"),
    [
        pytest.param("“科技创新园区”", [("run", ("科技創新",))], id="longest-part-in-its-script"),
        pytest.param("“便利化登记点”", [("run", ("便利化登記",))], id="longest-part-in-the-text"),
        pytest.param("“，企业可享受优惠”", [("run", ("企業可享受",))], id="without-marks-at-its-ends"),
        pytest.param("“享受登记”", [("run", ("享受",)), ("words", ("享受", "登記"))], id="words-apart"),
        pytest.param("登记费用", [("run", ("登記",))], id="a-word-that-is-the-part"),
        pytest.param("“自由贸易试验区”", [("equal", ("自貿區",))], id="what-quotes-left-out"),
        pytest.param("“布贴”", [("sound", ("补贴",))], id="read-alike"),
        pytest.param(
            "創心片區", [("sound", ("創新片區",)), ("run", ("片區",))], id="read-alike-in-its-script"
        ),
        pytest.param("title:自贸区", [("text", ("自貿區",))], id="in-the-text"),
        pytest.param("“policy”", [("words", ("policies",))], id="an-inflection"),
        pytest.param("polices", [("spelling", ("policies",))], id="a-misspelling"),
        pytest.param("zqxvw", [], id="nothing-like-it"),
        pytest.param("第6条", [], id="single-characters-say-nothing"),
        pytest.param("企业可*补偿", [("run", ("企業可",))], id="a-wildcard"),
        pytest.param("district:朝阳区,上海", [("value", ("海淀区",))], id="a-place"),
        pytest.param("issued:上海", [("value", ("海淀区",))], id="where-it-was-issued"),
        pytest.param("industry:finance", [("value", ("人工智能",))], id="an-industry"),
        pytest.param("source:日报", [("value", ("晨报",))], id="a-source"),
        pytest.param("lang:en", [("value", ("繁体中文",))], id="a-language"),
        pytest.param("date:2021", [("value", ("2020-09-28",))], id="a-day"),
        pytest.param("文号:海政发〔2020〕9号", [("value", ("海政发〔2020〕8号",))], id="a-number"),
        pytest.param("cites:海政发〔2020〕9号", [("value", ())], id="no-citation"),
    ],
)
def test_the_nearest_thing_is_told(q: str, told: list[tuple[str, tuple[str, ...]]]) -> None:
    assert nearest(q) == told


def test_labels_are_in_the_language_asked_for() -> None:
    assert nearest("district:上海", lang="en") == [("value", ("Haidian District",))]


@pytest.mark.parametrize(
    "q",
    [
        *("district:上海", "issued:上海", "industry:finance", "source:x", "lang:en", "date:2021"),
        "文号:国发〔2015〕12号",
    ],
)
def test_a_document_without_a_value_has_none(q: str) -> None:
    assert nearest(q, Document("bare", "", "没有元数据。")) == [("value", ())]


@pytest.mark.parametrize(
    ("q", "distance"),
    [
        ("企业 NEAR/1 登记", 6),
        ("登记 NEAR/1 企业", 6),
        ("登记 NEAR/1 企业 NEAR/1 自贸区", 6),
        ("海淀 NEAR/1 登记", None),
    ],
)
def test_how_far_the_sides_of_a_nearness_stand_apart(q: str, distance: int | None) -> None:
    assert Holdings(DOCUMENT, lexicon(), "en").nearest(parse(q).node) == (
        Nearest("distance", distance=distance),
    )


def test_the_longest_part_is_that_of_a_search_through_all_parts() -> None:
    random = Random(5)
    found_some = 0
    for _ in range(500):
        text, wanted = ("".join(random.choices("自贸区海淀,A 5", k=random.randrange(30))) for _ in range(2))
        row, held = split_units(wanted[:9]).texts, split_units(text).texts
        parts = [row[first:end] for first in range(len(row)) for end in range(first + 1, len(row) + 1)]
        standing = {part for part in parts for at in range(len(held)) if held[at : at + len(part)] == part}
        longest = max((len("".join(part)) for part in standing if "," not in (part[0], part[-1])), default=0)
        told = Holdings(Document("d", "", text), lexicon(), "en").nearest(Literal(wanted[:9]))
        runs = [one.texts[0] for one in told if one.kind == "run"]
        assert [len("".join(split_units(run).texts)) for run in runs] == ([longest] if longest > 1 else [])
        found_some += len(runs)
    assert found_some > 100


def test_the_words_that_are_missing_stand_nowhere() -> None:
    holdings = Holdings(DOCUMENT, lexicon(), "en")
    (term,) = (parse("企业登记费用").node,)
    assert holdings.missing_words(term) == ("费用",)


def test_what_is_held_though_it_is_excluded_is_shown() -> None:
    holdings = Holdings(DOCUMENT, lexicon(), "en")
    assert [one.texts for one in holdings.held(parse("不存在 OR 自贸区").node)] == [("自貿區",)]
    assert [one.texts for one in holdings.held(parse("登记享受").node)] == [("登記", "享受")]
    assert [one.texts for one in holdings.held(parse("date:2020").node)] == [("2020-09-28",)]
