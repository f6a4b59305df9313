"""What readers need that hand a file to a library: its failures as errors of ours, and titles that can be believed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.errors import RecordError
from corpus.sources.record import Place


@contextmanager
def parsing(place: Place, what: str) -> Iterator[None]:
    """Make a RecordError of whatever a library raises inside: it promises nothing for a file that is damaged."""
    try:
        yield
    except RecordError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            # Of the disk, not of the file.
            raise
        raise place.error(f"the {what} is damaged ({type(error).__name__}: {str(error)[:200]})") from error


def title_in(text: str, stated: str | None) -> str:
    """The title that a file states, if its text has it too: many state that of the file that they were made from."""
    title = " ".join((stated or "").split())
    return title if len(title) > 1 and "".join(title.split()) in "".join(text.split()) else ""
