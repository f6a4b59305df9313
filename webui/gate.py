"""The gate: a password for the whole site, as browsers and as programs give it."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path

from flask import Flask, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from corpus.errors import SettingError

OPEN = frozenset(("api.health_answer",))
"""What is answered without a password: whether the service is well."""

_REALM: dict[str, str | None] = {"realm": "zhengsou"}


def passwords(given: str, file: Path | None) -> frozenset[str]:
    """The password that was given and those of a file, one a line; spaces around them do not count.

    Raises SettingError for a file that cannot be read or holds none, which would leave the gate open.
    """
    found = {given.strip()} - {""}
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingError(f"the file of passwords cannot be read: {error}") from None
        in_file = {line.strip() for line in lines} - {""}
        if not in_file:
            raise SettingError(f"{file} holds no password")
        found |= in_file
    return frozenset(found)


def init_gate(app: Flask, allowed: Collection[str]) -> None:
    """Answer nothing but :data:`OPEN` to a request without one of these passwords; where there is none, everything."""
    digests = [_digest(password.encode()) for password in allowed]

    def check() -> None:
        if request.endpoint not in OPEN and not _knows(digests):
            basic = WWWAuthenticate("basic", {**_REALM, "charset": "UTF-8"})
            raise Unauthorized(
                "a password is needed", www_authenticate=(basic, WWWAuthenticate("bearer", _REALM))
            )

    if digests:
        app.before_request(check)


def _knows(digests: Collection[bytes]) -> bool:
    authorization = request.authorization
    if authorization is None:
        return False
    if authorization.type == "basic":
        given = (authorization.password or "").encode()
    elif authorization.type == "bearer":
        # Headers come as Latin-1, whatever was written into them.
        given = (authorization.token or "").encode("latin-1")
    else:
        return False
    # Every password is compared, and digests of one length, so that time tells nothing.
    return sum(compare_digest(_digest(given), digest) for digest in digests) > 0


def _digest(password: bytes) -> bytes:
    return sha256(password).digest()
