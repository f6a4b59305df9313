"""Where what a segment indexes waits until it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from indexer.batch import TokenRows
from indexer.engines.whoosh.rows import Rows


class RowPool:
    """Takes the place of Whoosh's posting pool, which keeps and sorts a Python tuple for every posting."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, Rows] = defaultdict(Rows)

    @property
    def tokens(self) -> int:
        """How many tokens wait: what the memory they take grows with."""
        return sum(rows.tokens for rows in self._rows.values())

    def add(self, fields: Mapping[str, TokenRows]) -> None:
        """Add the rows of each field, one for each document; every time those of the same fields."""
        for name, rows in fields.items():
            self._rows[name].add(rows)

    def iter_postings(self) -> Iterator[tuple[str, Rows]]:
        """The rows of each field in the order of fields. They are given away."""
        for name in sorted(self._rows):
            yield name, self._rows.pop(name)

    def cleanup(self) -> None:
        """Forget everything."""
        self._rows.clear()
