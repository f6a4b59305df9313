"""Words: what ranking counts. Chinese as jieba cuts it, English by its stems, numbers as they are, all folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from indexer.language.chinese import cut
from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.units import HAN, SINGLES, WORD

_RUN = re.compile(rf"([{HAN}]+)|{WORD}|[{SINGLES}]")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order: Han runs cut into words, other words stemmed, kana and the like one by one.

    Marks are left out. Each word is a row of units of the text, but for the ending that stemming takes off.
    """
    found: list[str] = []
    for run in _RUN.finditer(fold(text)):
        if run.lastindex:
            found += cut(text[run.start() : run.end()])
        else:
            found.append(stem(run[0]))
    # No word holds a line feed, so all of them are folded at once.
    return tuple(fold("\n".join(found)).split("\n")) if found else ()
