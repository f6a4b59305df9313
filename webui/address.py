"""The address of a search, and those of its neighbours: a filter more or less, another order, the next page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlencode

from flask import request, url_for

from webui.arguments import LISTS, SHOWING
from webui.i18n import interface_language

Pair = tuple[str, str]

_OF_THE_PAGE = ("page", "open", *SHOWING)
"""Parameters that say how a result is looked at, not what is searched for."""
_IN_PATH = "!$&'()*+,/:;=@"
"""What stands in a path as it is (RFC 3986, section 3.3), beside letters, digits and ``-._~``."""


@dataclass(frozen=True, slots=True)
class Address:
    """The parameters of a search as names and values, in the order in which they stand in the address.

    Every change gives a new address, which starts on the first page again. ``endpoint`` is the view of the search that
    the address belongs to.
    """

    pairs: tuple[Pair, ...] = ()
    endpoint: str = "pages.search_page"

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def get(self, name: str) -> str:
        """The value of a parameter, empty where it is not given."""
        return next(iter(self.values(name)), "")

    def with_values(self, name: str, values: Iterable[str]) -> Address:
        """The same search with these values of a parameter, in place of those it had."""
        kept = (pair for pair in self.pairs if pair[0] not in (name, "page"))
        return Address((*kept, *((name, value) for value in values if value)), self.endpoint)

    def replacing(self, name: str, value: str) -> Address:
        """The same search with one value of a parameter; an empty one takes the parameter away."""
        return self.with_values(name, (value,))

    def without(self, *names: str) -> Address:
        """The same search without these parameters."""
        dropped = (*names, "page")
        return Address(tuple(pair for pair in self.pairs if pair[0] not in dropped), self.endpoint)

    def at_page(self, page: int) -> Address:
        """Another page of the same search."""
        first = self.without("page")
        return first if page == 1 else Address((*first.pairs, ("page", str(page))), self.endpoint)

    def varying(self, *names: str) -> Callable[[Iterable[Pair]], str]:
        """Gives the path and query of this search with pairs of these names in place of its own, from its first page.

        For the many links of one page: what they share is written once.
        """
        path, shared = self.path, [*map(_encoded, self.without(*names).pairs)]

        def url(pairs: Iterable[Pair]) -> str:
            query = "&".join([*shared, *map(_encoded, pairs)])
            return f"{path}?{query}" if query else path

        return url

    @property
    def is_search(self) -> bool:
        """Whether anything is asked for, and not only how it is to be shown."""
        return any(name not in SHOWING for name, _ in self.pairs)

    @property
    def path(self) -> str:
        """The path of this view, for forms."""
        return _path(self.endpoint)

    @property
    def url(self) -> str:
        """The path and query of this view of the search."""
        return self.path + self._query()

    def view(self, endpoint: str) -> Address:
        """Another view of this search."""
        return Address(self.without(*_OF_THE_PAGE).pairs, endpoint)

    def view_url(self, endpoint: str) -> str:
        """The path and query of another view of this search."""
        return self.view(endpoint).url

    @property
    def unfiltered(self) -> Address:
        """The same search without its filters."""
        return self.without(*LISTS, "from", "to")

    def exchanging(self, name: str, value: str, other: str) -> Address:
        """The same search with another value in place of one."""
        return self.with_values(name, (other if each == value else each for each in self.values(name)))

    def file_url(self, endpoint: str, **more: str) -> str:
        """The path and query of this search as a file or for programs, labels in the language of the page."""
        return self.program_url(endpoint, **more, labels=interface_language())

    def program_url(self, endpoint: str, **more: str) -> str:
        """The same where nothing has a label."""
        return Address((*self.pairs, *more.items())).view_url(endpoint)

    @property
    def feed_url(self) -> str:
        """The path and query of the feed of this search's newest documents."""
        return self.without("sort").file_url("feeds.feed_answer")

    def document_url(self, document_id: str) -> str:
        """The path and query of a document's page, from which this search can be come back to."""
        path = _path("documents.document_page", document_id="")
        return path + quote(document_id, safe=_IN_PATH) + self._query()

    def match_url(self, document_id: str, number: int) -> str:
        """The path and query of a document's page at one of its matches, counted from 1."""
        at = Address((*self.pairs, ("at", str(number))))
        return f"{at.document_url(document_id)}#match-{number}"

    def diff_url(self, left_id: str, right_id: str) -> str:
        """The path and query of the page that lays two documents side by side."""
        two = Address((("a", left_id), ("b", right_id), *self.without("page").pairs))
        return _path("diff.diff_page") + two._query()

    def _query(self) -> str:
        return f"?{'&'.join(map(_encoded, self.pairs))}" if self.pairs else ""


@lru_cache(maxsize=1 << 12)
def _encoded(pair: Pair) -> str:
    """A page repeats the same few pairs in hundreds of links."""
    return urlencode((pair,))


def _path(endpoint: str, document_id: str | None = None) -> str:
    """The path of a page; that of a document is made for one."""
    return _path_below(request.root_path, endpoint, document_id)


@lru_cache
def _path_below(root: str, endpoint: str, document_id: str | None) -> str:
    """Building a path takes many times as long as the rest of a link; ``root`` is what a proxy puts before it."""
    return url_for(endpoint, document_id=document_id)
