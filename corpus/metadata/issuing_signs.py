"""What only pages of one place say: how their document numbers begin, and the names of their own services.

``corpus/data/issuers.tsv`` lists both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from corpus.vocabulary import DATA, places


def number_places(doc_number: str, named: Iterable[str]) -> Iterator[str]:
    """The place whose documents bear numbers that begin so: 沪 in 沪府规〔2023〕5号.

    Where several begin alike, such as those of Nanjing and of Ningxia, it is the only one among the named codes and
    what lies above these.
    """
    codes = _numbers().get(doc_number[:1], ())
    if len(codes) > 1:
        near = places().with_ancestors(named)
        codes = tuple(code for code in codes if code in near)
    if len(codes) == 1:
        yield codes[0]


def signs_by_place() -> Iterator[tuple[str, list[str]]]:
    """Codes of places with the services and roads that only their pages name, such as 粤省事 and 五环."""
    for code, _, signs in _rows():
        yield code, signs


@cache
def _numbers() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for code, beginnings, _ in _rows():
        for beginning in beginnings:
            found[beginning] += (code,)
    return found


def _rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in (DATA / "issuers.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        code, numbers, signs = line.split("\t")
        yield code, numbers.split("|"), signs.split("|") if signs else []
