"""The script of what is shown, held against OpenCC's own conversion."""

import opencc
import pytest

from tests.webui.readable import SOFTWARE, TRADITIONAL
from tests.webui.reading import find, link, parse, texts


def hit(page, lang):
    return next(one for one in find(page, ".hit") if find(one, "h3")[0].get("lang") == lang)


@pytest.mark.parametrize(
    ("script", "document", "configuration", "mark"),
    [
        ("zh-Hant-TW", SOFTWARE, "s2twp", "網際網路"),
        ("zh-Hant-HK", SOFTWARE, "s2hk", "互聯網"),
        ("zh-Hans", TRADITIONAL, "tw2sp", "互联网"),
        ("zh-Hant-HK", TRADITIONAL, "t2hk", "網際網路"),
    ],
)
def test_what_is_shown_is_what_opencc_makes_of_it_and_the_same_is_marked(
    reader, script, document, configuration, mark
):
    convert = opencc.OpenCC(configuration).convert
    results = parse(reader.get(f"/?q=互联网&script={script}"))
    found = hit(results, script) if document is SOFTWARE or script == "zh-Hans" else None
    if found is not None and document is SOFTWARE:
        assert texts(found, "h3") == [convert(document.title)]
        assert set(texts(found, ".snippet mark")) == {mark}
        assert {snippet.get("lang") for snippet in find(found, ".snippet")} == {script}
    page = parse(reader.get(f"/documents/{document.id}?q=互联网&script={script}"))
    assert find(page, ".document")[0].get("lang") == script
    assert texts(page, "h1") == [convert(document.title)]
    assert [line.text_content() for line in find(page, ".body p")] == convert(document.text).split("\n")
    assert set(texts(page, ".body mark")) == {mark}


def test_what_is_in_that_script_stays_as_it_was_written(reader):
    page = parse(reader.get("/documents/software?script=zh-Hans"))
    assert find(page, ".document")[0].get("lang") == "zh-Hans"
    assert "\n".join(line.text_content() for line in find(page, ".body p")) == SOFTWARE.text


def test_a_script_that_was_chosen_is_kept_and_forgotten_again(reader):
    page = parse(reader.get("/?q=软件"))
    chosen = reader.get("/" + link(page, ".scripts", "繁体（台湾）"))
    assert find(parse(chosen), ".scripts a")[2].get("aria-current") == "true"
    # From now on without the parameter too; the cookie says so.
    assert texts(parse(reader.get("/documents/software")), "h1") == ["軟體園區釋出網際網路企業扶持辦法"]
    assert "script=zh-Hant-TW" in link(
        parse(reader.get("/documents/software")), ".about", "/documents/software"
    )
    reader.get("/" + link(parse(chosen), ".scripts", "原文"))
    assert texts(parse(reader.get("/documents/software")), "h1") == [SOFTWARE.title]


def test_links_keep_the_script_of_the_address_and_it_is_no_search(reader):
    page = parse(reader.get("/?q=软件&script=zh-Hant-HK"))
    assert "script=zh-Hant-HK" in link(page, ".hit h3", "軟件")
    assert ("script", "zh-Hant-HK") in [(box.get("name"), box.get("value")) for box in find(page, "input")]
    assert find(parse(reader.get("/?script=zh-Hant-HK")), ".hero")


def test_a_script_that_is_none_changes_nothing(reader):
    response = reader.get("/?q=软件&script=klingon")
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    page = parse(response)
    assert "script" not in link(page, ".hit h3", "软件")
    assert find(page, ".scripts a")[0].get("aria-current") == "true"
