"""What the tests of all packages share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from indexer.engine import Engine, Kept
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh.engine import WhooshEngine

_kept: dict[str, Mapping[str, Any]] = {}
"""What there is to suggest, by the fingerprint of the documents that it was collected of."""


@pytest.fixture(scope="module", autouse=True)
def suggestions_are_collected_once() -> Iterator[None]:
    """Engines of the same documents find kept what one of them has collected to suggest.

    Collecting takes longer than all else that a test asks, for it is the lexicon and the places above all, and
    hundreds of tests ask a new engine for what it does not find.
    """
    with pytest.MonkeyPatch.context() as patch:
        for engines in (MemoryEngine, WhooshEngine):
            _share(engines, patch)
        yield


def _share(engines: type[Engine], patch: pytest.MonkeyPatch) -> None:
    keep, kept = engines.keep, engines.kept

    def keep_for_all(engine: Engine, kind: str, arrays: Mapping[str, Any]) -> None:
        if kind == "suggestions":
            _kept[engine.fingerprint()] = arrays
        keep(engine, kind, arrays)

    def kept_by_any(engine: Engine, kind: str) -> Kept | None:
        own = kept(engine, kind)
        if own is None and kind == "suggestions" and (arrays := _kept.get(engine.fingerprint())):
            return Kept(arrays, changed=0)
        return own

    patch.setattr(engines, "keep", keep_for_all)
    patch.setattr(engines, "kept", kept_by_any)
