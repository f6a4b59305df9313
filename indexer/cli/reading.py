"""``zhengsou show`` and ``zhengsou explain``: one document, and why a query finds it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing

import click

from corpus.vocabulary import places
from indexer.cli.console import complain, faint, lines, marked, one_line, say, strong
from indexer.cli.options import QueryCommand, index_option, labels_option, text
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.copies import Copies
from indexer.explain import Explanation, Part, explain_query
from indexer.links import Linked
from indexer.opening import open_engine
from indexer.search import DocumentView, document_view


@click.command(
    "show",
    epilog="""\b
Examples:
  zhengsou show notice-17
  zhengsou show notice-17 --query 自贸区
  zhengsou show notice-17 --format json

Exit status: 0 shown, 1 no such document, 2 error.""",
)
@click.argument("document_id", metavar="ID", type=text)
@click.option("--query", "q", type=text, default="", metavar="QUERY", help="Mark what this query matches.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json is the API's form, with the places of all matches.",
)
@labels_option
@index_option
def show_command(index_path: str, document_id: str, q: str, format_name: str, labels: str) -> int:
    """Show a whole document, what it cites and what cites it."""
    with closing(open_engine(index_path)) as engine:
        view = document_view(engine, document_id, q, labels)
    if view is None:
        return _no_document(document_id)
    if format_name == "json":
        say(json.dumps(view.to_json(), ensure_ascii=False))
    else:
        _show_document(view, labels)
    return FOUND


@click.command(
    "explain",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou explain '自贸区 -上海'
  zhengsou explain 'free trade zone' --doc notice-17

Exit status: 0 something is found (with --doc: the document is), 1 nothing is, 2 error.""",
)
@click.argument("query", nargs=-1, required=True, type=text)
@click.option(
    "--doc",
    "document_id",
    type=text,
    metavar="ID",
    help="Say why this document is found, or what of the query it lacks.",
)
@index_option
def explain_command(index_path: str, query: tuple[str, ...], document_id: str | None) -> int:
    """Explain how QUERY is read, and what each of its parts finds."""
    with closing(open_engine(index_path)) as engine:
        explanation = explain_query(engine, " ".join(query), document_id)
    if explanation is None:
        return _no_document(str(document_id))
    _show_explanation(explanation)
    found = explanation.total if document_id is None else explanation.hit
    return FOUND if found else NOTHING_FOUND


def _no_document(document_id: str) -> int:
    complain(f"no document has the id {document_id!r}")
    return NOTHING_FOUND


def _show_document(view: DocumentView, labels: str) -> None:
    document = view.document
    issued_in = places().label(document.issued_in, labels)
    say(marked(one_line(document.title), view.title_matches, bold=True))
    about = {
        "date": document.published.isoformat() if document.published else "",
        "source": document.source,
        "number": document.doc_number,
        "issuer": document.issuer,
        "issued": f"{issued_in} ({document.issued_in})" if document.issued_in else "",
        "district": ", ".join(f"{coded.label} ({coded.code})" for coded in view.districts),
        "industry": ", ".join(f"{coded.label} ({coded.code})" for coded in view.industries),
        "lang": document.lang,
        "url": document.url,
        "id": document.id,
    }
    for name, value in about.items():
        if value:
            say(f"{faint(name.ljust(8))}  {one_line(value)}")
    _show_links(view)
    _show_copies(view.copies)
    say()
    say(marked(lines(document.text), view.text_matches))


def _show_links(view: DocumentView) -> None:
    for cited in view.cites:
        say(f"{faint('cites   ')}  {cited.number}{f' 《{one_line(cited.title)}》' if cited.title else ''}")
        _show_linked(cited.documents)
    if view.cited_by.total:
        say(f"{faint('cited by')}  {_documents(view.cited_by.total)}")
        _show_linked(view.cited_by.documents)
        if view.cited_by.total > len(view.cited_by.documents):
            say(f"{' ' * 10}{faint(f'`zhengsou search {view.cited_by.query}` finds all')}")


def _show_copies(copies: Copies) -> None:
    if not copies.total:
        return
    say(f"{faint('copies  ')}  {copies.total:,}, as `zhengsou diff` shows")
    for copy in copies.documents:
        about = (
            copy.published.isoformat() if copy.published else "",
            one_line(copy.source),
            one_line(copy.id),
        )
        say(f"{' ' * 10}{one_line(copy.title)} ({', '.join(part for part in about if part)})")
    if copies.total > len(copies.documents):
        say(f"{' ' * 10}{faint(f'and {copies.total - len(copies.documents):,} more')}")


def _show_linked(documents: Iterable[Linked]) -> None:
    for linked in documents:
        say(f"{' ' * 10}{one_line(linked.title)} ({one_line(linked.id)})")


def _show_explanation(explanation: Explanation) -> None:
    reading = explanation.reading
    say(f"{faint('read as')}  {one_line(reading.read_as) or 'every document'}")
    for warning in reading.warnings:
        say(f"{faint('note   ')}  {one_line(warning.message)}")
    full = explanation.total - explanation.partial_total
    partly = f", and {explanation.partial_total:,} more a part of it" if explanation.partial_total else ""
    say(f"{faint('finds  ')}  {_documents(full)}{partly}")
    if explanation.document_id is not None:
        say(f"{faint('this   ')}  {one_line(explanation.document_id)} {_verdict(explanation)}")
    say()
    _show_part(explanation.whole, 0)


def _verdict(explanation: Explanation) -> str:
    hit = explanation.hit
    if hit is None:
        return "is not found: see what is missing below"
    by = f" by {', '.join(hit.matched_by)}" if hit.matched_by else ""
    return f"is found{by}, {'in part, ' if hit.partial else ''}with a score of {hit.score:.3f}"


def _show_part(part: Part, depth: int) -> None:
    indent = "  " * depth
    verdict = ""
    if part.here is not None:
        how = ", ".join(part.here.matched_by)
        missing = f": it lacks {', '.join(part.here.missing_words)}" if part.here.missing_words else ""
        verdict = f" · {f'here ({how})' if how else 'here'}" if part.here.matches else f" · NOT here{missing}"
    meaning = f"{part.kind}, {part.meaning}" if part.kind else part.meaning
    say(
        f"{indent}{strong(one_line(part.written) or '*')}  ({meaning}) · {_documents(part.documents)}{verdict}"
    )
    details = {"folded": part.folded, "units": " ".join(part.units), "words": " ".join(part.words)}
    shown = [f"{name} {one_line(value)}" for name, value in details.items() if value]
    if shown:
        say(faint(f"{indent}  {' · '.join(shown)}"))
    for each in part.parts:
        _show_part(each, depth + 1)


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count:,} documents"
