from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import VocabularyError
from corpus.vocabulary import Vocabulary, industries, places, read_vocabulary

HEADER = "code\tparent\tkind\tzh-Hans\tzh-Hant\ten\taliases"
TOP = "1\t\tprovince\t甲省\t甲省\tJia\t甲"


def _read(tmp_path: Path, *rows: str, header: str = HEADER) -> Vocabulary:
    path = tmp_path / "small.tsv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_vocabulary(path, naming=("aliases",))


def test_places_reach_from_provinces_to_the_towns_of_beijing() -> None:
    kinds = {entry.code: entry.kind for entry in places()}
    assert sum(kind == "province" for kind in kinds.values()) == 34
    mainland = [code for code, kind in kinds.items() if kind == "prefecture" and code.isdigit()]
    assert len(mainland) == 333
    beijing = [code for code, kind in kinds.items() if kind == "county" and places().parent(code) == "110000"]
    assert len(beijing) == 16
    for district in beijing:
        assert [code for code, kind in kinds.items() if kind == "town" and places().parent(code) == district]
    assert sum(places().parent(code) == "710000" for code in kinds) == 22
    assert sum(places().parent(code) == "710000-tainan" for code in kinds) == 37
    assert sum(places().parent(code) == "810000" for code in kinds) == 18


def test_industries_have_two_levels_and_the_code_says_so() -> None:
    for entry in industries():
        assert entry.parent == (entry.code.rpartition(".")[0] or None)
        assert entry.kind == ("branch" if "." in entry.code else "sector")
        assert len(industries().ancestors(entry.code)) <= 1


@pytest.mark.parametrize("vocabulary", [places(), industries()], ids=["places", "industries"])
def test_every_entry_is_well_formed_and_is_found_by_each_of_its_names(vocabulary: Vocabulary) -> None:
    for entry in vocabulary:
        assert re.fullmatch(r"[0-9a-z]+([-.][0-9a-z]+)*", entry.code)
        for name in (entry.code, *entry.labels.values(), *entry.aliases):
            assert name == name.strip() != ""
            assert entry.code in vocabulary.resolve(name)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("北京", ("110000",)),
        ("beijing", ("110000",)),
        ("ＢＥＩＪＩＮＧ", ("110000",)),
        ("海淀区", ("110108",)),
        ("海淀區", ("110108",)),
        ("Haidian District", ("110108",)),
        ("110108", ("110108",)),
        ("北京 经开区", ("110000-bda",)),
        ("臺南", ("710000-tainan",)),
        ("台南市", ("710000-tainan",)),
        ("安平區", ("710000-tainan-anping",)),
        ("安平区", ("710000-tainan-anping",)),
        ("吉林", ("220000", "220200")),
        ("没有这个地方", ()),
        ("", ()),
    ],
)
def test_resolve_takes_any_script_width_and_case(name: str, codes: tuple[str, ...]) -> None:
    assert places().resolve(name) == codes


def test_resolve_gives_every_bearer_of_a_name_broader_places_first() -> None:
    found = places().resolve("朝阳")
    assert {"110105", "211300", "220104"} <= set(found)
    depths = [len(places().ancestors(code)) for code in found]
    assert depths == sorted(depths)


def test_labels_in_three_languages() -> None:
    assert places().label("710000-tainan", "zh-Hant") == "臺南市"
    assert places().label("710000-tainan", "zh-Hans") == "台南市"
    assert places().label("110000-bda", "en") == "Beijing Economic-Technological Development Area"
    assert [places().label("710000", lang) for lang in ("zh-Hans", "zh-Hant", "en")] == [
        "台湾",
        "臺灣",
        "Taiwan",
    ]
    assert industries().label("new-it.ai", "zh-Hans") == "人工智能"
    assert places().label("nowhere", "en") == "nowhere"


def test_the_tree() -> None:
    assert places().ancestors("110108-shangdi") == ("110108", "110000")
    assert places().parent("110000") is None
    assert places().ancestors("nowhere") == ()
    assert places().with_ancestors(["110108-shangdi"]) == {"110108-shangdi", "110108", "110000"}
    assert places().most_specific(["110000", "310000", "110108", "310000"]) == ("310000", "110108")
    assert "110108" in places()
    assert "nowhere" not in places()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([entry.code for entry in places()]), max_size=8))
def test_the_most_specific_codes_imply_all_the_others(codes: list[str]) -> None:
    vocabulary = places()
    specific = vocabulary.most_specific(codes)
    assert vocabulary.with_ancestors(specific) == vocabulary.with_ancestors(codes)
    assert not any(one in vocabulary.ancestors(other) for one in specific for other in specific)
    assert list(specific) == sorted(specific, key=codes.index)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((TOP, TOP), r"small.tsv: code 1 stands twice"),
        (("11\t2\tcity\t乙市\t乙市\tYi\t", TOP), "small.tsv: parent 2 of 11 is unknown"),
        ((TOP, "11\t1\tcity\t乙市\t\tYi\t"), "small.tsv: '11' needs a code, a kind and a label"),
        ((TOP, "11\t1\tcity\t乙市\t乙市"), "small.tsv: 11 has 5 cells where 7 belong"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    with pytest.raises(VocabularyError, match=message):
        list(_read(tmp_path, *rows))


@pytest.mark.parametrize("vocabulary", [places(), industries()], ids=["places", "industries"])
def test_parents_stand_above_their_children(vocabulary: Vocabulary) -> None:
    seen: set[str] = set()
    for entry in vocabulary:
        assert entry.parent is None or entry.parent in seen
        seen.add(entry.code)


@pytest.mark.parametrize("header", ["code\tname", ""])
def test_a_file_without_its_columns_is_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(VocabularyError, match=r"small.tsv: the first line must begin with the columns code"):
        _read(tmp_path, header=header)


def test_a_small_file(tmp_path: Path) -> None:
    vocabulary = _read(tmp_path, TOP, "11\t1\tcity\t乙市\t乙市\tYi\t乙|Yi City")
    assert [entry.code for entry in vocabulary] == ["1", "11"]
    assert len(vocabulary) == 2
    assert vocabulary.resolve("yi city") == ("11",)
    assert vocabulary.resolve("甲") == ("1",)


def test_every_industry_is_aligned_with_sections_of_the_national_standard() -> None:
    for entry in industries():
        sections, fields = entry.phrases["gb_t_4754"], entry.phrases["national"]
        assert sections
        assert set(sections) <= set("ABCDEFGHIJKLMNOPQRST")
        assert len(fields) <= 1
        assert set(fields) <= set("123456789")


@pytest.mark.parametrize("number", range(1, 10))
def test_every_national_field_has_industries(number: int) -> None:
    assert industries().aligned(str(number))


@pytest.mark.parametrize(
    ("name", "within", "without"),
    [
        ("C", {"manufacturing", "auto", "new-it.ic"}, {"finance", "new-it.software", "new-it"}),
        ("製造業", {"manufacturing", "auto", "new-it.ic"}, {"finance"}),
        ("农、林、牧、渔业", {"agriculture"}, {"water"}),
        ("Ｐ", {"education"}, {"culture-tourism"}),
        ("高端装备制造产业", {"manufacturing", "aerospace"}, {"auto"}),
        ("节能环保", {"environment", "energy.efficiency"}, {"energy"}),
    ],
)
def test_a_class_of_another_classification_stands_for_what_is_aligned(
    name: str, within: set[str], without: set[str]
) -> None:
    codes = set(industries().aligned(name))
    assert within <= codes
    assert not without & codes


def test_what_is_no_class_is_aligned_with_nothing() -> None:
    assert industries().aligned("没有这一类") == industries().aligned("") == ()
    assert places().aligned("C") == ()
