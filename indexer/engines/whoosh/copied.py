"""Which documents of a segment have copies, as its entry in the table of contents says."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.arrays import Integers


class Copied(NamedTuple):
    """Documents of a segment that have copies, ascending, and of each the one that its family is named by.

    ``documents`` are numbered in the segment, ``named_by`` in the generation: it has the smallest id of the family.
    """

    documents: Integers
    named_by: Integers


NO_COPIES = Copied(np.empty(0, np.int32), np.empty(0, np.int32))
