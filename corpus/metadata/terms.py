"""Dates that are no day of publication: when something begins, ends, applies or is yet to come."""

from __future__ import annotations

import re

_INCLUSIVE = r"\s*(?:[(（]含?[^)）]{0,8}[)）])?(?:零[时時])?"
_LEAD = 30
_LEADS_TO_TERM = re.compile(
    r"(?:自|从|從|至|到|截至|截止|[将將拟擬定訂订业業已][于於]|前|每年的?|[开開]始(?:[时時][间間]|日期)?|[结結]束(?:[时時][间間]|日期)?"
    r"|截止日期|[活][动動](?:[时時][间間]|日期))[\s:：]*$"
)
_FOLLOWS_TERM = re.compile(
    rf"{_INCLUSIVE}[)）]?(?:起|前|后|後|以[来來前后後]|之[前后後]|至|到|-|—|－|~|～|止)"
)
_BEGINS = re.compile(rf"{_INCLUSIVE}(?:起|至|到|-|—|－|~|～)")
_APPLIES = re.compile(rf"{_INCLUSIVE}起?[，,]?\s*(?:正式)?(?:施行|[实實]施|[执執]行|生效|[实實]行)(?!的)")


def is_term(text: str, start: int, end: int) -> bool:
    """Whether a date of a text is when something begins or ends, and not when it was reported."""
    return leads_to_term(text, start) or bool(_FOLLOWS_TERM.match(text, end))


def leads_to_term(text: str, start: int) -> bool:
    """Whether the words before a date say so."""
    return bool(_LEADS_TO_TERM.search(text, max(0, start - _LEAD), start))


def begins(text: str, end: int) -> bool:
    """Whether what follows a date says that something begins then."""
    return bool(_BEGINS.match(text, end))


def applies(text: str, end: int) -> bool:
    """Whether what follows a date says that something applies from then on."""
    return bool(_APPLIES.match(text, end))
