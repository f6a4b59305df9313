"""Joining lists of several segments that are kept run by run, a run for each term: array work, no step per run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers, bounds


def joined_starts(groups: Sequence[Integers], lengths: Sequence[Integers], count: int) -> NDArray[np.int64]:
    """Where the runs of each of ``count`` terms begin once joined, and at last where all end.

    For each segment, ``groups`` numbers the terms of its runs, ascending, and ``lengths`` says how long they are.
    """
    totals = np.zeros(count, np.int64)
    for numbers, sizes in zip(groups, lengths, strict=True):
        totals[numbers] += sizes
    return bounds(totals)


def targets(
    groups: Sequence[Integers], lengths: Sequence[Integers], starts: NDArray[np.int64]
) -> Iterator[NDArray[np.int64]]:
    """For each segment in turn, where each entry of its runs goes: behind what segments before it put there."""
    filled = starts[:-1].copy()
    for numbers, sizes in zip(groups, lengths, strict=True):
        ends = np.cumsum(sizes, dtype=np.int64)
        moves = np.repeat(filled[numbers] - (ends - sizes), sizes)
        filled[numbers] += sizes
        yield moves + np.arange(len(moves))


def kept_lengths(starts: Integers, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How long each run is when only the entries marked in ``kept`` stay."""
    ends = bounds(kept)[starts]
    return ends[1:] - ends[:-1]
