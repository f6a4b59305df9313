"""Charts: sensible marks on axes, and drawings that other programs can read."""

from itertools import pairwise

import pytest
from lxml import etree

from webui import svg
from webui.charts import Chart, Curve, Plot, frame, period_ticks, value_ticks

MONTHS = tuple(f"{2019 + month // 12}-{month % 12 + 1:02}" for month in range(30))
SVG = "{http://www.w3.org/2000/svg}"


def chart(*curves: Curve, periods: tuple[str, ...] = MONTHS, label: str = "") -> Chart:
    return Chart("Documents per month", "documents", periods, (Plot(label, "said", curves),), True)


@pytest.mark.parametrize(
    ("highest", "most", "expected"),
    [
        (0, 5, [0, 1]),
        (1, 5, [0, 1]),
        (3, 5, [0, 1, 2, 3]),
        (7, 5, [0, 2, 4, 6, 8]),
        (34, 5, [0, 10, 20, 30, 40]),
        (996, 5, [0, 200, 400, 600, 800, 1000]),
        (1000, 3, [0, 500, 1000]),
    ],
)
def test_values_are_marked_at_round_numbers_from_nothing_to_beyond_the_highest(highest, most, expected):
    assert value_ticks(highest, most, whole=True) == expected


def test_shares_may_be_marked_at_fractions():
    assert value_ticks(0.7, 5, whole=False) == [0, 0.2, 0.4, 0.6, 0.8]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 8, 12])
@pytest.mark.parametrize("count", [1, 2, 7, 13, 40, 200, 700, 2400])
def test_periods_are_marked_at_even_distances_and_not_too_many(count, most):
    months = [f"{1900 + month // 12:04}-{month % 12 + 1:02}" for month in range(5, 5 + count)]
    for periods in (months, [f"{year}" for year in range(1903, 1903 + count)]):
        ticks = period_ticks(periods, most)
        places = [place for place, _ in ticks]
        assert 1 <= len(places) <= most + 1
        assert len({after - before for before, after in pairwise(places)}) <= 1
        for place, label in ticks:
            assert periods[place].startswith(label)


def test_places_of_values_are_in_proportion():
    within = frame(chart(Curve("a", 0, tuple(range(30)))), 760, 320, 20)
    assert within.x(0) == within.left
    assert within.x(29) == within.right
    assert within.y(0) == within.bottom
    assert within.y(30) == within.top
    assert within.y(15) == pytest.approx((within.top + within.bottom) / 2)
    assert [tick.label for tick in within.up] == ["0", "10", "20", "30"]


def test_a_figure_is_named_and_drawn_by_the_style_of_the_page():
    curves = (Curve("自贸区", 0, (1.0, None, 3.0, *[2.0] * 27)), Curve("<b>&", 1, (0.0,) * 30))
    made = chart(*curves)
    drawn = etree.fromstring(svg.figure(made, made.plots[0], "wide", 760, 320))
    assert drawn.get("role") == "img"
    named = drawn.get("aria-labelledby").split()
    assert [drawn.find(f"*[@id='{name}']").text for name in named] == ["Documents per month", "said"]
    paths = drawn.findall("path[@class='chart-curve chart-1']")
    assert [path.get("d").count("M") for path in paths] == [2]
    assert not [element for element in drawn.iter() if element.get("style") or element.tag == "style"]
    # Of what stands alone a sign shows where it is.
    signs = drawn.findall("path[@class='chart-sign chart-1']/title")
    assert signs[0].text == "自贸区 · 2019-01 · 1"
    # Curves are told apart by dashes too.
    assert drawn.find("path[@class='chart-curve chart-2']").get("stroke-dasharray")
    assert "<b>" not in svg.figure(made, made.plots[0], "wide", 760, 320)


def test_a_file_stands_alone():
    plots = tuple(Plot(f"Place {n}", "said", (Curve("q\x00\ud800", 0, (1.0, 2.0)),)) for n in range(4))
    text = svg.file(Chart("Title & more", "documents", ("2019", "2020"), plots, True))
    drawn = etree.fromstring(text.encode("utf-8"))
    assert drawn.tag == f"{SVG}svg"
    assert drawn.find(f"{SVG}title").text == "Title & more"
    ground = drawn.find(f"{SVG}rect")
    assert ground.get("fill") == "#ffffff"
    assert (drawn.get("width"), drawn.get("height")) == ("900", drawn.get("viewBox").split()[3])
    assert len(drawn.findall(f"{SVG}g")) == 4
    written = [element.text for element in drawn.iter(f"{SVG}text")]
    assert {"Title & more", "Place 0", "q\ufffd\ufffd", "2020"} <= set(written)
    for element in drawn.iter():
        assert not {"class", "style"} & set(element.attrib)
        assert "var(" not in "".join(element.attrib.values())
        if element.tag == f"{SVG}text":
            assert element.get("fill")


@pytest.mark.parametrize("periods", [(), ("2020",), ("2020-02",)])
def test_charts_of_next_to_nothing(periods):
    made = chart(Curve("q", 0, (2.0,) * len(periods)), periods=periods)
    drawn = etree.fromstring(svg.figure(made, made.plots[0], "wide", 340, 240))
    assert "nan" not in etree.tostring(drawn, encoding="unicode")
    for whole in (made, Chart("t", "u", periods, (), True)):
        assert "nan" not in svg.file(whole)
        etree.fromstring(svg.file(whole).encode())
