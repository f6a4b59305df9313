"""Cleaning: pure steps from text to text, in order, each named so that it can be shown what it changed.

Every step leaves clean text as it is. Repairing steps mend what a machine did to the characters; tidying steps take off
what stands around the article. Metadata is read between the two, while bylines and titles are still there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from corpus.clean.boilerplate import drop_boilerplate
from corpus.clean.entities import read_entities
from corpus.clean.inline_pinyin import remove_inline_pinyin
from corpus.clean.invisible import remove_invisible
from corpus.clean.whitespace import tidy_whitespace


class Step(NamedTuple):
    """One step of cleaning and the name it is reported by."""

    name: str
    apply: Callable[[str], str]


REPAIRS = (
    Step("entities", read_entities),
    Step("invisible", remove_invisible),
    Step("inline-pinyin", remove_inline_pinyin),
)
TIDYING = (
    Step("boilerplate", drop_boilerplate),
    Step("whitespace", tidy_whitespace),
)
STEPS = REPAIRS + TIDYING


def clean(text: str) -> str:
    """The text after all steps; applying it again changes nothing.

    The steps are repeated until they agree: a footer in another script can hide what the rest of a page is.
    """
    while (cleaned := tidy(repair(text))) != text:
        text = cleaned
    return text


def repair(text: str) -> str:
    """The text with its characters mended, and all its lines."""
    return _after(REPAIRS, text)


def tidy(text: str) -> str:
    """A mended text without what stands around the article."""
    return _after(TIDYING, text)


def _after(steps: tuple[Step, ...], text: str) -> str:
    for step in steps:
        text = step.apply(text)
    return text
