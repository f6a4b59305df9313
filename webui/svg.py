"""Charts drawn as SVG: into a page, where its style gives colours, or as a file that brings its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from webui.charts import Chart, Curve, Frame, Plot, frame
from webui.escaping import xml_text

CURVES = ("#b0341f", "#1b4f86", "#2b7047", "#8a5a00", "#6b3fa0", "#3a6a75")
"""The colours of curves in a file; those in a page are tokens of the style."""
FILE_WIDTH = 900
"""Pixels across of a file."""

_DASHES = ("", "7 3", "2 3", "10 3 2 3", "5 5", "1 4")
_SHAPES = (
    "M{0} {1}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
    "M{0} {1}m-3.2-3.2h6.4v6.4h-6.4z",
    "M{0} {1}m0-4.2l4 7h-8z",
    "M{0} {1}m0-4.4l4.4 4.4l-4.4 4.4l-4.4-4.4z",
    "M{0} {1}m0 4.2l4-7h-8z",
    "M{0} {1}m-1.3-4.2h2.6v2.9h2.9v2.6h-2.9v2.9h-2.6v-2.9h-2.9v-2.6h2.9z",
)
_MOST_SIGNS = 40
"""Periods up to which each has a sign; of more, some have, so that curves can be told apart without colours."""
_FILE_STYLE: Mapping[str, Mapping[str, str]] = {
    "grid": {"stroke": "#e3ddd2", "stroke-width": "1"},
    "axis": {"stroke": "#8d8578", "stroke-width": "1"},
    "text": {"fill": "#5d574d", "font-size": "12"},
    "name": {"fill": "#211f1b", "font-size": "13", "font-weight": "600"},
}
_FONTS = "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
_LABEL = 60
"""Characters of a query that a file shows."""

Style: TypeAlias = Mapping[str, str]


class _InPage:
    """Names of classes, by which the style of the pages draws."""

    @staticmethod
    def of(part: str) -> Style:
        return {"class": f"chart-{part}"}

    @staticmethod
    def curve(number: int) -> Style:
        return {"class": f"chart-curve chart-{number + 1}"}

    @staticmethod
    def sign(number: int) -> Style:
        return {"class": f"chart-sign chart-{number + 1}"}


class _InFile:
    """Attributes alone, so that whatever shows or converts the file makes the same of it."""

    @staticmethod
    def of(part: str) -> Style:
        return _FILE_STYLE[part]

    @staticmethod
    def curve(number: int) -> Style:
        return {"stroke": CURVES[number], "stroke-width": "2", "fill": "none"}

    @staticmethod
    def sign(number: int) -> Style:
        return {"fill": CURVES[number]}


_Pen: TypeAlias = type[_InPage] | type[_InFile]


def figure(chart: Chart, plot: Plot, name: str, width: int, height: int) -> Markup:
    """One plot of a chart for a page. ``name`` begins the ids of what names and describes it, and no other there."""
    svg = Element(
        "svg",
        {
            "class": "chart",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-text",
        },
    )
    SubElement(svg, "title", {"id": f"{name}-title"}).text = xml_text(plot.label or chart.title)
    SubElement(svg, "desc", {"id": f"{name}-text"}).text = xml_text(plot.description)
    _draw(svg, chart, plot, frame(chart, width, height, 26 if plot.label else 22), _InPage)
    return _markup(svg)


def key(number: int) -> Markup:
    """The line and sign of a query, for what tells which is which."""
    svg = Element(
        "svg", {"class": "chart-key", "viewBox": "0 0 36 12", "aria-hidden": "true", "focusable": "false"}
    )
    _stroke(svg, "M0 6H36", number, _InPage)
    SubElement(svg, "path", {"d": _SHAPES[number].format(18, 6), **_InPage.sign(number)})
    return _markup(svg)


def file(chart: Chart) -> str:
    """A chart as a file of its own: white behind, of a fixed size, without styles, with its title and what is what."""
    columns = min(len(chart.plots), 3)
    width, height = (FILE_WIDTH / columns, 200) if columns > 1 else (FILE_WIDTH, 380)
    curves = chart.plots[0].curves if chart.plots else ()
    head = 34 + 20 * len(curves)
    total = head + height * -(-len(chart.plots) // max(columns, 1)) + 10
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(FILE_WIDTH),
            "height": str(total),
            "viewBox": f"0 0 {FILE_WIDTH} {total}",
            "font-family": _FONTS,
            "role": "img",
        },
    )
    SubElement(svg, "title").text = xml_text(chart.title)
    described = (": ".join(filter(None, (plot.label, plot.description))) for plot in chart.plots)
    SubElement(svg, "desc").text = xml_text(" ".join(described))
    SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _write(svg, 14, 22, chart.title, _InFile.of("name"))
    for place, curve in enumerate(curves):
        middle = 42 + 20 * place
        _stroke(svg, f"M14 {middle}H50", curve.number, _InFile)
        SubElement(svg, "path", {"d": _SHAPES[curve.number].format(32, middle), **_InFile.sign(curve.number)})
        _write(svg, 58, middle + 4, _short(curve.label), _InFile.of("text"))
    for place, plot in enumerate(chart.plots):
        x, y = place % columns * width, head + place // columns * height
        group = SubElement(svg, "g", {"transform": f"translate({x:g} {y:g})"})
        _draw(group, chart, plot, frame(chart, width, height, 30 if plot.label else 26), _InFile)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(svg, "unicode") + "\n"


def _draw(parent: Element, chart: Chart, plot: Plot, within: Frame, pen: _Pen) -> None:
    # Of many small plots the heading says what all of them count.
    above = (plot.label, "name") if plot.label else (chart.unit, "text")
    _write(parent, within.left, within.top - 8, above[0], pen.of(above[1]))
    for tick in within.up:
        part = "axis" if tick.place == within.bottom else "grid"
        _line(parent, within.left, tick.place, within.right, tick.place, pen.of(part))
        _write(parent, within.left - 6, tick.place + 4, tick.label, {**pen.of("text"), "text-anchor": "end"})
    for tick in within.across:
        _line(parent, tick.place, within.bottom, tick.place, within.bottom + 4, pen.of("axis"))
        anchor = "end" if tick.place > within.right - 16 else "middle"
        _write(parent, tick.place, within.bottom + 19, tick.label, {**pen.of("text"), "text-anchor": anchor})
    for curve in plot.curves:
        _stroke(parent, _path(curve, within), curve.number, pen)
        for place, value in _marked(curve, _MOST_SIGNS if within.width > 400 else _MOST_SIGNS // 3):
            shape = _SHAPES[curve.number].format(_at(within.x(place)), _at(within.y(value)))
            sign = SubElement(parent, "path", {"d": shape, **pen.sign(curve.number)})
            said = f"{value:,.0f}" if chart.whole else f"{value:,.1f}"
            SubElement(sign, "title").text = xml_text(f"{curve.label} · {chart.periods[place]} · {said}")


def _path(curve: Curve, within: Frame) -> str:
    """A line through the values, broken where there are none."""
    steps = []
    broken = True
    for place, value in enumerate(curve.values):
        if value is not None:
            steps.append(f"{'M' if broken else 'L'}{_at(within.x(place))} {_at(within.y(value))}")
        broken = value is None
    return "".join(steps)


def _marked(curve: Curve, most: int) -> Iterator[tuple[int, float]]:
    """The values that get a sign: all but nothings, or every so many; and those that no line leads to or from."""
    values = curve.values
    every = max(-(-len(values) // most), 1)
    for place, value in enumerate(values):
        if not value:
            continue
        neighbours = values[max(place - 1, 0) : place] + values[place + 1 : place + 2]
        # The signs of several curves stand apart where the curves run together.
        if (place + curve.number) % every == 0 or all(one is None for one in neighbours):
            yield place, value


def _stroke(parent: Element, path: str, number: int, pen: _Pen) -> None:
    dashes = {"stroke-dasharray": _DASHES[number]} if _DASHES[number] else {}
    SubElement(parent, "path", {"d": path, **pen.curve(number), **dashes, "stroke-linejoin": "round"})


def _line(parent: Element, x1: float, y1: float, x2: float, y2: float, style: Style) -> None:
    ends = {"x1": _at(x1), "y1": _at(y1), "x2": _at(x2), "y2": _at(y2)}
    SubElement(parent, "line", {**ends, **style})


def _write(parent: Element, x: float, y: float, text: str, style: Style) -> None:
    SubElement(parent, "text", {"x": _at(x), "y": _at(y), **style}).text = xml_text(text)


def _at(place: float) -> str:
    return f"{place:.1f}".removesuffix(".0")


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"


def _markup(svg: Element) -> Markup:
    return Markup(tostring(svg, "unicode"))
