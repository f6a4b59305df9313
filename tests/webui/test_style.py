"""The colours of the pages, held to the contrast that WCAG 2.2 asks of text (AA)."""

import re
from pathlib import Path

import pytest

import webui

STYLE = (Path(webui.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\n *\}", STYLE, flags=re.DOTALL)[:2]
)
ON_TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink", "bar"),
    ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "sunken"), ("ink-soft", "bar"),
    ("link", "paper"), ("link", "surface"), ("link", "sunken"), ("link-visited", "paper"),
    ("seal", "paper"), ("seal", "sunken"), ("on-seal", "button"), ("on-seal", "button-strong"),
    ("mark-ink", "mark"), ("good", "paper"), ("warn-ink", "warn-back"),
    ("ink", "gone"), ("ink", "come"),
]  # fmt: skip
ON_CONTROLS = [
    ("line-strong", "paper"), ("line-strong", "surface"), *((f"curve-{n}", "paper") for n in range(1, 7)),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), ON_TEXT)
def test_text_can_be_read(scheme, front, back):
    assert contrast(scheme[front], scheme[back]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), ON_CONTROLS)
def test_edges_of_controls_can_be_seen(scheme, front, back):
    assert contrast(scheme[front], scheme[back]) >= 3


def test_nothing_is_loaded_from_elsewhere():
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_every_token_that_is_used_is_declared():
    declared = set(re.findall(r"^\s*(--[\w-]+):", STYLE, flags=re.MULTILINE))
    assert set(re.findall(r"var\((--[\w-]+)", STYLE)) == declared
