"""The language and script of a text: zh-Hans, zh-Hant or en."""

from __future__ import annotations

import re

from corpus.script import han_count, peculiar_counts

_ENOUGH = 20_000
"""Characters from the start of a text that settle the question."""
_WORDS_A_HAN = 3
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_NAMES = {
    **dict.fromkeys(("zh-hans", "zh-cn", "zh-sg", "zh-my", "zh-hans-cn", "chs"), "zh-Hans"),
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-hant-tw", "zh-hant-hk", "cht"), "zh-Hant"),
}


def find_language(text: str) -> str:
    """``zh-Hans``, ``zh-Hant`` or ``en``; nothing for a text without Han characters and Latin words.

    Chinese where a Han character stands for every three Latin words or fewer, since English text quotes few and
    Chinese pages may carry much debris; then the script with more characters that only it has. A text that could be
    either counts as Simplified unless its quotation marks are 「」.
    """
    start = text[:_ENOUGH]
    han = han_count(start)
    words = len(_LATIN_WORD.findall(start))
    if not han and not words:
        return ""
    if words > han * _WORDS_A_HAN:
        return "en"
    simplified, traditional = peculiar_counts(start)
    if simplified == traditional:
        return "zh-Hant" if "「" in start else "zh-Hans"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def normalise_language(tag: str) -> str:
    """The language of a tag such as zh-CN, zh_TW or en-GB, or nothing where it does not tell one of the three."""
    plain = tag.strip().lower().replace("_", "-")
    if plain == "en" or plain.startswith("en-"):
        return "en"
    return _NAMES.get(plain, "")
