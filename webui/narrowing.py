"""What stands beside a view of a search to narrow it by: facets, a histogram of dates, and the filters that are on."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import MultiDict

from indexer.finding_values import VOCABULARIES
from indexer.results import Facets
from webui.address import Address
from webui.arguments import LISTS
from webui.facets import chips, facet_list, period_list
from webui.finding import find
from webui.histogram import histogram


def narrowing(facets: Facets, address: Address, given: MultiDict[str, str]) -> dict[str, Any]:
    """What the templates of filters and of chips show, by the names that they have for it."""
    found = find(facets, given)
    return {
        "facets": {
            key: facet_list(key, found[key].values, address, whole=True)
            if key in found
            else facet_list(key, facets[key], address)
            for key in LISTS
        },
        "found": found,
        "sizes": {key: len(facets[key]) for key in VOCABULARIES},
        "years": period_list(facets["year"], facets["month"], address, whole=False),
        "histogram": histogram(facets["month"], address),
        "chips": chips(facets, address),
    }
