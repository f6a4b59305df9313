"""Chinese words: the one door to jieba, and to rjieba, its port to Rust, which is used when it is installed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from indexer.language.opencc_tables import convert

Cutter: TypeAlias = Callable[[str], list[str]]
"""Cuts a run of Simplified Han characters into words that join to it again."""

LONGEST_PIECE = 1_000
"""Characters cut at once. What jieba takes for a run of unknown words grows with the square of its length."""

# The characters that jieba's model knows of; it takes any other for a break between sentences.
_PIECE = re.compile(rf"[\u4e00-\u9fd5]{{1,{LONGEST_PIECE}}}|.", re.DOTALL)
_loading = Lock()


def cut(run: str) -> tuple[str, ...]:
    """The words of a run of Han characters of any script, in order, each in Simplified form.

    The words are as long as the pieces of the run they stand for, so their lengths add up to offsets into it.
    """
    return tuple(chain.from_iterable(map(_cutter(), pieces(convert(run, "t2s")))))


def pieces(run: str) -> list[str]:
    """The parts of a run that are cut one by one; they join to it again."""
    return _PIECE.findall(run)


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
    """The reference: jieba with its hidden Markov model for words that are not in its dictionary."""
    with warnings.catch_warnings():
        # jieba's escapes and its use of pkg_resources are its own affair.
        warnings.simplefilter("ignore")
        import jieba

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]
        """jieba's, without its cache file: it stands where anybody may write, and is read with marshal."""

        initialized: bool

        def initialize(self, dictionary: str | None = None) -> None:
            with self.lock:
                if not self.initialized:
                    with Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME).open("rb") as lines:
                        self.FREQ, self.total = self.gen_pfdict(lines)
                    self.initialized = True

    tokenizer = Tokenizer()
    tokenizer.initialize()
    cutter: Cutter = tokenizer.lcut
    return cutter


@cache
def rust_cutter() -> Cutter:
    """rjieba, which gives the same words twenty times as fast. Raises ImportError where it is not installed."""
    import rjieba

    return rjieba.cut
