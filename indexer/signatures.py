"""Signatures: a few bytes of each document that tell how much of its text it shares with another.

A document is taken for the set of its shingles: every four units in a row of its text, and every two of its title and
of the numbers in its text; marks are left out. Those of title and numbers count several times, because two notices of
one form that differ in subject, number, day and sum are two notices. The signature is the MinHash of that set (Broder
1997): of each of many permutations of all shingles the first that the document holds, and of that the last byte (Li and
König, "b-Bit Minwise Hashing", 2010).
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from indexer.batch import SIGNATURE, AnalyzedBatch, Signatures, TokenRows
from indexer.language.units import is_mark

Hashes: TypeAlias = NDArray[np.uint32]
Counts: TypeAlias = NDArray[np.int64]

_MARKS = SIGNATURE["marks"].shape[0]
_TEXT_UNITS, _TITLE_UNITS, _NUMBERS = 4, 2, 2
"""Units in a row that make a shingle."""
_TITLE_WEIGHT, _NUMBER_WEIGHT = 4, 10
"""How many times a shingle of the title and one of the numbers counts."""
_FACTOR, _STEP = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)
"""Odd numbers that spread what they are multiplied with."""
_SAID, _NUMBER = 1 << 32, 1 << 33
_KINDS = 16
"""Copies of a shingle of one kind that can be told from those of the next."""


def signed(batch: AnalyzedBatch) -> AnalyzedBatch:
    """The batch with the signatures of its documents."""
    return replace(batch, signatures=signatures(batch.title_units, batch.body_units))


def signatures(titles: TokenRows, texts: TokenRows) -> Signatures:
    """The signatures of documents whose titles and texts have these units."""
    hashes, sizes = shingles(titles, texts)
    found = np.zeros(len(sizes), SIGNATURE)
    found["size"] = sizes
    held = np.flatnonzero(sizes)
    if len(held):
        hashes = _mixed(hashes)
        starts = _bounds(sizes)[held]
        permuted = np.empty_like(hashes)
        marks = np.empty((_MARKS, len(held)), np.uint8)
        for row, factor, addend in zip(marks, *_permutations(), strict=True):
            np.multiply(hashes, factor, out=permuted)
            permuted += addend
            row[:] = np.minimum.reduceat(permuted, starts)
        found["marks"][held] = marks.T
    return found


def shingles(titles: TokenRows, texts: TokenRows) -> tuple[Hashes, Counts]:
    """The shingles of documents as hashes, one document after the other, and how many each of them has."""
    said, numbers = _said_and_numbers(texts)
    kinds = (
        _weighted(*_in_a_row(*said, _TEXT_UNITS), 1, kind=0),
        _weighted(*_in_a_row(*_said_and_numbers(titles)[0], _TITLE_UNITS), _TITLE_WEIGHT, kind=1),
        _weighted(*_in_a_row(*numbers, _NUMBERS), _NUMBER_WEIGHT, kind=2),
    )
    sizes = np.sum([counts for _, counts in kinds], axis=0)
    joined = np.empty(sizes.sum(), np.uint32)
    begins = _bounds(sizes)[:-1]
    for hashes, counts in kinds:
        joined[np.arange(len(hashes)) + np.repeat(begins - _bounds(counts)[:-1], counts)] = hashes
        begins = begins + counts
    return joined, sizes


def _said_and_numbers(units: TokenRows) -> list[tuple[Hashes, Counts]]:
    """The units that are no marks, and the numbers among them: as hashes, and how many each document has."""
    facts = np.fromiter(map(_facts, units.vocabulary), np.int64, len(units.vocabulary))
    hashes = _mixed(facts.astype(np.uint32))
    ends = _bounds(units.lengths)
    found = []
    for sign in (_SAID, _NUMBER):
        chosen = (facts & sign != 0)[units.tokens]
        found.append((hashes[units.tokens[chosen]], np.diff(_bounds(chosen)[ends])))
    return found


def _in_a_row(hashes: Hashes, lengths: Counts, count: int) -> tuple[Hashes, Counts]:
    """Every so many hashes in a row, each row once for a document, and how many rows each has.

    At the end of a document the rows are shorter.
    """
    # Behind each document as many places stay empty as a row reaches beyond its last unit.
    starts = _bounds(lengths + (count - 1))[:-1]
    ends = starts + lengths
    is_taken = np.ones(len(hashes) + len(lengths) * (count - 1), np.bool_)
    is_taken[(ends + np.arange(count - 1)[:, np.newaxis]).ravel()] = False
    spread = np.zeros(len(is_taken), np.uint32)
    spread[is_taken] = hashes
    rows = spread.copy()
    for step in range(1, count):
        rows *= _FACTOR
        rows[:-step] += spread[step:]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        rows[start:end].sort()
    first = is_taken.copy()
    first[1:] &= rows[1:] != rows[:-1]
    first[starts[lengths > 0]] = True
    return rows[first], _bounds(first)[ends] - _bounds(first)[starts]


def _weighted(rows: Hashes, counts: Counts, weight: int, kind: int) -> tuple[Hashes, Counts]:
    """Each row as so many shingles, none of which is one of another kind."""
    copies = _STEP * np.arange(kind * _KINDS, kind * _KINDS + weight, dtype=np.uint32)
    return (rows[:, np.newaxis] + copies).ravel(), counts * weight


@lru_cache(maxsize=1 << 16)
def _facts(unit: str) -> int:
    """A number for a unit, and in the bits above it whether it is more than a mark, and whether it is a number."""
    code = ord(unit) if len(unit) == 1 else crc32(unit.encode("utf-8", "surrogatepass"))
    return code | (not is_mark(unit)) * _SAID | any(map(str.isdecimal, unit)) * _NUMBER


def _bounds(sizes: NDArray[np.integer[Any]] | NDArray[np.bool_]) -> Counts:
    """Where stretches of these sizes begin when they stand one after the other, and at last where all end."""
    found = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=found[1:])
    return found


def _mixed(hashes: Hashes) -> Hashes:
    """The hashes mixed by the end of MurmurHash3, as MinHash does before it permutes them."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


@cache
def _permutations() -> NDArray[np.uint32]:
    """The factors and the addends of the permutations."""
    permutations: NDArray[np.uint32] = _minhash()(_MARKS, seed=1, scheme="affine32").permutations
    return permutations


def _minhash() -> Any:
    """The MinHash of datasketch alone: the package as a whole loads SciPy, for which every process waits a second."""
    found = find_spec("datasketch")
    if found is None or "datasketch" in sys.modules:
        return import_module("datasketch").MinHash
    package = ModuleType("datasketch")
    package.__path__ = list(found.submodule_search_locations or ())
    sys.modules["datasketch"] = package
    try:
        return import_module("datasketch.minhash").MinHash
    finally:
        del sys.modules["datasketch"]
