import pytest
from flask import Flask

from indexer.results import FacetValue
from webui.address import Address
from webui.facets import VISIBLE, FacetLink, FacetList, chips, facet_list, period_list, settled

BEIJING = FacetValue("110000", "北京市", 9, False)
HAIDIAN = FacetValue("110108", "海淀区", 5, True, "110000")
SHANGDI = FacetValue("110108-shangdi", "上地街道", 2, False, "110108")
ANYTHING = Address()
CHAOYANG = FacetValue("110105", "朝阳区", 4, False, "110000")
SHANGHAI = FacetValue("310000", "上海市", 3, False)


def listed(app: Flask, *values: FacetValue, address: Address = ANYTHING, whole: bool = False) -> FacetList:
    with app.test_request_context():
        return facet_list("district", values, address, whole=whole)


def links(app: Flask, *values: FacetValue, address: Address = ANYTHING) -> tuple[FacetLink, ...]:
    return listed(app, *values, address=address).links


def below(link: FacetLink) -> list[str]:
    return [one.label for one in link.below.links] if link.below else []


def many(count: int, selected: int = -1, parent: str | None = None) -> list[FacetValue]:
    return [FacetValue(f"{n}", f"第{n}", 99 - n, n == selected, parent) for n in range(count)]


def test_what_is_above_and_below_a_chosen_value_is_open(app):
    address = Address((("district", "110108"),))
    beijing, shanghai = links(app, BEIJING, HAIDIAN, SHANGDI, CHAOYANG, SHANGHAI, address=address)
    assert below(beijing) == ["海淀区", "朝阳区"]
    haidian, chaoyang = beijing.below.links
    assert below(haidian) == ["上地街道"]
    assert (chaoyang.below, shanghai.below) == (None, None)
    assert haidian.selected
    # What is open by itself cannot be folded.
    assert {one.turn for one in (beijing, haidian, chaoyang, shanghai)} == {""}


def test_a_branch_is_opened_and_folded_by_a_link_and_choosing_keeps_it_open(app):
    values = (BEIJING, HAIDIAN._replace(selected=False), SHANGDI, SHANGHAI)
    address = Address((("q", "a"), ("page", "2")))
    beijing, shanghai = links(app, *values, address=address)
    assert (beijing.below, beijing.turn, shanghai.turn) == (None, "/?q=a&open=110000", "")
    beijing, shanghai = links(app, *values, address=Address((("q", "a"), ("open", "110000"))))
    assert (below(beijing), beijing.turn) == (["海淀区"], "/?q=a")
    assert shanghai.url == "/?q=a&open=110000&district=310000"
    # A value alone on its level opens by itself, with the one below it.
    assert below(beijing.below.links[0]) == ["上地街道"]


def test_what_a_click_chooses(app):
    address = Address((("q", "a"), ("district", "110108"), ("page", "3")))
    beijing, shanghai = links(app, BEIJING, HAIDIAN, SHANGDI, CHAOYANG, SHANGHAI, address=address)
    haidian, chaoyang = beijing.below.links
    assert beijing.url == "/?q=a&district=110000"
    assert haidian.url == "/?q=a"
    assert haidian.below.links[0].url == "/?q=a&district=110108-shangdi"
    assert chaoyang.url == "/?q=a&district=110108&district=110105"
    assert shanghai.url == "/?q=a&district=110108&district=310000"


def test_a_value_alone_on_its_level_is_open(app):
    (beijing,) = links(app, BEIJING, CHAOYANG)
    assert below(beijing) == ["朝阳区"]


def test_a_long_list_shows_its_first_values_and_a_link_to_the_others(app):
    short = listed(app, *many(20))
    assert [one.label for one in short.links] == [f"第{n}" for n in range(VISIBLE)]
    assert (short.hidden, short.turn) == (20 - VISIBLE, "/?open=district")
    long = listed(app, *many(20), address=Address((("open", "district"),)))
    assert (len(long.links), long.hidden, long.turn) == (20, 0, "/")
    exact = listed(app, *many(VISIBLE))
    assert (len(exact.links), exact.hidden, exact.turn) == (VISIBLE, 0, "")


def test_a_chosen_value_and_those_above_it_are_listed_wherever_they_stand(app):
    values = [*many(20), FacetValue("below", "下", 1, True, "15")]
    shown = listed(app, *values)
    assert [one.label for one in shown.links][VISIBLE:] == ["第15"]
    assert below(shown.links[-1]) == ["下"]
    assert shown.hidden == 20 - VISIBLE - 1


def test_the_rest_of_a_branch_that_opened_by_itself_is_asked_for_by_its_code(app):
    province = FacetValue("p", "省", 99, True)
    (link,) = links(app, province, *many(12, parent="p"))
    assert (len(link.below.links), link.below.hidden, link.below.turn) == (VISIBLE, 4, "/?open=p")
    (link,) = links(app, province, *many(12, parent="p"), address=Address((("open", "p"),)))
    assert (len(link.below.links), link.below.hidden, link.below.turn) == (12, 0, "/")


def test_values_that_were_looked_for_are_all_listed(app):
    whole = listed(app, *many(20), BEIJING, CHAOYANG, whole=True)
    assert len(whole.links) == 21
    assert (below(whole.links[-1]), whole.turn) == (["朝阳区"], "")


def test_shares_are_hundredths_of_the_greatest_count(app):
    beijing, shanghai = links(app, BEIJING, SHANGHAI)
    assert (beijing.share, shanghai.share) == (100, 34)


def years(app: Flask, *pairs: tuple[str, str], whole: bool = True) -> FacetList:
    counted = (FacetValue("2019", "2019", 3, False), FacetValue("2020", "2020", 6, False))
    months = (FacetValue("2019-12", "2019-12", 3, False), FacetValue("2020-02", "2020-02", 6, False))
    with app.test_request_context():
        return period_list(counted, months, Address(pairs), whole=whole)


def test_a_year_that_is_chosen_is_taken_away_by_a_click(app):
    newest, older = years(app, ("from", "2020"), ("to", "2020")).links
    assert (newest.label, newest.selected, newest.url) == ("2020", True, "/")
    assert (older.url, older.share) == ("/?from=2019&to=2019", 50)


@pytest.mark.parametrize(("first", "last"), [("2020", "2020"), ("2020-02", "2020-02"), ("2020-02", "2020")])
def test_months_are_those_of_the_year_in_which_the_span_lies(app, first, last):
    newest, older = years(app, ("from", first), ("to", last)).links
    assert (below(newest), older.below) == (["2020-02"], None)
    assert newest.below.links[0].selected == (last == "2020-02")


def test_years_one_by_one_are_listed_when_asked_for(app):
    folded = years(app, ("q", "a"), whole=False)
    assert (folded.links, folded.hidden, folded.turn) == ((), 2, "/?q=a&open=year")
    opened = years(app, ("q", "a"), ("open", "year"), whole=False)
    assert ([one.label for one in opened.links], opened.hidden) == (["2020", "2019"], 0)
    assert opened.turn == "/?q=a"


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
