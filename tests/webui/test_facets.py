from flask import Flask

from indexer.results import FacetValue
from webui.address import Address
from webui.facets import chips, facet_links, period_links, settled

BEIJING = FacetValue("110000", "北京市", 9, False)
HAIDIAN = FacetValue("110108", "海淀区", 5, True, "110000")
SHANGDI = FacetValue("110108-shangdi", "上地街道", 2, False, "110108")
CHAOYANG = FacetValue("110105", "朝阳区", 4, False, "110000")
SHANGHAI = FacetValue("310000", "上海市", 3, False)


def links(app: Flask, *values: FacetValue, address: Address):
    with app.test_request_context():
        return facet_links("district", values, address)


def test_what_is_above_and_below_a_chosen_value_is_open(app):
    address = Address((("district", "110108"),))
    beijing, shanghai = links(app, BEIJING, HAIDIAN, SHANGDI, CHAOYANG, SHANGHAI, address=address)
    haidian, chaoyang = beijing.children
    assert [child.label for child in haidian.children] == ["上地街道"]
    assert (chaoyang.children, shanghai.children) == ((), ())
    assert haidian.selected


def test_what_a_click_chooses(app):
    address = Address((("q", "a"), ("district", "110108"), ("page", "3")))
    beijing, shanghai = links(app, BEIJING, HAIDIAN, SHANGDI, CHAOYANG, SHANGHAI, address=address)
    haidian, chaoyang = beijing.children
    assert beijing.url == "/?q=a&district=110000"
    assert haidian.url == "/?q=a"
    assert haidian.children[0].url == "/?q=a&district=110108-shangdi"
    assert chaoyang.url == "/?q=a&district=110108&district=110105"
    assert shanghai.url == "/?q=a&district=110108&district=310000"


def test_a_value_alone_on_its_level_is_open(app):
    (beijing,) = links(app, BEIJING, CHAOYANG, address=Address())
    assert [child.label for child in beijing.children] == ["朝阳区"]


def test_shares_are_hundredths_of_the_greatest_count(app):
    beijing, shanghai = links(app, BEIJING, SHANGHAI, address=Address())
    assert (beijing.share, shanghai.share) == (100, 34)


def test_a_year_that_is_chosen_is_taken_away_by_a_click(app):
    years = (FacetValue("2019", "2019", 3, False), FacetValue("2020", "2020", 6, True))
    with app.test_request_context():
        newest, older = period_links(years, Address((("from", "2020"), ("to", "2020"))))
    assert (newest.label, newest.selected, newest.url) == ("2020", True, "/")
    assert (older.url, older.share) == ("/?from=2019&to=2019", 50)


def test_names_in_an_address_become_the_codes_they_were_read_as():
    address = Address((("q", "a"), ("district", "海淀"), ("page", "2")))
    assert settled(address, {"district": (BEIJING, HAIDIAN)}).pairs == (
        ("q", "a"),
        ("district", "110108"),
        ("page", "2"),
    )


def test_a_span_of_time_is_one_chip():
    for pairs, label in (
        ((("from", "2020"), ("to", "2021")), "2020 – 2021"),
        ((("from", "2020"), ("to", "2020")), "2020"),
        ((("from", "2020"),), "2020 –"),
        ((("to", "2021"),), "– 2021"),
    ):
        (chip,) = chips({}, Address(pairs))
        assert (chip.label.strip(), chip.without.pairs) == (label, ())
