"""The views of one search, which the tabs above it lead to: the same query and filters, looked at otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a search: the endpoint of its page, and what its tab says."""

    endpoint: str
    label: LazyString


VIEWS = (
    View("pages.search_page", _("Results")),
    View("concordance.concordance_page", _("Concordance")),
    View("trends.trends_page", _("Trends")),
    View("compare.compare_page", _("Compare")),
)
"""The tabs, in their order."""
