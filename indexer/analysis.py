"""From documents to the tokens that an engine writes, and the stamp that says how they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from types import MappingProxyType

import numpy as np

from corpus.document import Document
from corpus.vocabulary import industries, places
from indexer.batch import SIGNATURE, AnalyzedBatch, TokenRows
from indexer.language.fold import fold_digest
from indexer.language.words import words
from indexer.unit_rows import unit_rows

ANALYZER = "2"
"""Changes with every change in what a text's words, units and citations are that the versions below do not show."""

ANALYZER_STAMP: Mapping[str, str] = MappingProxyType(
    {
        "analyzer": ANALYZER,
        "dictionary": version("jieba"),
        "conversion": version("opencc-python-reimplemented"),
        "stemmer": version("snowballstemmer"),
        "fold": fold_digest(),
        "signatures": version("datasketch"),
    }
)
"""What tokens depend on. An index holds the stamp it was built with, and tokens of another do not match its own.

The same whichever of jieba and its port to Rust cuts, because both cut alike.
"""


def analyze(documents: Iterable[Document]) -> AnalyzedBatch:
    """The documents with the words and units of their titles and texts, all ancestors of their codes, and citations.

    Not with signatures, which :func:`indexer.signatures.signed` gives to documents that are to be written.
    """
    # Every search imports this module, and only who indexes shall wait for the patterns of citations.
    from corpus.metadata.citations import cited_numbers

    held = tuple(documents)
    return AnalyzedBatch(
        documents=held,
        title_words=TokenRows.of(words(document.title) for document in held),
        body_words=TokenRows.of(words(document.text) for document in held),
        title_units=unit_rows([document.title for document in held]),
        body_units=unit_rows([document.text for document in held]),
        districts=TokenRows.of(sorted(places().with_ancestors(document.districts)) for document in held),
        issued=TokenRows.of(
            sorted(places().with_ancestors(filter(None, (document.issued_in,)))) for document in held
        ),
        industries=TokenRows.of(
            sorted(industries().with_ancestors(document.industries)) for document in held
        ),
        cites=TokenRows.of(
            cited_numbers(document.title, document.text, document.doc_number) for document in held
        ),
        signatures=np.zeros(len(held), SIGNATURE),
    )
