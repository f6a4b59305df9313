from tests.webui.reading import find, link, parse, texts


def test_a_document_is_shown_whole_with_every_match_marked(client):
    page = parse(client.get("/documents/hd-ftz?q=自貿區"))
    assert len(find(page, ".body p")) == 3
    assert texts(page, ".body mark") == ["自贸区", "自贸区"]
    assert find(page, ".body mark")[0].get("id") == "match"
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
    assert texts(page, ".about dt") == ["标识符"]
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
