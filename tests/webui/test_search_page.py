import pytest
from flask.testing import FlaskClient

from tests.webui.documents import DOCUMENTS
from tests.webui.reading import find, link, parse, texts


def results(client: FlaskClient, **query):
    return parse(client.get("/", query_string=query))


def total(page) -> int:
    return int("".join(filter(str.isdigit, texts(page, "h1")[0])))


def test_the_first_page_offers_a_box_examples_the_size_and_facets(client):
    page = parse(client.get("/"))
    assert find(page, "form")[0].get("role") == "search"
    assert len(find(page, ".examples a")) == 5
    assert str(len(DOCUMENTS)) in texts(page, ".size")[0]
    assert {"北京市", "上海市"} <= set(texts(page, ".browse bdi"))


def test_every_example_finds_its_way(client):
    for example in find(parse(client.get("/")), ".examples a"):
        assert client.get(example.get("href")).status_code == 200


def test_an_empty_query_shows_the_first_page(client):
    assert find(parse(client.get("/?q=")), ".hero")


def test_a_query_finds_both_scripts_and_english_with_marks(client):
    page = results(client, q="自贸区")
    assert {"自贸区", "自貿區", "free trade zone"} <= set(texts(page, "mark"))
    assert total(page) == 5
    assert find(page, "title")[0].text_content().startswith("自贸区")


def test_the_count_says_how_documents_were_found(client):
    counts = texts(results(client, q="自贸区"), ".counts")[0]
    assert "4 篇含有原文" in counts
    assert "另有 1 篇" in counts


def test_what_holds_part_of_the_query_is_not_called_verbatim(client):
    page = results(client, q="自贸区 实施方案 无此词")
    assert texts(page, ".partial-heading")
    assert "原文" not in texts(page, ".counts")[0] + "".join(texts(page, ".badge"))
    page = results(client, q="自贸区 实施方案", match="any")
    assert "1 篇含有原文" in texts(page, ".counts")[0]
    assert texts(page, ".badge-literal") == ["原文"]


def test_a_query_of_metadata_alone_claims_no_verbatim_matches(client):
    page = results(client, q="district:海淀")
    assert total(page) == 14
    assert not find(page, ".counts")


def test_each_hit_bears_its_language_date_source_number_and_badge(client):
    page = results(client, q="自贸区", district="110108", source="京城政务")
    assert find(page, ".hit h3")[0].get("lang") == "zh-Hans"
    assert {"2020-09-28", "京城政务", "海政发〔2020〕8号", "原文"} <= set(texts(page, ".hit .meta li"))
    assert find(results(client, q="自貿區", lang="zh-Hant"), ".hit h3")[0].get("lang") == "zh-Hant"


def test_a_tag_filters_when_clicked(client):
    page = results(client, q="自贸区")
    narrowed = parse(client.get(link(page, ".tag-district", "香港特别行政区")))
    assert total(narrowed) == 1
    assert "香港特别行政区" in texts(narrowed, ".chip")[0]


def test_every_facet_link_finds_as_many_documents_as_it_says(client):
    page = results(client, q="自贸区")
    links = find(page, ".facets .value")
    assert len(links) > 10
    for anchor in links:
        count = int(texts(anchor, ".count")[0])
        assert total(parse(client.get(anchor.get("href")))) == count


def test_a_place_shows_what_is_below_it_only_when_chosen(client):
    page = results(client, q="自贸区")
    assert "海淀区" not in texts(page, ".facets bdi")
    below = parse(client.get(link(page, ".facets .value", "北京市")))
    assert "海淀区" in texts(below, ".values .values bdi")


def test_a_branch_is_opened_without_choosing_it(client):
    page = results(client, q="通知", sort="newest")
    # Beijing stands alone, so what opens by itself is what is below it.
    assert {"海淀区", "朝阳区"} <= set(texts(page, ".tree bdi"))
    page = results(client, q="自贸区 OR 通知", sort="newest")
    assert "海淀区" not in texts(page, ".tree bdi")
    (twist,) = [one for one in find(page, ".twist") if "北京市" in one.get("aria-label")]
    assert twist.get("aria-expanded") == "false"
    opened = parse(client.get(twist.get("href")))
    assert {"海淀区", "朝阳区"} <= set(texts(opened, ".tree bdi"))
    assert total(opened) == total(page) == 29
    assert not find(opened, ".chip")
    (twist,) = [one for one in find(opened, ".twist") if "北京市" in one.get("aria-label")]
    assert twist.get("aria-expanded") == "true"
    assert "海淀区" not in texts(parse(client.get(twist.get("href"))), ".tree bdi")
    # Other pages of the search do not know of it, and coming back does.
    assert "open=" not in link(opened, ".views", "")
    assert "open=110000" in link(opened, ".hit h3", "")


def test_choosing_below_a_chosen_place_takes_its_place(client):
    page = results(client, q="通知", district="110000")
    assert link(page, ".facets .value", "海淀区").count("district=") == 1
    assert total(parse(client.get(link(page, ".facets .value", "海淀区")))) == 12


def test_two_places_side_by_side_are_alternatives(client):
    page = results(client, q="自贸区", district="810000")
    both = parse(client.get(link(page, ".facets .value", "上海市")))
    assert len(find(both, ".chip")) == 2
    assert total(both) == 2


def test_a_place_may_be_given_by_name_and_is_removed_like_any(client):
    page = results(client, q="自贸区", district="Shanghai")
    assert total(page) == 1
    assert link(page, ".chips", "上海市") == link(page, ".facets .value", "上海市")
    assert total(parse(client.get(link(page, ".chips", "上海市")))) == 5


def test_filters_can_be_removed_one_by_one_or_all_at_once(client):
    page = results(client, q="自贸区", district="110108", lang="zh-Hans", **{"from": "2020"})
    assert len(find(page, ".chip")) == 3
    without = link(page, ".chips", "2020")
    assert "from" not in without
    assert "district=110108" in without
    assert link(page, ".clear", "") == "/?" + "q=%E8%87%AA%E8%B4%B8%E5%8C%BA"


def test_a_bar_of_the_histogram_narrows_to_as_many_as_it_says(client):
    page = results(client, q="通知", district="110108")
    bins = find(page, ".plot a")
    assert len(bins) == 33
    for anchor in bins:
        _, count = texts(anchor, "title")[0].split(": ")
        narrowed = parse(client.get(anchor.get("href")))
        assert total(narrowed) == int(count)
        assert [one.get("href") for one in find(narrowed, ".plot a")] == [one.get("href") for one in bins]


def test_a_year_narrows_and_opens_its_months(client):
    page = results(client, q="通知")
    assert not [text for text in texts(page, ".facets bdi") if text == "2019"]
    page = parse(client.get(link(page, ".facets .more", "按年列出")))
    year = parse(client.get(link(page, ".facets .value", "2019")))
    assert total(year) == 8
    months = [text for text in texts(year, ".facets bdi") if text.startswith("2019-")]
    assert len(months) == 4
    month = parse(client.get(link(year, ".facets .value", months[0])))
    assert total(month) == 2
    assert total(parse(client.get(link(year, ".facets .value", "2019")))) == 24


def test_the_forms_carry_the_filters_along(client):
    page = results(client, q="自贸区", district="110108", sort="newest", page="1")
    box, narrowing = find(page, "form")
    fields = {(field.get("name"), field.get("value")) for field in find(box, "input")}
    assert fields == {("q", "自贸区"), ("district", "110108"), ("sort", "newest")}
    fields = {(field.get("name"), field.get("value")) for field in find(narrowing, "input")}
    assert fields == {("q", "自贸区"), ("district", "110108"), ("sort", "newest"), ("from", ""), ("to", "")}


def test_empty_fields_of_a_form_count_as_not_given(client):
    response = client.get("/?q=自贸区&from=&to=&sort=&district=")
    assert response.status_code == 200
    assert not find(parse(response), ".chip")


def test_pages_turn_and_keep_the_search(client):
    first = results(client, q="通知", sort="oldest")
    second = parse(client.get(link(first, ".pager", "下一页")))
    titles = texts(first, ".hit h3") + texts(second, ".hit h3")
    assert len(set(titles)) == 20
    assert find(second, ".hits")[0].get("start") == "11"
    third = parse(client.get(link(second, ".pager", "3")))
    assert len(find(third, ".hit")) == 4
    assert "下一页" not in texts(third, ".pager a")
    assert link(third, ".pager", "1").count("page=") == 0


def test_a_page_beyond_the_end_leads_back(client):
    page = results(client, q="通知", page="9")
    assert total(parse(client.get(link(page, ".notice", "第一页")))) == 24


def test_sorting_and_matching_are_links(client):
    page = results(client, q="通知")
    newest = parse(client.get(link(page, ".segments", "最新")))
    dates = [element.get("datetime") for element in find(newest, ".hit time")]
    assert dates == sorted(dates, reverse=True)
    assert "match=any" in link(page, ".segments", "任一")


def test_what_was_also_searched_for_is_shown_and_can_be_switched_off(client):
    page = results(client, q="自贸区")
    assert "free trade zone" in texts(page, ".expansions dd")[0]
    alone = parse(client.get(link(page, ".expansions", "只查")))
    assert total(alone) == 4
    assert total(parse(client.get(link(alone, ".expansions", "一并")))) == 5


def test_a_warning_names_the_part_of_the_query_it_is_about(client):
    page = results(client, q='人工智能 "海淀')
    warning = find(page, ".warning")[0]
    assert "引号没有闭合" in warning.text_content()
    assert "海淀" in texts(warning, "code")[0]


def test_a_warning_of_a_name_or_a_date_says_in_the_language_of_the_page_what_is_meant(client):
    def warning(q, language):
        (text,) = texts(results(client, q=q, ui=language), ".warning")
        return " ".join(text.split())

    assert warning("地区:鼓楼区", "zh-Hant").startswith("這個名稱有多個含義")
    assert "320106" in warning("地区:鼓楼区", "zh-Hant")
    assert (
        warning("地区:海淀,火星基地", "en")
        == "This name is not known; it was left out: 海淀,火星基地 · 火星基地"
    )
    assert warning("日期:2020..明年", "zh-Hans").endswith("2020..明年 · 明年")
    assert warning("日期:2021-02-30", "zh-Hant").startswith("沒有這一天或這個月")


def test_documents_with_part_of_the_query_come_under_a_heading(client):
    page = results(client, q="自贸区 算力补贴 金融服务互通")
    assert texts(page, ".partial-heading") == ["部分符合的文献"]
    assert find(page, ".hit")


def test_nothing_found_offers_neighbours_that_find_something(client):
    page = results(client, q="“算力补贴企业”", district="810000")
    assert total(page) == 0
    assert "算力补贴企业" in texts(page, ".nothing code")[0]
    both = results(client, q="自贸区 -香港", district="810000", lang="zh-Hant")
    ways = find(both, ".ways li")
    assert "去掉全部筛选条件" in {text for way in ways for text in texts(way, "a")}
    for way in ways:
        count = int("".join(filter(str.isdigit, texts(way, ".count")[0])))
        assert total(parse(client.get(link(way, "a", "")))) == count


def test_without_quotation_marks_is_offered_when_it_helps(client):
    page = results(client, q="“补贴算力 企业发展”")
    assert total(page) == 0
    assert total(parse(client.get(link(page, ".ways", "引号")))) > 0


def test_a_link_passed_on_with_more_parameters_still_works(client):
    assert client.get("/?q=自贸区&utm_source=mail").status_code == 200


def test_a_page_has_as_many_hits_as_asked_for(client):
    page = parse(client.get("/?q=通知"))
    assert len(find(page, ".hit")) == 10
    longer = parse(client.get(link(page, ".sizes", "20")))
    assert len(find(longer, ".hit")) == 20
    assert "limit=20" in link(longer, ".hit h3", "通知")
    second = parse(client.get(link(longer, ".pager", "下一页")))
    assert len(find(second, ".hit")) == 4
    assert find(second, "ol")[0].get("start") == "21"
    assert "limit" not in link(longer, ".sizes", "10")


@pytest.mark.parametrize(
    ("address", "parameter"),
    [("limit=15", "limit"), ("limit=1000", "limit"), ("limit=x", "limit"), ("limit=100&page=101", "page")],
)
def test_what_no_page_has_is_refused(client, address, parameter):
    response = client.get(f"/?q=通知&{address}")
    assert response.status_code == 422
    assert parameter in texts(parse(response), ".detail code")


def test_the_window_of_a_result_holds_for_every_size(client):
    assert client.get("/?q=通知&limit=100&page=100").status_code == 200
    assert client.get("/?q=通知&limit=50&page=200").status_code == 200
    assert client.get("/?q=通知&limit=50&page=201").status_code == 422
