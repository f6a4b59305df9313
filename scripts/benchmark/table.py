"""The figures as tables of Markdown, which is readable on a terminal too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from benchmark.engines import ENGINES
from benchmark.figures import ALL, Figures, targets
from benchmark.queries import KINDS

_INDEXING = {
    "zhengsou": ("zhengsou", "words and units by rjieba in {cores} processes, columns, stored text"),
    "zhengsou_alone": ("zhengsou, one process", "the same in one process"),
    "zhengsou_pure": ("zhengsou without `fast`", "the same by jieba in {cores} processes"),
    "zhengsou_command": ("`zhengsou index`", "the whole command: reading, cleaning and tagging too"),
    "tantivy_py": ("tantivy-py", "the same words by rjieba, stored words; {cores} threads write"),
    "sqlite_fts5": ("SQLite FTS5", "the same words by rjieba, stored words and text"),
    "stock_whoosh": ("stock Whoosh", "ChineseAnalyzer of jieba, stored text"),
}
_MEGABYTE = 1_000_000
_SHARES = ("p50", "p95", "p99")


def report(figures: Figures) -> str:
    """Everything that was measured."""
    parts = [heading(figures), target_table(figures), page_table(figures)]
    parts += [kind_table(figures, kind) for kind in KINDS]
    parts += [indexing_table(figures), *_remarks(figures)]
    return "\n\n".join(filter(None, parts))


def summary(figures: Figures) -> str:
    """What the README shows."""
    parts = [heading(figures), page_table(figures), indexing_table(figures), target_table(figures)]
    return "\n\n".join(filter(None, [*parts, *_remarks(figures)]))


def heading(figures: Figures) -> str:
    """On what it was measured."""
    machine = figures["machine"]
    versions = ", ".join(
        figures["indexing"][engine]["version"] for engine in ENGINES if engine in figures["indexing"]
    )
    return (
        f"{figures['documents']:,} documents, {figures['queries']} queries (seed {figures['seed']}), "
        f"{machine['cores']} cores, {machine['system']}, Python {machine['python']}, {figures['date']}: {versions}."
    )


def target_table(figures: Figures) -> str:
    """The ratios that shall be reached."""
    rows = (
        (
            target.measure,
            f"{'at least' if target.at_least else 'at most'} {target.bound:g} ×",
            f"{target.ratio:.3g} ×",
            "yes" if target.reached else "**no**",
        )
        for target in targets(figures)
    )
    return _table(("ratio", "target", "measured", "reached"), rows)


def page_table(figures: Figures) -> str:
    """A results page of each engine; beside the clock, the time that processors worked for it."""
    names = ("results page", *_SHARES, "processor p50", "processor p95", "private memory")
    return _table(
        names,
        (
            [
                ENGINES[engine],
                *_times(one["pages"][ALL], _SHARES),
                *_times(one["processor"], _SHARES[:2]),
                _megabytes(one["private_bytes"]),
            ]
            for engine, one in _in_order(figures["searching"])
        ),
    )


def kind_table(figures: Figures, kind: str) -> str:
    """A results page of each engine for one kind of query."""
    return _table(
        (kind, *_SHARES),
        (
            [ENGINES[engine], *_times(one["pages"][kind], _SHARES)]
            for engine, one in _in_order(figures["searching"])
            if kind in one["pages"]
        ),
    )


def _in_order(of_engines: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((engine, of_engines[engine]) for engine in ENGINES if engine in of_engines)


def _times(milliseconds: Mapping[str, float], shares: Iterable[str]) -> list[str]:
    return [f"{milliseconds[share]:.2f} ms" for share in shares]


def indexing_table(figures: Figures) -> str:
    """Indexing by each engine, from documents in memory to a committed index."""
    indexing = figures["indexing"]
    stock = indexing.get("stock_whoosh")

    def row(variant: str, title: str, what: str) -> Iterator[str]:
        one = indexing[variant]
        speed = one["documents"] / one["seconds"]
        yield title
        yield f"{speed:,.0f}"
        yield (
            f"{1000 * one['processor_seconds'] / one['documents']:.2f} ms"
            if "processor_seconds" in one
            else ""
        )
        yield f"{speed * stock['seconds'] / stock['documents']:.1f} ×" if stock else ""
        yield f"{one['bytes'] / one['documents']:,.0f}" if "bytes" in one else ""
        yield _megabytes(_taken(one))
        yield what.format(cores=figures["machine"]["cores"])

    names = (
        "indexing",
        "documents/s",
        "processor/document",
        "stock Whoosh",
        "bytes/document",
        "memory",
        "what it does",
    )
    return _table(
        names, (list(row(variant, *told)) for variant, told in _INDEXING.items() if variant in indexing)
    )


def _taken(indexing: Mapping[str, Any]) -> int | None:
    """What indexing took in memory at its peak beyond the documents and dictionaries, which were there before."""
    if not indexing.get("peak_bytes"):
        return None
    return max(0, indexing["peak_bytes"] - indexing["bytes_before"])


def _remarks(figures: Figures) -> Iterator[str]:
    if literals := figures.get("literals"):
        differing = literals["different"] or "none"
        yield (
            f"Literals: {literals['queries']} drawn; documents differ from those of a scan in {differing}. "
            f"p95: scan {literals['scan']['p95']:.2f} ms; by the index the best ten and the exact number "
            f"{literals['index']['p95']:.2f} ms, the ids of all {literals['every']['p95']:.2f} ms, "
            f"a results page {literals['page']['p95']:.2f} ms."
        )
    if cold := figures.get("cold_start"):
        yield (
            f"Cold start: `zhengsou search` {1000 * cold['search']:.0f} ms from start to exit, "
            f"importing numpy, whoosh.index and rjieba {1000 * cold['imports']:.0f} ms."
        )
    if scaled := figures.get("scale"):
        pages = scaled["searching"]["pages"][ALL]
        yield (
            f"{scaled['times']} × the documents: page p50 {pages['p50']:.2f} ms, p95 {pages['p95']:.2f} ms, "
            f"private memory {_megabytes(scaled['searching']['private_bytes'])}."
        )
    for engine, totals in figures["agreement"].items():
        yield (
            f"Documents found, against {ENGINES[engine]}: as many in {totals['equal']} queries of words, "
            f"more in {totals['more']}, fewer in {totals['fewer']}; in all literals "
            f"{totals['literal_documents']:,} against its {totals['their_literal_documents']:,} by phrases of words."
        )


def _megabytes(count: float | None) -> str:
    return f"{count / _MEGABYTE:,.0f} MB" if count else ""


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown, its columns aligned; nothing where there are no rows."""
    lines = [list(row) for row in rows]
    if not lines:
        return ""
    widths = [max(map(len, column)) for column in zip(names, *lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in [list(names), rule, *lines]
    )
