"""Tantivy, a search library in Rust, through tantivy-py; it is given the words that this project's engine uses.

Its generator of snippets reads a stored field with that field's tokenizer, so the words joined by spaces are what
is stored and shown. The original text is not stored beside them: reading it with each hit would only cost time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed
from pathlib import Path

import tantivy

from benchmark.documents import facet_values
from benchmark.page import HITS, Page, PageMaker
from benchmark.queries import LITERAL, Query
from corpus.document import Document
from indexer.language.words import words

_HEAP_BYTES = 256_000_000
"""What its writer may take in memory, shared among its threads, before it writes a segment."""
_FIELDS = ("title_words", "body_words")
_COUNTS = {
    facet: {"terms": {"field": facet, "size": size}}
    for facet, size in (("district", 5_000), ("industry", 1_000), ("year", 200), ("source", 5_000))
}
"""Every value of each facet: an aggregation that is cut off may count wrongly."""


def version() -> str:
    """Name and version."""
    return f"tantivy-py {installed('tantivy')}"


def warm() -> None:
    """Load the dictionary of words."""
    words("政")


def write(documents: Iterable[Document], folder: Path, workers: int) -> None:
    """Index documents into a folder and commit them; its own threads write while this one cuts words."""
    folder.mkdir(parents=True)
    writer = tantivy.Index(_schema(), path=str(folder)).writer(_HEAP_BYTES, workers)
    for document in documents:
        writer.add_document(_document(document))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="raw", index_option="basic")
    for name in _FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace")
    for name in ("district", "industry", "source"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("year", fast=True, indexed=True)
    return builder.build()


def _document(document: Document) -> tantivy.Document:
    made = tantivy.Document(
        id=document.id,
        title=document.title,
        title_words=" ".join(words(document.title)),
        body_words=" ".join(words(document.text)),
    )
    districts, industries, year, source = facet_values(document)
    for code in districts:
        made.add_text("district", code)
    for code in industries:
        made.add_text("industry", code)
    if year:
        made.add_unsigned("year", year)
    if source:
        made.add_text("source", source)
    return made


@contextmanager
def pages(folder: Path) -> Iterator[PageMaker]:
    """Pages by a search for the best, an aggregation for the counts and a snippet of each hit's body."""
    index = tantivy.Index.open(str(folder))
    schema, searcher = index.schema, index.searcher()

    def page(query: Query) -> Page:
        parsed = _parsed(schema, query)
        found = searcher.search(parsed, HITS)
        counts = searcher.aggregate(parsed, _COUNTS)
        snippets = tantivy.SnippetGenerator.create(searcher, parsed, schema, "body_words")
        hits = []
        for _, address in found.hits:
            document = searcher.doc(address)
            hits.append((document.get_first("title"), snippets.snippet_from_doc(document).to_html()))
        return Page(found.count, hits, counts)

    yield page


def _parsed(schema: tantivy.Schema, query: Query) -> tantivy.Query:
    """All words, each in the title or in the body; the words of a literal in a row, in one of the two."""
    if query.kind == LITERAL and len(query.words) > 1:
        return _any(tantivy.Query.phrase_query(schema, field, list(query.words)) for field in _FIELDS)
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, _any(tantivy.Query.term_query(schema, field, word) for field in _FIELDS))
            for word in query.words
        ]
    )


def _any(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
