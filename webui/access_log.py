"""The access log: one line of JSON for each request."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import WatchedFileHandler

from corpus.errors import SettingError
from webui.watching import Answered, Observer

STANDARD_ERROR = "-"


def line(answered: Answered) -> str:
    """The line of a request, without its end.

    It is ASCII, everything else is escaped: what a client sends cannot begin a line of its own, nor reach a terminal.
    Headers do not stand in it, so neither does a password.
    """
    return json.dumps(
        {
            "time": answered.at.isoformat(timespec="milliseconds"),
            "id": answered.request_id,
            "client": answered.client,
            "method": answered.method,
            "path": answered.path,
            "query": answered.query,
            "status": answered.status,
            "bytes": answered.bytes,
            "ms": round(answered.seconds * 1000, 2),
        }
    )


@contextmanager
def access_log(where: str) -> Iterator[Observer]:
    """Writes lines to a file, or to standard error for ``-``; a file that was moved away is begun anew.

    Raises SettingError for a file that cannot be written.
    """
    try:
        handler = (
            logging.StreamHandler()
            if where == STANDARD_ERROR
            else WatchedFileHandler(where, encoding="ascii")
        )
    except OSError as error:
        raise SettingError(f"the access log cannot be written: {error}") from None
    # A logger of its own, which no setting of logging elsewhere reaches.
    log = logging.Logger("zhengsou.access")
    log.addHandler(handler)
    try:
        yield lambda answered: log.info("%s", line(answered))
    finally:
        handler.close()
