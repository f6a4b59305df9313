"""Chinese words: the one door to jieba, and to rjieba, its port to Rust, which is used when it is installed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TypeAlias

Cutter: TypeAlias = Callable[[str], list[str]]
"""Cuts runs of Simplified Han characters, with white space between, into words that join to the text again."""

KNOWN = "\u4e00-\u9fd5"
"""The characters that jieba's model knows of, as the inside of a regular expression's character class."""

LONGEST_PIECE = 1_000
"""Characters cut at once. What jieba takes for a run of unknown words grows with the square of its length."""

_PIECE = rf"[{KNOWN}]{{1,{LONGEST_PIECE}}}|."
_UNKNOWN = re.compile(rf"[^{KNOWN}\t\n]")
_loading = Lock()


def cut(runs: Sequence[str]) -> list[str]:
    """Runs of Simplified Han characters, each with a space between its words."""
    if not runs:
        return []
    # A tab stands between pieces of a run, a line feed between runs: the cutter takes either for a word.
    prepared = "\n".join(
        run if len(run) <= LONGEST_PIECE else "\t".join(re.findall(_PIECE, run)) for run in runs
    )
    spaced = " ".join(_cutter()(_UNKNOWN.sub(r"\t\g<0>\t", prepared)))
    return spaced.replace("\t", "").split("\n")


@cache
def _cutter() -> Cutter:
    # Threads that come while the dictionary is being loaded wait for it; none loads it again.
    with _loading:
        return _loaded_cutter()


@cache
def _loaded_cutter() -> Cutter:
    try:
        return rust_cutter()
    except ImportError:
        return python_cutter()


@cache
def python_cutter() -> Cutter:
    """Our own way through jieba's dictionary and its model of words that are not in it."""
    with warnings.catch_warnings():
        # jieba's escapes and its use of pkg_resources are its own affair.
        warnings.simplefilter("ignore")
        import jieba
        from jieba import finalseg

    # Not needed where rjieba is installed.
    from indexer.language.segmenting import Segmenter, UnknownWords

    dictionary = Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME).read_text(encoding="utf-8")
    return Segmenter(dictionary, UnknownWords(finalseg.start_P, finalseg.trans_P, finalseg.emit_P)).cut


@cache
def rust_cutter() -> Cutter:
    """rjieba, which gives the same words twenty times as fast. Raises ImportError where it is not installed."""
    import rjieba

    return rjieba.cut


def dictionary_words(characters: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The words of jieba's dictionary that hold any of these characters, each with how often it was counted."""
    # Importing jieba takes several times as long as reading its dictionary.
    found = find_spec("jieba")
    assert found is not None and found.origin is not None
    dictionary = Path(found.origin).with_name("dict.txt").read_text(encoding="utf-8")
    for line in re.finditer(rf"^(\S*[{''.join(characters)}]\S*) ([0-9]+) ", dictionary, re.MULTILINE):
        yield line[1], int(line[2])
