"""Families when they are committed: found among all documents that are left, and noted with their segments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from whoosh.filedb.filestore import FileStorage

from indexer.batch import SIGNATURE
from indexer.engines.whoosh.arrays import Integers, bounds
from indexer.engines.whoosh.codec import ArraySegment
from indexer.engines.whoosh.copied import Copied
from indexer.engines.whoosh.files import SegmentFiles
from indexer.families import families


def mark_copies(storage: FileStorage, segments: Sequence[ArraySegment]) -> None:
    """Note with each segment of a generation which of its documents have copies in any of them."""
    if not segments:
        return
    files = [SegmentFiles(storage, segment) for segment in segments]
    signatures = np.concatenate([each.columns["signature"].whole() for each in files]).view(SIGNATURE)
    ends = bounds(np.array([each.size for each in files])).tolist()
    for segment, start in zip(segments, ends, strict=False):
        # A document without a signature is nobody's copy.
        signatures["size"][[start + number for number in segment.deleted_docs()]] = 0
    first = families(signatures)
    copied = np.flatnonzero(np.bincount(first, minlength=len(first))[first] > 1)
    named_by = _named_by(files, first, copied)
    for segment, (start, end) in zip(segments, pairwise(ends), strict=True):
        own = slice(*np.searchsorted(copied, (start, end)).tolist())
        segment.copied = Copied((copied[own] - start).astype(np.int32), named_by[own].astype(np.int32))


def _named_by(files: Sequence[SegmentFiles], first: Integers, copied: Integers) -> Integers:
    """For each document that has copies the one with the smallest id of its family."""
    starts = bounds(np.array([each.size for each in files]))
    holders = np.searchsorted(starts, copied, side="right") - 1
    smallest: dict[int, tuple[bytes, int]] = {}
    for family, document, holder, start in zip(
        first[copied].tolist(), copied.tolist(), holders.tolist(), starts[holders].tolist(), strict=True
    ):
        # As bytes of UTF-8 they are in the order of the texts.
        one = files[holder].values["id"].first(document - start), document
        smallest[family] = min(one, smallest.get(family, one))
    return np.array([smallest[family][1] for family in first[copied].tolist()], np.int64)
