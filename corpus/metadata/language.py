"""The language and script of a text: zh-Hans, zh-Hant or en."""

from __future__ import annotations

import re

from corpus.metadata.finding import Finding
from corpus.script import han_count, peculiar_counts

_ENOUGH = 5_000
"""Characters from the start of a text that settle the question."""
_WORDS_A_HAN = 3
_UNDECIDED = 0.5
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_NAMES = {
    **dict.fromkeys(("zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-hans-cn", "chs"), "zh-Hans"),
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-hant-tw", "zh-hant-hk", "cht"), "zh-Hant"),
}


def find_language(text: str) -> Finding[str] | None:
    """``zh-Hans``, ``zh-Hant`` or ``en``; None for a text without Han characters and Latin words.

    Chinese where a Han character stands for every three Latin words or fewer, since English text quotes few and
    Chinese pages may carry much debris; then the script with more characters that only it has. A text that could be
    either counts as Simplified unless its quotation marks are 「」. The share of what speaks for it is the confidence.
    """
    start = text[:_ENOUGH]
    han = han_count(start)
    # There are no more words than other characters, and counting them takes longer.
    if not han or len(start) - han > han * _WORDS_A_HAN:
        words = len(_LATIN_WORD.findall(start))
        if not han and not words:
            return None
        if words > han * _WORDS_A_HAN:
            return Finding("en", _share(words, han))
    simplified, traditional = peculiar_counts(start)
    if simplified == traditional:
        return Finding("zh-Hant" if "「" in start else "zh-Hans", _UNDECIDED)
    if simplified > traditional:
        return Finding("zh-Hans", _share(simplified, traditional))
    return Finding("zh-Hant", _share(traditional, simplified))


def _share(more: int, less: int) -> float:
    """The share of what speaks for a language, as if two more had spoken, one for each: few say little."""
    return (more + 1) / (more + less + 2)


def normalise_language(tag: str) -> str:
    """The language of a tag such as zh-CN, zh_TW or en-GB, or nothing where it does not tell one of the three."""
    plain = tag.strip().lower().replace("_", "-")
    if plain == "en" or plain.startswith("en-"):
        return "en"
    return _NAMES.get(plain, "")
