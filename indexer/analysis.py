"""From a document to the tokens that an engine writes, and the stamp that says how they were made."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from types import MappingProxyType

from corpus.document import Document
from corpus.vocabulary import industries, places
from indexer.engine import AnalyzedDocument
from indexer.language.fold import fold_digest
from indexer.language.units import unit_texts
from indexer.language.words import words

ANALYZER = "1"
"""Changes with every change in what a text's words and units are that the versions below do not show."""

ANALYZER_STAMP: Mapping[str, str] = MappingProxyType(
    {
        "analyzer": ANALYZER,
        "dictionary": version("jieba"),
        "conversion": version("opencc-python-reimplemented"),
        "stemmer": version("snowballstemmer"),
        "fold": fold_digest(),
    }
)
"""What tokens depend on. An index holds the stamp it was built with, and tokens of another do not match its own.

The same whichever of jieba and its port to Rust cuts, because both cut alike.
"""


def analyze(document: Document) -> AnalyzedDocument:
    """The document with the words and units of its title and text, and its codes with all their ancestors."""
    return AnalyzedDocument(
        document=document,
        title_words=words(document.title),
        body_words=words(document.text),
        title_units=unit_texts(document.title),
        body_units=unit_texts(document.text),
        districts=places().with_ancestors(document.districts),
        industries=industries().with_ancestors(document.industries),
    )
