"""One small run from files to figures, and what becomes of figures."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ElementTree

import pytest

import benchmark.measuring
from benchmark import readme
from benchmark.chart import chart
from benchmark.figures import Figures, Target, agreement, medians, percentiles, targets
from benchmark.memory import family_bytes, private_bytes
from benchmark.queries import LITERAL, Query
from benchmark.running import ChildError, run_job
from benchmark.table import report, summary
from tests.lines import write_lines
from tests.scripts.articles import articles


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("run")
    scratch = folder / "scratch"
    data = write_lines(folder / "data.jsonl", *(one.to_json() for one in articles(30)))
    scratch.mkdir()
    plan = benchmark.measuring.Plan([data], 25, 2, 1, 12, ["zhengsou", "sqlite_fts5"], program="none")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benchmark.measuring, "ROUNDS", 1)
        patch.setattr(benchmark.measuring, "cold_start", lambda *_: {"search": 0.3, "imports": 0.2})
        return benchmark.measuring.Measurement(plan, scratch, lambda text: None).run()


def test_a_run_measures_every_engine_alike(figures: Figures) -> None:
    assert figures["documents"] == 25
    assert set(figures["searching"]) == {"zhengsou", "sqlite_fts5"}
    assert figures["indexing"]["zhengsou"]["documents"] == 25
    assert figures["scale"]["indexing"]["documents"] == 50
    assert figures["literals"]["different"] == 0
    assert figures["agreement"]["sqlite_fts5"]["fewer"] == 0
    assert json.loads(readme.as_json(figures)) == figures


def test_the_report_names_what_was_measured(figures: Figures) -> None:
    told = report(figures)
    assert "25 documents, 12 queries" in told
    assert "| SQLite FTS5" in told
    assert "cold `zhengsou search`" in told
    assert "tantivy" not in told


def test_the_chart_is_an_image_with_a_line_for_each_engine(figures: Figures) -> None:
    root = ElementTree.fromstring(chart(figures))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("zhengsou") == texts.count("SQLite FTS5") == 2
    assert "prefers-color-scheme: dark" in chart(figures)


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentiles(range(1, 201)) == {"p50": 100, "p95": 190, "p99": 198}
    assert percentiles([3.0]) == {"p50": 3.0, "p95": 3.0, "p99": 3.0}


def test_a_query_counts_by_the_median_of_its_rounds() -> None:
    assert medians([[1, 10], [9, 20], [2, 90]]) == [2, 20]


def test_totals_of_words_and_of_literals_are_compared_apart() -> None:
    queries = [Query("rare word", "", ())] * 3 + [Query(LITERAL, "", ())]
    assert agreement(queries, [1, 5, 2, 7], [1, 4, 3, 6]) == {
        "equal": 1,
        "more": 1,
        "fewer": 1,
        "literal_documents": 7,
        "their_literal_documents": 6,
    }


def test_a_target_is_reached_on_its_bound_and_not_beyond() -> None:
    assert Target("", 1.5, 1.5).reached
    assert not Target("", 1.51, 1.5).reached
    assert Target("", 50, 50, at_least=True).reached
    assert not Target("", 49.9, 50, at_least=True).reached


def test_ratios_are_the_right_way_round() -> None:
    def searched(milliseconds: float) -> Figures:
        return {"pages": {"all": dict.fromkeys(("p50", "p95"), milliseconds)}, "private_bytes": 10}

    def indexed(seconds: float, size: int) -> Figures:
        return {"documents": 100, "seconds": seconds, "bytes": size}

    stock = {"stock_whoosh": indexed(60, 200)}
    measured = {
        "searching": {"zhengsou": searched(1), "tantivy_py": searched(2), "stock_whoosh": searched(80)},
        "indexing": {"zhengsou": indexed(2, 100), "zhengsou_pure": indexed(10, 100), **stock},
        "literals": {"scan": {"p95": 30}, "index": {"p95": 3}},
        "scale": {"times": 10, "searching": {"pages": {"all": {"p95": 7}}, "private_bytes": 20}},
        "cold_start": {"search": 3, "imports": 2},
    }
    assert [target.ratio for target in targets(measured)] == [0.5, 0.5, 80, 80, 30, 6, 0.5, 10, 7, 2, 1.5]


def test_the_readme_is_changed_between_its_comments_alone(figures: Figures) -> None:
    text = f"before\n{readme.START}\nwhat was there\n{readme.END}\nafter\n"
    changed = readme.with_summary(text, figures)
    assert changed.startswith(f"before\n{readme.START}\n")
    assert changed.endswith(f"{readme.END}\nafter\n")
    assert summary(figures) in changed
    assert "what was there" not in changed
    with pytest.raises(ValueError, match="lacks the comments"):
        readme.with_summary("nothing", figures)


def test_a_job_that_fails_is_told() -> None:
    with pytest.raises(ChildError, match="unheard"):
        run_job("search", engine="unheard", folder="nowhere", warming=[], queries=[])


def test_memory_that_is_taken_is_seen() -> None:
    before = private_bytes()
    taken = bytearray(b"x" * 50_000_000)
    after = private_bytes()
    if sys.platform == "linux":
        assert before is not None
        assert after is not None
        assert after - before > 40_000_000
    else:
        assert before is after is None
    del taken


def test_memory_of_a_process_that_has_ended_is_none() -> None:
    assert family_bytes(2**22 + 1) is None
