"""Every error that zhengsou raises on purpose.

    ZhengsouError
    ├── CorpusError                 about what was to be read
    │   ├── SourceError             a file or folder that cannot be read at all
    │   ├── RecordError             one record of a source that cannot become a document
    │   └── VocabularyError         a file of places, industries or equal terms that contradicts itself
    ├── RequestError                a parameter of a search that has a bad value; names the parameter
    │   └── QueryLimitError         a query beyond a limit: too long, too deep, too many terms
    ├── SettingError                a setting of a program that cannot be used
    └── EngineError                 about the index
        ├── IndexMissingError       no index where one was expected
        ├── IndexLockedError        another writer holds the index
        ├── IndexIncompatibleError  built by another format, analyzer or dictionary version
        ├── IndexUntrustedError     owned by another user
        └── IndexDamagedError       files missing, cut short or changed

Each message says what happened and, where there is something to do, what to do. The command line prints it and
exits with 2; the web pages show it with the status that fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\d[\d,]*")

LimitCode: TypeAlias = Literal["query-length", "query-depth", "query-terms", "wildcard-words"]
"""The limits of a query: its code points, how deep it nests, its terms, the words that a wildcard stands for."""


class ZhengsouError(Exception):
    """The root of the tree: catching it catches every error this project raises on purpose."""


class CorpusError(ZhengsouError):
    """Something about the input."""


class SourceError(CorpusError):
    """A file or folder that cannot be read at all: missing, of an unknown format, in no known encoding."""


@dataclass(unsafe_hash=True)
class RecordError(CorpusError):
    """One record that cannot become a document.

    ``file`` is the path as the user gave it, joined with what lies below it; ``line`` is the record's first
    line, counted from 1, or 0 where the whole file is the record; ``reason`` is one sentence without a full stop.
    Not frozen: Python itself writes to an exception that passes through a ``with`` block or between processes.
    """

    file: str
    line: int
    reason: str

    def __post_init__(self) -> None:
        super().__init__(self.file, self.line, self.reason)

    @property
    def kind(self) -> str:
        """The reason without what is particular to the record, by which failures are counted."""
        return _PARTICULAR.sub("…", re.split(r"[:;] | \(", self.reason)[0])

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class VocabularyError(CorpusError):
    """A vocabulary file that contradicts itself: a code or term twice, an unknown parent, a missing label."""


class RequestError(ZhengsouError):
    """A parameter of a search that has a bad value.

    ``parameter`` is the name the user knows it by (``from``, ``sort``, ``district`` …).
    """

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


class QueryLimitError(RequestError):
    """A query beyond one of the limits in ``indexer.settings``.

    ``code`` names the limit and ``limit`` is its value, so that a page can word it in its own language; the message is
    English.
    """

    def __init__(self, code: LimitCode, limit: int, message: str) -> None:
        super().__init__("q", message)
        self.code = code
        self.limit = limit


class SettingError(ZhengsouError):
    """A setting of a program that cannot be used, such as a file that cannot be read."""


class EngineError(ZhengsouError):
    """Something about the index."""


class IndexMissingError(EngineError):
    """No index stands where one was expected."""


class IndexLockedError(EngineError):
    """Another writer holds the index; the message says which process, where and since when."""


class IndexIncompatibleError(EngineError):
    """The index was built by another format, analyzer or dictionary version: build it anew."""


class IndexUntrustedError(EngineError):
    """The index folder belongs to another user, and opening it would run what that user put there."""


class IndexDamagedError(EngineError):
    """Files of the index are missing, cut short or changed."""
