"""The figures as a picture: an SVG drawn by hand, on logarithmic scales, readable on light and on dark ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor, log10
from xml.sax.saxutils import escape

from benchmark.engines import ENGINES
from benchmark.figures import ALL, Figures

_WIDTH, _LEFT, _RIGHT = 760, 130, 40
_ROW, _HEAD, _FOOT = 34, 44, 34
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600 } .small { font-size: 11px; fill: #57606a }
  .grid { stroke: #d0d7de } .bar { stroke: #8c959f; stroke-width: 6; stroke-linecap: round }
  .dot { fill: #57606a } .ours .bar { stroke: #54aeff } .ours .dot { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small { fill: #9198a1 } .grid { stroke: #3d444d } .bar { stroke: #656c76 }
    .dot { fill: #9198a1 } .ours .bar { stroke: #1f6feb } .ours .dot { fill: #79c0ff }
  }
"""


def chart(figures: Figures) -> str:
    """Two panels: the p50 and p95 of a results page, and documents indexed in a second."""
    pages = {
        engine: [one["pages"][ALL][share] for share in ("p50", "p95")]
        for engine in ENGINES
        if (one := figures["searching"].get(engine))
    }
    speeds = {
        engine: [one["documents"] / one["seconds"]]
        for engine in ENGINES
        if (one := figures["indexing"].get(engine))
    }
    below = _height(pages)
    parts = [
        *_panel(0, "One results page, milliseconds, from p50 to p95 (less is better)", pages, "{:.2f}"),
        *_panel(below, "Indexing, documents a second (more is better)", speeds, "{:,.0f}"),
    ]
    height = below + _height(speeds)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
    title = f"<title>{escape(', '.join(ENGINES[engine] for engine in pages))}, measured side by side</title>"
    return "\n".join([head, title, f"<style>{_STYLE}</style>", *parts, "</svg>", ""])


def _height(rows: Mapping[str, list[float]]) -> int:
    return _HEAD + _ROW * len(rows) + _FOOT


def _panel(top: int, title: str, rows: Mapping[str, list[float]], form: str) -> Iterator[str]:
    """A line for each engine from its least to its greatest value, over a scale of powers of ten."""
    values = [value for found in rows.values() for value in found]
    first, last = floor(log10(min(values))), ceil(log10(max(values)))
    # One power would leave nothing to divide by.
    last = max(last, first + 1)

    def x(value: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (log10(value) - first) / (last - first), 1)

    bottom = top + _HEAD + _ROW * len(rows)
    yield f'<text class="title" x="12" y="{top + 26}">{escape(title)}</text>'
    for power in range(first, last + 1):
        place = x(10.0**power)
        yield f'<line class="grid" x1="{place}" y1="{top + _HEAD}" x2="{place}" y2="{bottom}"/>'
        yield f'<text class="small" x="{place}" y="{bottom + 16}" text-anchor="middle">{10.0**power:,g}</text>'
    for number, (engine, found) in enumerate(rows.items()):
        y = top + _HEAD + _ROW * number + _ROW // 2
        yield f'<g class="{"ours" if engine == "zhengsou" else "theirs"}">'
        yield f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{escape(ENGINES[engine])}</text>'
        yield f'<line class="bar" x1="{x(min(found))}" y1="{y}" x2="{x(max(found))}" y2="{y}"/>'
        # Outwards from the bar, so that values that are near each other stay legible.
        anchors = ("end", "start") if len(found) > 1 else ("middle",)
        for value, anchor in zip(found, anchors, strict=True):
            yield f'<circle class="dot" cx="{x(value)}" cy="{y}" r="5"/>'
            yield (
                f'<text class="small" x="{x(value)}" y="{y - 9}" text-anchor="{anchor}">'
                f"{escape(form.format(value))}</text>"
            )
        yield "</g>"
