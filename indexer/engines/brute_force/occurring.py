"""How often what a query asks for stands in the documents of a result, found by reading each of them."""

from __future__ import annotations

from datetime import date

import numpy as np

from indexer.engine import Occurrences, SearchRequest
from indexer.engines.brute_force.answer import found_documents
from indexer.engines.brute_force.snapshot import Snapshot
from indexer.query.occurrences import sought


def occurrences(snapshot: Snapshot, request: SearchRequest) -> Occurrences:
    """The documents of a result in which its query occurs, and how often."""
    in_title, in_text = sought(request.query, "title"), sought(request.query, "text")
    counts = {
        one.document.id: (len(in_title.places(one.title_units)), len(in_text.places(one.body_units)))
        for one in found_documents(snapshot, request)
    }

    def by_date(document_id: str) -> tuple[date, str]:
        return snapshot.documents[document_id].document.published or date.max, document_id

    ids = sorted((id for id in counts if any(counts[id])), key=by_date)
    columns = np.array([counts[id] for id in ids], np.int32).reshape(-1, 2)
    return Occurrences(ids, columns[:, 0], columns[:, 1])
