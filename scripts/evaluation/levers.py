"""What each part of ranking does for the measures of ranking: the same searches with one part left out at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

from evaluation import gazette, questions
from evaluation.floors import Figures

Change: TypeAlias = tuple[str, Any]
"""What is replaced, by its full name, and by what."""


def _half_or_nothing(*asked: Any) -> Iterator[Any]:
    from indexer.query.relax import relaxations

    return islice(relaxations(*asked), 1)


LEVERS: Mapping[str, tuple[Change, ...]] = {
    "everything": (),
    "no literal boost": (
        ("indexer.engines.whoosh.scoring.LITERAL_WEIGHT", 0.0),
        ("indexer.engines.whoosh.scoring.APART_WEIGHT", 1.0),
    ),
    "no pairs": (("indexer.query.evidence.PAIR_WEIGHT", 0.0),),
    "no proximity of parts": (("indexer.engines.whoosh.proximity.PROXIMITY_WEIGHT", 0.0),),
    "no units": (("indexer.query.evidence.UNIT_WEIGHT", 0.0),),
    "function words count in full": (("indexer.query.evidence.FUNCTION_WEIGHT", 1.0),),
    "no coverage": (("indexer.engines.whoosh.scoring.COVERAGE_WEIGHT", 0.0),),
    "no expansion": (("indexer.parameters.expand", lambda node, lexicon, translator: (node, ())),),
    "half of the parts or nothing": (("indexer.engines.whoosh.answer.relaxations", _half_or_nothing),),
    "no evidence": (("indexer.query.relax._joined", lambda parts: ()),),
}
"""What is left out, and how."""

FIGURES: Mapping[str, tuple[Callable[[Path, int], Figures], str]] = {
    "stard": (questions.measure, "ndcg"),
    "gazette zh": (gazette.measure, "chinese"),
    "gazette en": (gazette.measure, "english"),
}
"""The columns: a measure, and its figure."""


def rows(data: Path, every: int) -> Iterator[tuple[str, list[float]]]:
    """What was left out and the figures without it, by every so-manieth query."""
    for name, changes in LEVERS.items():
        with _changed(changes):
            measured = {measure: measure(data, every) for measure, _ in FIGURES.values()}
        yield name, [measured[measure][figure] for measure, figure in FIGURES.values()]


@contextmanager
def _changed(changes: tuple[Change, ...]) -> Iterator[None]:
    from indexer.query.evidence import signs

    with ExitStack() as stack:
        for target, value in changes:
            stack.enter_context(patch(target, value))
        signs.cache_clear()
        yield
    signs.cache_clear()
