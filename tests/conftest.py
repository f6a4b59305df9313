"""What the tests of all packages share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from indexer.engine import Engine, SearchRequest
from indexer.settings import SUGGESTED_TITLES
from indexer.suggesting import collected

_collected: dict[object, Any] = {}


@pytest.fixture(scope="module", autouse=True)
def suggestions_are_collected_once() -> Iterator[None]:
    """Engines that hold the same share what they have to suggest, which takes longer than all else that a test asks.

    For it is the lexicon and the places above all, and hundreds of tests ask a new engine for what it does not find.
    """
    collect = collected._collect

    def collect_once(engine: Engine) -> Any:
        counted = engine.search(SearchRequest(limit=0, facets=("district",)))
        of_the_index = (
            counted.total,
            frozenset(counted.facets["district"].items()),
            frozenset(engine.vocabulary(1).items()),
            tuple(engine.titles(SUGGESTED_TITLES)),
            collected._recipe(),
        )
        if of_the_index not in _collected:
            _collected[of_the_index] = collect(engine)
        return _collected[of_the_index]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collected, "_collect", collect_once)
        yield
