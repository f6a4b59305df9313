"""What a document was made from, as one digest: the record as it was read, and the rules that clean and tag it.

A record whose digest is known needs no cleaning and tagging, for the same rules make the same document of it. Of what
they look at only the day of today is left out: a date that lay ahead when a page was read is found when the page or the
rules change.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import fields
from functools import cache
from typing import Any

from corpus.package_files import installed_version, package_files
from corpus.sources import RawRecord, UnreadPage

_LIBRARIES = (
    *("charset-normalizer", "feedparser", "lxml", "markdown-it-py", "openpyxl", "pypdf", "python-docx"),
    "trafilatura",
)
"""What reading and cleaning leave to others; a newer version may read a page in another way."""
_SIZE = 16
_FIELDS = tuple(field.name for field in fields(RawRecord) if field.name != "place")
_NO_RULES = ("sample", "README.md")
"""Folders and files of the package that say nothing of how a page is read."""


def origin_of(raw: RawRecord | UnreadPage) -> str:
    """The digest of a record or a page, in hexadecimal digits.

    Where a record stands counts only where the id of the document comes of that.
    """
    if isinstance(raw, UnreadPage):
        told: list[Any] = [raw.place.name, raw.module, hashlib.blake2b(raw.data).hexdigest()]
    else:
        told = ["" if raw.id or raw.url else raw.place.name, raw.is_page, *map(raw.__getattribute__, _FIELDS)]
    content = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=_SIZE, key=rules_digest()).hexdigest()


@cache
def rules_digest() -> bytes:
    """A digest of the code and data of this package and of the versions of what it stands on."""
    rules = hashlib.blake2b(digest_size=_SIZE)
    for name, content in package_files("corpus", _NO_RULES):
        rules.update(f"{name}\0{len(content)}\0".encode() + content)
    rules.update(repr([platform.python_version(), *map(installed_version, _LIBRARIES)]).encode())
    return rules.digest()
