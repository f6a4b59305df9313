"""Cleaning: pure steps from text to text, in order, each with a name and a reason so that it can be shown what it did.

Every step leaves clean text as it is. Repairing steps mend what a machine did to the characters; tidying steps take off
what stands around the article. Metadata is read between the two, while bylines and titles are still there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from corpus.clean.boilerplate import drop_boilerplate
from corpus.clean.code import remove_code
from corpus.clean.damage import mend_damage
from corpus.clean.entities import read_entities
from corpus.clean.inline_pinyin import remove_inline_pinyin
from corpus.clean.invisible import remove_invisible
from corpus.clean.menus import remove_menus
from corpus.clean.mojibake import read_mojibake
from corpus.clean.radicals import read_radicals
from corpus.clean.whitespace import tidy_whitespace
from corpus.clean.wrapped import join_wrapped_lines


class Step(NamedTuple):
    """One step of cleaning, the name it is reported by, and why it is taken."""

    name: str
    reason: str
    apply: Callable[[str], str]


class Change(NamedTuple):
    """What a step made of a text that it changed."""

    step: Step
    before: str
    after: str


REPAIRS = (
    Step("entities", "character references stand for the characters that they name", read_entities),
    Step("mojibake", "UTF-8 was read as Windows-1252", read_mojibake),
    Step("invisible", "characters that nobody sees split words", remove_invisible),
    Step("radicals", "a font gave radicals for the characters that they look like", read_radicals),
    Step("code", "styles and scripts are no text", remove_code),
    Step("damage", "a converter broke bytes, and a reading names what was lost", mend_damage),
    Step("inline-pinyin", "a reading inside a word hides the word", remove_inline_pinyin),
)
TIDYING = (
    Step("menus", "the navigation of a site is no part of its articles", remove_menus),
    Step("boilerplate", "site names, bylines and notices stand around the article", drop_boilerplate),
    Step("wrapped-lines", "a paragraph broken at a fixed width is one paragraph", join_wrapped_lines),
    Step("whitespace", "indents and gaps carry layout, not text", tidy_whitespace),
)
STEPS = REPAIRS + TIDYING


def clean(text: str) -> str:
    """The text after all steps; applying it again changes nothing.

    The steps are repeated until they agree: a footer in another script can hide what the rest of a page is.
    """
    while (cleaned := tidy(repair(text))) != text:
        text = cleaned
    return text


def clean_page(text: str) -> tuple[str, str]:
    """The text with its characters mended and all its lines, and the text after all steps."""
    page = repair(text)
    cleaned = tidy(page)
    return page, cleaned if cleaned == text else clean(cleaned)


def changes(text: str) -> list[Change]:
    """What :func:`clean` does to a text, step by step; steps that change nothing are not listed."""
    found: list[Change] = []
    before = None
    while text != before:
        before = text
        for step in STEPS:
            if (after := step.apply(text)) != text:
                found.append(Change(step, text, after))
                text = after
    return found


def repair(text: str) -> str:
    """The text with its characters mended, and all its lines."""
    # A line of ASCII, such as an address, has nothing to mend but references and code.
    if text.isascii() and text.isprintable() and "&" not in text and "{" not in text:
        return text
    return _after(REPAIRS, text)


def tidy(text: str) -> str:
    """A mended text without what stands around the article."""
    return _after(TIDYING, text)


def _after(steps: tuple[Step, ...], text: str) -> str:
    for step in steps:
        text = step.apply(text)
    return text
