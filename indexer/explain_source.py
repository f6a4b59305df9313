"""What becomes of a page: which steps of cleaning changed what, and the document that it ends as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.clean import changes
from corpus.document import Document
from corpus.intake import document_from
from corpus.sources import RawRecord
from corpus.vocabulary import industries, places
from indexer.differences import Difference, differences

_FIELDS = (
    *("title", "source", "published", "doc_number", "issuer", "issued_in", "lang"),
    *("districts", "industries"),
)
"""The fields of a document that are found or given, in the order in which they are told of."""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that changed a text, why it is taken, and what it changed of the text that the one before it left."""

    name: str
    reason: str
    changed: tuple[Difference, ...]

    def to_json(self) -> dict[str, Any]:
        """Name, reason and what was changed."""
        return {
            "step": self.name,
            "reason": self.reason,
            "changed": [each.to_json() for each in self.changed],
        }


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field of a document.

    ``label`` is the value in words. ``evidence`` says why it is there, in the form that the document has it; empty
    where nothing is known of that.
    """

    field: str
    value: str
    label: str
    evidence: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The value with its label and evidence."""
        return {
            "field": self.field,
            "value": self.value,
            "label": self.label,
            "evidence": dict(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class SourceExplanation:
    """A record explained.

    ``file`` and ``line`` are where it was read, and ``characters`` is how many its text had there.
    """

    file: str
    line: int
    characters: int
    steps: tuple[StepTaken, ...]
    found: tuple[Value, ...]
    document: Document

    def to_json(self) -> dict[str, Any]:
        """Everything; ``stored`` is the document as an index holds it."""
        return {
            "file": self.file,
            "line": self.line,
            "steps": [step.to_json() for step in self.steps],
            "found": [value.to_json() for value in self.found],
            "stored": self.document.to_json(),
        }


def explain_record(raw: RawRecord, labels: str) -> SourceExplanation:
    """What becomes of a record; places and industries have labels in a language.

    Raises RecordError where it becomes no document.
    """
    document = document_from(raw)
    made = changes(raw.text)
    steps = [
        StepTaken(change.step.name, change.step.reason, tuple(differences(change.before, change.after)))
        for change in made
    ]
    cleaned = made[-1].after if made else raw.text
    if cleaned != document.text:
        reason = "lines at the top only repeat the title or the date"
        steps.append(StepTaken("title-lines", reason, tuple(differences(cleaned, document.text))))
    values = tuple(value for field in _FIELDS for value in _values(document, field, labels))
    return SourceExplanation(raw.file, raw.line, len(raw.text), tuple(steps), values, document)


def _values(document: Document, field: str, labels: str) -> list[Value]:
    value = getattr(document, field)
    evidence = document.evidence.get(field) or {}
    if isinstance(value, tuple):
        return [Value(field, each, _label(field, each, labels), _of(evidence, each)) for each in value]
    return [Value(field, str(value), _label(field, str(value), labels), evidence)] if value else []


def _of(evidence: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    """The evidence of one of several codes, where each has its own; else that of all of them."""
    own = evidence.get(code)
    return own if isinstance(own, Mapping) else evidence if "confidence" in evidence else {}


def _label(field: str, value: str, labels: str) -> str:
    if field == "industries":
        return industries().label(value, labels)
    return places().label(value, labels) if field in ("districts", "issued_in") else value
