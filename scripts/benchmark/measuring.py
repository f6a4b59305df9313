"""The run: one corpus and one set of queries, every engine indexed and searched in turn."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmark.commands import cold_start, whole_command
from benchmark.documents import read_documents, save
from benchmark.figures import Figures, agreement, by_kind, medians, percentiles
from benchmark.queries import LITERAL, Query, Vocabulary
from benchmark.running import run_job, without_rjieba
from benchmark.scanning import WAYS

ROUNDS = 3
OURS = "zhengsou"


@dataclass(frozen=True, slots=True)
class Plan:
    """What shall be measured: ``engines``, zhengsou among them, by the names of their modules.

    ``limit`` None takes all documents; ``scale`` 1 leaves growth out; ``program`` is the path of ``zhengsou``.
    """

    paths: Sequence[Path]
    limit: int | None
    scale: int
    seed: int
    queries: int
    engines: Sequence[str]
    program: str


class Measurement:
    """One run in a scratch folder, step by step; ``say`` hears what comes next."""

    def __init__(self, plan: Plan, scratch: Path, say: Callable[[str], None]) -> None:
        self._plan = plan
        self._scratch = scratch
        self._say = say
        self._documents = scratch / "documents.jsonl"
        self._workers = os.cpu_count() or 1
        self._count = 0
        self._sets: dict[str, list[Query]] = {}

    def run(self) -> Figures:
        """Measure everything; what it gives is the content of the JSON file."""
        self._prepare()
        figures: Figures = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": {
                "cores": self._workers,
                "system": f"{platform.system()} {platform.machine()}",
                "python": platform.python_version(),
            },
            "documents": self._count,
            "queries": self._plan.queries,
            "seed": self._plan.seed,
            "indexing": self._index_all(),
        }
        figures.update(self._search_all())
        self._say("comparing literals with a scan")
        figures["literals"] = self._scan()
        self._say("starting the command line")
        query = self._sets["queries"][0].text
        figures["cold_start"] = cold_start(self._plan.program, self._scratch / OURS, query)
        return figures

    def profile(self) -> str:
        """Where the pages of this engine spend their time."""
        return str(self._job("profile", OURS, OURS, **self._drawn("queries", "warming"))["text"])

    def _prepare(self) -> None:
        self._say("reading and cleaning the documents")
        documents = read_documents(self._plan.paths, self._plan.limit)
        self._count = len(documents)
        save(documents, self._documents)
        self._say(f"drawing queries from {self._count:,} documents")
        vocabulary = Vocabulary(documents)
        count, seed = self._plan.queries, self._plan.seed
        queries = vocabulary.draw(count, seed)
        literals = vocabulary.draw(count, seed, kinds=[LITERAL])
        self._sets = {
            "queries": queries,
            "warming": vocabulary.draw(count, seed + 1, without=queries),
            "literals": literals,
            "other literals": vocabulary.draw(count, seed + 1, without=literals, kinds=[LITERAL]),
        }

    def _index_all(self) -> dict[str, Any]:
        found = {engine: self._index(engine, engine) for engine in self._plan.engines}
        found["zhengsou_alone"] = self._index(OURS, "zhengsou_alone", workers=1)
        found["zhengsou_pure"] = self._index(OURS, "zhengsou_pure", hidden=without_rjieba(self._scratch))
        if self._plan.limit is None:
            # The command takes whole files.
            self._say("running zhengsou index")
            seconds = whole_command(self._plan.program, self._plan.paths, self._scratch / "command")
            found["zhengsou_command"] = {"documents": self._count, "seconds": seconds}
        return found

    def _index(self, engine: str, folder: str, **values: Any) -> dict[str, Any]:
        self._say(f"indexing: {folder}")
        given = {"workers": self._workers, "times": 1, **values}
        return self._job("index", engine, folder, documents=self._documents, **given)

    def _search_all(self) -> Figures:
        """Every engine searched once in each round, in turn, so that a busy machine is busy for all of them."""
        folders = {engine: engine for engine in self._plan.engines}
        found: Figures = {}
        scaled = f"{OURS}_scaled"
        if self._plan.scale > 1:
            found["scale"] = {
                "times": self._plan.scale,
                "indexing": self._index(OURS, scaled, times=self._plan.scale),
            }
            folders[scaled] = OURS
        rounds: dict[str, list[dict[str, Any]]] = {folder: [] for folder in folders}
        for number in range(ROUNDS):
            for folder, engine in folders.items():
                self._say(f"searching, round {number + 1} of {ROUNDS}: {folder}")
                rounds[folder].append(
                    self._job("search", engine, folder, **self._drawn("queries", "warming"))
                )
        queries = self._sets["queries"]
        searching = {folder: _over_rounds(queries, done) for folder, done in rounds.items()}
        if scaled in folders:
            found["scale"]["searching"] = searching.pop(scaled)
        ours = rounds[OURS][0]["totals"]
        agreeing = {
            engine: agreement(queries, ours, rounds[engine][0]["totals"])
            for engine in self._plan.engines
            if engine != OURS
        }
        return {**found, "searching": searching, "agreement": agreeing}

    def _scan(self) -> dict[str, Any]:
        given = self._drawn("literals", "other literals")
        done = [self._job("scan", OURS, OURS, documents=self._documents, **given) for _ in range(ROUNDS)]
        figures: dict[str, Any] = {
            way: percentiles(medians([one["milliseconds"][way] for one in done])) for way in WAYS
        }
        return {**figures, "queries": len(self._sets["literals"]), "different": done[0]["different"]}

    def _job(self, job: str, engine: str, folder: str, **values: Any) -> dict[str, Any]:
        return run_job(job, engine=engine, folder=self._scratch / folder, **values)

    def _drawn(self, queries: str, warming: str) -> dict[str, Any]:
        return {
            "queries": list(map(astuple, self._sets[queries])),
            "warming": list(map(astuple, self._sets[warming])),
        }


def _over_rounds(queries: Sequence[Query], rounds: Sequence[Figures]) -> Figures:
    """What searching with one engine took, each query by the median of its rounds."""
    held = [one["private_bytes"] for one in rounds if one["private_bytes"]]
    return {
        "pages": by_kind(queries, medians([one["milliseconds"] for one in rounds])),
        "processor": percentiles(medians([one["processor"] for one in rounds])),
        "private_bytes": median(held) if held else None,
    }
