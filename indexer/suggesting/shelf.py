"""Entries that can be suggested, found by how they begin: as written, by pinyin, by its initials, and mixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product
from threading import Lock
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from indexer.language.fold import fold
from indexer.language.pinyin import Piece, Spelling, spellings
from indexer.language.units import HAN_RUN
from indexer.suggesting.entries import Entries, Entry, entry_arrays, spoken_arrays
from indexer.suggesting.keying import keys_written, tokens, written_keys
from indexer.suggesting.keys import Arrays, SortedKeys

FoundBy: TypeAlias = Literal["written", "spoken", "initials"]
"""The key by which an entry was found."""

Value = TypeVar("Value")

_TRIED = 200
"""Entries whose pinyin is held against a spelling that is not whole, the heaviest of those that it may be."""
_MOST_MIXED = 4
"""Ways to read what is typed in characters and pinyin at once."""


class Found(NamedTuple):
    """An entry, and the key by which it was found; ``whole`` where what was typed is all of that key."""

    entry: Entry
    by: FoundBy
    whole: bool


class Shelf:
    """Entries as arrays, in memory or mapped from a file, of several with the same written key the first.

    Those of a file hold the keys in pinyin too; in memory these are made when letters are typed for the first time.
    """

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays
        self.entries = Entries(arrays)
        self.written = SortedKeys(arrays, "written")
        self._reading = Lock()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Shelf:
        """A shelf of some entries, in memory."""
        return cls(entry_arrays(entries))

    @property
    def spoken(self) -> SortedKeys:
        """The entries by their syllables."""
        return self._said[0]

    @property
    def initials(self) -> SortedKeys:
        """The entries by the initials of their syllables."""
        return self._said[1]

    @property
    def _said(self) -> tuple[SortedKeys, SortedKeys]:
        with self._reading:
            return self._read

    @cached_property
    def _read(self) -> tuple[SortedKeys, SortedKeys]:
        arrays = self._arrays if "spoken" in self._arrays else spoken_arrays(self.entries)
        return SortedKeys(arrays, "spoken"), SortedKeys(arrays, "initials")

    def find(self, typed: str, count: int) -> list[Found]:
        """The foremost entries that begin with what was typed, in whatever way; each once, in no order.

        There may be some more than ``count``.
        """
        found: dict[int, Found] = {}
        (key,) = written_keys(" ".join(typed.split()))
        if not key:
            return []
        for number in self.written.heaviest(self.written.beginning(key), count):
            found[number] = Found(self.entries[number], "written", self.written.key(number) == key)
        # Marks beside characters are no pinyin.
        parts = [part for part in HAN_RUN.split(typed) if any(map(str.isalnum, part))]
        of_characters = [bool(HAN_RUN.match(part)) for part in parts]
        if any(of_characters):
            for number in () if all(of_characters) else self._mixed(parts, key, count):
                found.setdefault(number, Found(self.entries[number], "spoken", False))
            return list(found.values())
        either: tuple[tuple[SortedKeys, FoundBy], ...] = (
            (self.spoken, "spoken"),
            (self.initials, "initials"),
        )
        # As it is, because digits and English words are spelled otherwise.
        for keys, by in either:
            for number in keys.heaviest(keys.beginning(key), count):
                found.setdefault(number, Found(self.entries[number], by, keys.key(number) == key))
        for spelling in spellings(typed):
            for number, by in self._spoken(spelling, count):
                if number not in found:
                    found[number] = Found(self.entries[number], by, self._is_all(number, spelling, by))
        return list(found.values())

    def written_as(self, key: str) -> Entry | None:
        """The entry with this written key."""
        return next((self.entries[number] for number in self.written.being(key)), None)

    def spoken_as(self, key: str) -> list[Entry]:
        """The entries with just this spoken key, the heaviest first."""
        return self._heaviest_first(self.spoken.being(key))

    def abbreviated_as(self, initials: str) -> list[Entry]:
        """The entries with just these initials, the heaviest first."""
        return self._heaviest_first(self.initials.being(initials))

    def _heaviest_first(self, numbers: Iterable[int]) -> list[Entry]:
        return sorted((self.entries[number] for number in numbers), key=lambda entry: -entry.weight)

    def _spoken(self, spelling: Spelling, count: int) -> Iterator[tuple[int, FoundBy]]:
        """The entries that a spelling begins, and by which key each was found."""
        whole = next((n for n, piece in enumerate(spelling[:-1]) if not piece.whole), len(spelling) - 1)
        start = " ".join(piece.text for piece in spelling[: whole + 1])
        if whole == len(spelling) - 1:
            for number in self.spoken.heaviest(self.spoken.beginning(start), count):
                yield number, "spoken"
            return
        by: FoundBy = "spoken" if any(piece.whole for piece in spelling) else "initials"
        letters = "".join(piece.text[0] for piece in spelling)
        keys, start = (self.spoken, start) if whole else (self.initials, letters)
        tried = keys.by_weight(keys.beginning(start), _TRIED)
        fitting = (number for number in tried if _fits(spelling, self.spoken.key(number).split(" ")))
        for number in islice(fitting, count):
            yield number, by

    def _is_all(self, number: int, spelling: Spelling, by: FoundBy) -> bool:
        if by == "initials":
            return len(self.initials.key(number)) == len(spelling)
        return self.spoken.key(number) == " ".join(piece.text for piece in spelling)

    def _mixed(self, parts: list[str], key: str, count: int) -> Iterator[int]:
        """The entries that begin with characters and pinyin in turn."""
        readings = [
            [tuple(Piece(char, True) for char in written_keys(part)[0])]
            if HAN_RUN.match(part)
            else [*spellings(part)[:_MOST_MIXED], (Piece(written_keys(part)[0], True),)]
            for part in parts
        ]
        seen: set[int] = set()
        han = fold(next(part for part in parts if HAN_RUN.match(part)))
        for way in list(product(*readings))[: _MOST_MIXED * 2]:
            pieces = [piece for reading in way for piece in reading]
            for number in self._beginning_like(parts, way):
                if (
                    number not in seen
                    and han in self.written.key(number)
                    and self._fits_mixed(pieces, number)
                ):
                    seen.add(number)
                    yield number
                if len(seen) >= count:
                    return

    def _beginning_like(self, parts: list[str], way: tuple[Spelling, ...]) -> Iterator[int]:
        """The heaviest entries that begin as the first part of what was typed says."""
        if HAN_RUN.match(parts[0]) or len(way[0]) == 1:
            (start,) = written_keys(parts[0])
            yield from self.written.by_weight(self.written.beginning(start), _TRIED)
        if not HAN_RUN.match(parts[0]):
            for number, _ in self._spoken(way[0], _TRIED):
                yield number

    def _fits_mixed(self, pieces: list[Piece], number: int) -> bool:
        spoken = self.spoken.key(number).split(" ", len(pieces))
        last = len(pieces) - 1
        if len(spoken) < len(pieces):
            return False
        # What mostly fails is tried first; a word that is no Han character is said as it is written.
        if not (HAN_RUN.match(pieces[last].text) or spoken[last].startswith(pieces[last].text)):
            return False
        written = tokens(self.written.key(number), len(pieces))
        if len(written) < len(pieces):
            return False
        for place, (piece, there, said) in enumerate(zip(pieces, written, spoken, strict=False)):
            if piece.text == there:
                continue
            whole = piece.whole and place < last
            if HAN_RUN.match(piece.text) or not (
                said == piece.text if whole else said.startswith(piece.text)
            ):
                return False
        return True


class Shelves:
    """Several shelves as one, of entries with the same written key that on the first of them."""

    def __init__(self, *shelves: Shelf) -> None:
        self._shelves = [shelf for shelf in shelves if shelf.entries]

    def find(self, typed: str, count: int) -> list[Found]:
        """The foremost entries that begin with what was typed, as :meth:`Shelf.find` finds them."""
        return self._joined(
            [[(one.entry, one) for one in shelf.find(typed, count)] for shelf in self._shelves]
        )

    def written_as(self, key: str) -> Entry | None:
        """The entry with this written key."""
        return next((entry for shelf in self._shelves if (entry := shelf.written_as(key))), None)

    def spoken_as(self, key: str) -> list[Entry]:
        """The entries with just this spoken key, the heaviest first."""
        return self._heaviest_first([shelf.spoken_as(key) for shelf in self._shelves])

    def abbreviated_as(self, initials: str) -> list[Entry]:
        """The entries with just these initials, the heaviest first."""
        return self._heaviest_first([shelf.abbreviated_as(initials) for shelf in self._shelves])

    def _heaviest_first(self, found: list[list[Entry]]) -> list[Entry]:
        joined = self._joined([[(entry, entry) for entry in entries] for entries in found])
        return joined if len(found) == 1 else sorted(joined, key=lambda entry: -entry.weight)

    def _joined(self, found: list[list[tuple[Entry, Value]]]) -> list[Value]:
        first, *others = found or [[]]
        joined = [value for _, value in first]
        for number, values in enumerate(others, 1):
            before = self._shelves[:number]
            keys = keys_written([entry.text for entry, _ in values])
            joined += [
                value
                for key, (_, value) in zip(keys, values, strict=True)
                if not any(shelf.written.being(key) for shelf in before)
            ]
        return joined


def _fits(spelling: Spelling, spoken: list[str]) -> bool:
    """Whether syllables begin with a spelling."""
    if len(spelling) > len(spoken):
        return False
    last = len(spelling) - 1
    return all(
        said == piece.text if piece.whole and place < last else said.startswith(piece.text)
        for place, (piece, said) in enumerate(zip(spelling, spoken, strict=False))
    )
