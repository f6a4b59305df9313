from datetime import date

import pytest

from indexer.citing import cite
from tests.webui.readable import SOFTWARE
from tests.webui.reading import find, link, parse, texts


def test_a_document_is_shown_whole_with_every_match_marked(client):
    page = parse(client.get("/documents/hd-ftz?q=自貿區"))
    assert len(find(page, ".body p")) == 3
    assert texts(page, ".body mark") == ["自贸区", "自贸区"]
    assert [mark.get("id") for mark in find(page, ".body mark")] == ["match-1", "match-2"]
    assert find(page, ".document")[0].get("lang") == "zh-Hans"
    assert {"海政发〔2020〕8号", "2020年9月28日", "海淀区", "人工智能", "京城政务"} <= set(
        texts(page, ".about dd")
    )
    assert link(page, ".about", "news.example") == "https://news.example/hd-ftz"


def test_who_issued_a_document_and_where_are_shown_and_lead_to_more_from_there(client):
    page = parse(client.get("/documents/hd-ftz"))
    assert {"发文机关", "发文地区"} <= set(texts(page, ".about dt"))
    assert "海淀区人民政府办公室" in texts(page, ".about dd")
    found = parse(client.get(link(page, ".about .issued", "海淀")))
    assert "海淀区发布自贸试验区科技创新片区方案" in texts(found, ".hit h3")


def test_results_lead_to_a_document_and_back(client):
    results = "/?q=%E8%87%AA%E8%B2%BF%E5%8D%80&sort=newest&lang=zh-Hant"
    page = parse(client.get(results))
    document = parse(client.get(link(page, ".hit h3", "香港")))
    assert "自貿區" in texts(document, ".document mark")
    assert link(document, ".way", "返回") == results


def test_what_was_not_searched_for_is_not_marked(client):
    page = parse(client.get("/?q=自贸区&expand=0"))
    document = parse(client.get(link(page, ".hit h3", "海淀区")))
    assert set(texts(document, ".document mark")) == {"自贸区"}
    assert "自贸试验区" in texts(document, "h1")[0]


def test_an_identifier_may_hold_what_addresses_are_made_of(client):
    page = parse(client.get("/?q=香港"))
    address = link(page, ".hit h3", "香港")
    assert texts(parse(client.get(address)), "h1") == ["香港與內地自貿區深化合作"]
    assert address.startswith("/documents/hk/ftz%3Fa=1%23b?q=")


def test_without_a_query_nothing_is_marked_and_the_way_leads_to_the_search(client):
    page = parse(client.get("/documents/hd-ftz"))
    assert not find(page, "mark")
    assert link(page, ".way", "检索") == "/"


def test_a_document_without_title_date_or_address_is_shown_too(client):
    page = parse(client.get("/documents/bare?q=自贸区"))
    assert texts(page, "h1") == ["无标题"]
    assert texts(page, ".about dt") == ["标识符", "固定链接"]
    assert texts(page, "mark") == ["自贸区"]


def test_a_number_that_is_cited_leads_to_the_document_that_bears_it_and_back(client):
    page = parse(client.get("/documents/hk/ftz%3Fa=1%23b?q=自贸区"))
    borne, unknown = texts(page, ".about .cites")
    assert borne.split() == ["海政发〔2020〕8号", "海淀区发布自贸试验区科技创新片区方案"]
    assert unknown.split() == ["湾办〔2019〕1号", "《灣區辦法》"]
    bearer = parse(client.get(link(page, ".about .cites", "海淀")))
    assert link(bearer, ".way", "返回") == link(page, ".way", "返回")
    assert texts(bearer, ".about .cited-by") == ["香港與內地自貿區深化合作"]
    assert texts(parse(client.get(link(bearer, ".about", "1 篇文献"))), ".hit h3") == [
        "香港與內地自貿區深化合作"
    ]
    citer = parse(client.get(link(bearer, ".about .cited-by", "香港")))
    assert texts(citer, ".about .cites")[0] == borne


def test_a_number_that_no_document_bears_leads_to_those_that_hold_it(client):
    page = parse(client.get("/documents/hk/ftz%3Fa=1%23b"))
    found = parse(client.get(link(page, ".about .cites", "湾办")))
    assert texts(found, ".hit h3") == ["香港與內地自貿區深化合作"]
    assert texts(found, ".hit mark") == ["灣辦〔2019〕1號"]


def test_links_are_told_in_the_language_of_the_page(client):
    for language, word in (("zh-Hans", "引用"), ("zh-Hant", "引用"), ("en", "Cites")):
        page = parse(client.get(f"/documents/hk/ftz%3Fa=1%23b?ui={language}"))
        assert word in texts(page, ".about dt")
    assert "Cited by" in texts(parse(client.get("/documents/hd-ftz?ui=en")), ".about dt")
    assert not {"Cites", "Cited by"} & set(texts(parse(client.get("/documents/bare?ui=en")), ".about dt"))


def test_an_unknown_document_is_explained(client):
    response = client.get("/documents/none")
    assert response.status_code == 404
    assert "撤下" in response.get_data(as_text=True)


def test_matches_are_gone_through_by_links_that_go_round(client):
    page = parse(client.get("/documents/hd-ftz?q=自贸区"))
    assert texts(page, ".match-total") == ["正文中有 2 处匹配"]
    assert not find(page, ".current")
    for place in (1, 2, 1):
        address = link(page, ".matches", "下一处")
        assert address.endswith(f"&at={place}#match-{place}")
        page = parse(client.get(address.partition("#")[0]))
        assert [mark.get("id") for mark in find(page, ".current")] == [f"match-{place}"]
        assert texts(page, ".match-place") == [f"第 {place} 处，共 2 处"]
    assert link(page, ".matches", "上一处").endswith("&at=2#match-2")


@pytest.mark.parametrize("at", ["0", "-1", "99999999999999999999", "x", "²", "3"])
def test_a_match_that_is_none_is_the_nearest_or_none(client, at):
    page = parse(client.get("/documents/hd-ftz", query_string={"q": "自贸区", "at": at}))
    assert [mark.get("id") for mark in find(page, ".current")] == (["match-2"] if at == "3" else [])


def test_where_what_is_known_comes_from_is_told_and_can_be_seen_in_the_text(reader):
    page = parse(reader.get("/documents/software"))
    told = dict(
        zip(
            (label.rstrip(":： ") for label in texts(page, ".origin .unseen")),
            find(page, ".origin"),
            strict=True,
        )
    )
    for label, words in (("发布日期", "2021年5月1日"), ("发文机关", "园区管理委员会"), ("地区", "软件园区")):
        (anchor,) = find(told[label], "a")
        said = page.get_element_by_id(anchor.get("href").removeprefix("#"))
        assert said.text_content() == words == anchor.text_content()
        assert "98" in told[label].text_content()
    assert not find(told["来源"], "a") and "园区快讯" in told["来源"].text_content()
    assert "随记录给出" in told["语言"].text_content()
    assert "整篇" in told["地区"].text_content()


def test_words_that_say_something_are_found_in_another_script_too(reader):
    page = parse(reader.get("/documents/software?q=互联网&script=zh-Hant-TW"))
    assert [said.text_content() for said in find(page, ".said")] == [
        "軟體園區",
        "2021年5月1日",
        "園區管理委員會",
    ]
    assert set(texts(page, ".body mark")) == {"網際網路"}


def test_a_paragraph_in_latin_letters_is_told_from_the_rest(reader):
    languages = [line.get("lang") for line in find(parse(reader.get("/documents/software")), ".body p")]
    assert languages == [None, None, "en", None]


def test_a_document_can_be_cited(reader):
    page = parse(reader.get("/documents/software"))
    shown = [one.text_content() for one in find(page, ".citation pre")]
    assert shown[0] == cite(SOFTWARE, "gbt7714", date.today())
    assert shown[-1] == cite(SOFTWARE, "ris", date.today())
    assert "GB/T 7714—2015" in texts(page, ".citation h3")
    # The button is for a script to show.
    assert all(button.get("hidden") is not None for button in find(page, ".copy-text"))


def test_copies_and_similar_documents_are_listed_apart(reader):
    page = parse(reader.get("/documents/night"))
    assert len(find(page, ".copy")) == 2
    alike = [one.get("href") for line in find(page, ".similar") for one in find(line, "a")]
    assert alike[0] == "/documents/night-2022"
    assert not {"/documents/night", "/documents/night-again", "/documents/night-hant"} & set(alike)
    assert link(page, ".copy", "不同之处").startswith("/diff?a=night&b=night-")


def test_a_permanent_link_leads_to_the_same_text(reader):
    page = parse(reader.get("/documents/software?q=互联网&script=zh-Hant-HK&sort=newest"))
    address = link(page, ".about", "documents/software")
    assert address == "/documents/software?script=zh-Hant-HK"
    assert texts(page, ".permalink") == [f"http://localhost{address}"]
    assert texts(parse(reader.get(address)), "h1") == texts(page, "h1")


@pytest.mark.parametrize("host", ["a b", "<script>", "x:y:z", "[::1", "例.example", "\xff"])
def test_a_hostile_name_of_the_host_is_no_failure(reader, host):
    response = reader.get("/documents/software", headers={"Host": host})
    assert response.status_code in (200, 400)
    assert "<script>" not in response.get_data(as_text=True).partition("<main")[2]
