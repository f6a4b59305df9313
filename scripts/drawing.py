"""Documents drawn from an index at random, the same ones for a seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Document
    from indexer.engine import Engine


def drawn_documents(engine: Engine, number: int, pick: Random) -> list[Document]:
    """So many documents of an index, or all where there are no more, in whatever order they were added."""
    ids = sorted(engine.content_hashes())
    return [one for one in engine.documents(pick.sample(ids, min(number, len(ids)))) if one]
