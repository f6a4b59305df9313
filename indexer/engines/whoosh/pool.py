"""Where what a segment indexes waits until it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from indexer.engines.whoosh.rows import Rows


class RowPool:
    """Takes the place of Whoosh's posting pool, which keeps and sorts a Python tuple for every posting."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, Rows] = defaultdict(Rows)

    @property
    def tokens(self) -> int:
        """How many tokens wait: what the memory they take grows with."""
        return sum(rows.tokens for rows in self._rows.values())

    def add(self, item: tuple[str, tuple[str, ...], int, float, bytes]) -> None:
        """Add the row of a field of a document; documents come in ascending order."""
        name, tokens, document, _, _ = item
        self._rows[name].add(document, tokens)

    def iter_postings(self) -> Iterator[tuple[str, Rows]]:
        """The rows of each field, one for each document, in the order of fields. They are given away."""
        documents = max(map(len, self._rows.values()), default=0)
        for name in sorted(self._rows):
            rows = self._rows.pop(name)
            rows.fill(documents)
            yield name, rows

    def cleanup(self) -> None:
        """Forget everything."""
        self._rows.clear()
