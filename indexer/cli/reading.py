"""``zhengsou show``: one document."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from datetime import date

import click

from corpus.vocabulary import places
from indexer.citing import STYLE_NAMES, CitationStyle
from indexer.citing import cite as citation
from indexer.cli.console import complain, count_of_documents, faint, lines, marked, one_line, say
from indexer.cli.options import format_option, index_option, labels_option, text
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.copies import Copies
from indexer.engine import Engine
from indexer.links import Linked
from indexer.opening import open_engine
from indexer.search import DocumentView, document_view
from indexer.similar import similar_to


@click.command(
    "show",
    epilog="""\b
Examples:
  zhengsou show notice-17
  zhengsou show notice-17 --query 自贸区
  zhengsou show notice-17 --format json
  zhengsou show notice-17 --cite gbt7714
  zhengsou show notice-17 --similar

Exit status: 0 shown, 1 no such document, or none like it, 2 error.""",
)
@click.argument("document_id", metavar="ID", type=text)
@click.option("--query", "q", type=text, default="", metavar="QUERY", help="Mark what this query matches.")
@format_option("json", "is the API's form, with the places of all matches.")
@click.option(
    "--cite",
    type=click.Choice(list(STYLE_NAMES)),
    help="Only how the document is cited: GB/T 7714, APA in papers in English or in Chinese, BibTeX or RIS.",
)
@click.option("--similar", is_flag=True, help="Show the documents most like it instead, copies left out.")
@labels_option
@index_option
def show_command(
    index_path: str,
    document_id: str,
    q: str,
    format_name: str,
    cite: CitationStyle | None,
    similar: bool,
    labels: str,
) -> int:
    """Show a whole document, what it cites and what cites it, or which documents are like it."""
    if cite and similar:
        raise click.UsageError("--cite goes with the document itself, --similar shows others")
    if cite and format_name != "text":
        raise click.UsageError("--cite goes with --format text; --cite bibtex and ris are for programs")
    if q and (cite or similar):
        raise click.UsageError(
            f"--query marks matches in the text, which {'--cite' if cite else '--similar'} does not show"
        )
    with closing(open_engine(index_path)) as engine:
        if similar:
            return _show_similar(engine, document_id, format_name)
        view = document_view(engine, document_id, q, labels)
    if view is None:
        complain(f"no document has the id {document_id!r}")
        return NOTHING_FOUND
    if cite:
        say(lines(citation(view.document, cite, date.today())))
    elif format_name == "json":
        say(json.dumps(view.to_json(), ensure_ascii=False))
    else:
        _show_document(view, labels)
    return FOUND


def _show_similar(engine: Engine, document_id: str, format_name: str) -> int:
    document = engine.document(document_id)
    if document is None:
        complain(f"no document has the id {document_id!r}")
        return NOTHING_FOUND
    found = similar_to(engine, document)
    if format_name == "json":
        say(json.dumps({"id": document.id, "similar": [one.to_json() for one in found]}, ensure_ascii=False))
        return FOUND if found else NOTHING_FOUND
    for one in found:
        published = one.published.isoformat() if one.published else ""
        about = (f"{one.likeness:.0%}", published, one_line(one.source), one_line(one.id))
        say(one_line(one.title))
        say(f"    {faint(' · '.join(part for part in about if part))}")
    return FOUND if found else NOTHING_FOUND


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
        say(f"{faint('cited by')}  {count_of_documents(view.cited_by.total)}")
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
