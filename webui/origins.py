"""Where what is known of a document comes from: the record, or words that stand in its title or text or stood by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from webui.display import Shown
from webui.marks import Quote


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value comes from.

    ``given`` says that it came with the record. Else ``confidence`` is the share, in hundredths, of values found in
    this way that are right, and ``said`` the words that say it, which are empty where no single place does. These stand
    in ``field``, title or text, at ``anchor``, or stood on the page and were taken off (``page``).
    """

    given: bool
    confidence: int
    said: str = ""
    field: str = ""
    anchor: str = ""


class Origins:
    """The origins of a document's values, and the quotes of its title and text that they refer to.

    ``evidence`` is that of :class:`~corpus.document.Document`; ``fields`` are its title and text as they are shown.
    """

    def __init__(self, evidence: Mapping[str, Any], fields: Mapping[str, Shown]) -> None:
        self._evidence = evidence
        self._quotes: dict[str, list[Quote]] = {}
        for field, text in fields.items():
            spans = (
                span
                for entry in _entries(evidence)
                if entry.get("field") == field
                for span in text.spans([(entry["start"], entry["end"])])
            )
            self._quotes[field] = _apart(field, sorted(spans))
        self._fields = fields

    def quotes(self, field: str) -> list[Quote]:
        """The words of a field that say something of the document; where some overlap, they are one quote."""
        return self._quotes[field]

    def of(self, field: str, code: str = "") -> Origin | None:
        """Where a field's value comes from, or one code of several; None where that is not known."""
        entry = self._evidence.get(field)
        if code and entry and "confidence" not in entry:
            # Of several codes each has its own.
            entry = entry.get(code)
        if not entry or "confidence" not in entry:
            return None
        return Origin(
            given=bool(entry.get("given")),
            confidence=round(100 * entry["confidence"]),
            said=entry.get("said", ""),
            field=entry.get("field", ""),
            anchor=self._anchor(entry),
        )

    def _anchor(self, entry: Mapping[str, Any]) -> str:
        quotes = self._quotes.get(entry.get("field", ""), [])
        if not quotes:
            return ""
        ((start, _), *_) = self._fields[entry["field"]].spans([(entry["start"], entry["end"])])
        return next((quote.anchor for quote in quotes if quote.start <= start < quote.end), "")


def _entries(evidence: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What speaks for each field, and for each of several codes, where words do."""
    for entry in evidence.values():
        for one in [entry] if "confidence" in entry else entry.values():
            if "start" in one:
                yield one


def _apart(field: str, spans: list[tuple[int, int]]) -> list[Quote]:
    quotes: list[Quote] = []
    for start, end in spans:
        if quotes and start < quotes[-1].end:
            last = quotes.pop()
            quotes.append(Quote(last.start, max(last.end, end), last.anchor))
        else:
            quotes.append(Quote(start, end, f"said-{field}-{len(quotes) + 1}"))
    return quotes
