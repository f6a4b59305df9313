"""Every setting of ``zhengsou-web``, declared once as name, default, kind and meaning.

A flag, a variable of the environment and a key of a TOML file are made of each declaration; ``webui/options.py``
reads them. Limits of searching itself are those of ``indexer/settings.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import click

from webui.kinds import origin, prefix, rate

VARIABLES = "ZHENGSOU_WEB_"
"""What the names of the variables begin with."""
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of a setting beside its name and default.

    ``kind`` is a type of click's, or a function from what was written that raises BadParameter. ``secret`` is one that
    has no flag, since whoever lists the processes of a machine reads their flags.
    """

    kind: Any
    help: str
    metavar: str | None = None
    variable: str | None = None
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as flags, the environment and files know it. One whose default is a tuple may be repeated."""

    name: str
    default: Any
    declared: Declared

    @property
    def key(self) -> str:
        """Its name in a file: that of the flag without hyphens in front."""
        return self.name.replace("_", "-")

    @property
    def variable(self) -> str:
        """The variable of the environment that gives it."""
        return self.declared.variable or VARIABLES + self.name.upper()

    def value(self, written: Any) -> Any:
        """One value of it. Raises click's BadParameter for a bad one."""
        return click.types.convert_type(self.declared.kind).convert(written, None, None)

    @property
    def repeatable(self) -> bool:
        """Whether it holds several values."""
        return isinstance(self.default, tuple)


def setting(default: Any, kind: Any, help: str, **more: Any) -> Any:
    """The field of a setting."""
    return field(
        default=default,
        repr=not more.get("secret"),
        metadata={"declared": Declared(kind, re.sub(r"\s+", " ", help), **more)},
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """How an index is served. The declarations below are what ``zhengsou-web --help`` shows."""

    index: str = setting(
        "index", click.STRING, "The index to serve.", metavar="DIR", variable="ZHENGSOU_INDEX"
    )
    lexicon: tuple[Path, ...] = setting(
        (),
        FILE,
        "Further groups of equal terms: one group a line, with a tab between its terms; repeatable.",
        metavar="FILE",
    )
    host: str = setting("127.0.0.1", click.STRING, "The address to listen on.", metavar="ADDRESS")
    port: int = setting(
        8000, click.IntRange(0, 65535), "The port to listen on; 0 takes a free one.", metavar="PORT"
    )
    threads: int = setting(
        4, click.IntRange(1, 256), "Requests that one process answers at once.", metavar="N"
    )
    processes: int = setting(
        0,
        click.IntRange(0, 64),
        """Processes that answer, which share what is kept of the index in memory; each counts for --rate-limit by
        itself. 0 is one for each processor, but no more than four; on Windows and macOS there is one.""",
        metavar="N",
    )
    prefix: str = setting(
        "", prefix, "The path below which the pages stand, such as /policy.", metavar="PATH"
    )
    proxies: int = setting(
        0,
        click.IntRange(0, 8),
        """How many proxies stand in front: so many values of X-Forwarded-For, -Proto, -Host and -Prefix are believed,
        from the right.""",
        metavar="N",
    )
    rate_limit: str = setting(
        "",
        rate,
        "Requests that one client may make, such as '300 per minute'; more are answered with 429.",
        metavar="RATE",
    )
    body_limit: int = setting(
        1 << 16,
        click.IntRange(min=0),
        "Bytes of a request's body; a longer one is answered with 413. Nobody needs to send any.",
        metavar="BYTES",
    )
    time_limit: float = setting(
        30.0,
        click.FloatRange(min=0, max=3600),
        """Seconds from the arrival of a request to the beginning of its answer; a later one is answered with 503. What
        it began goes on to its end unseen, for Python cannot stop a thread. 0 is no limit.""",
        metavar="SECONDS",
    )
    password: str = setting(
        "",
        click.STRING,
        """A password for everything but /healthz: with any name for browsers, as Bearer token for programs. It has no
        flag, which others could see.""",
        secret=True,
    )
    password_file: Path | None = setting(  # noqa: RUF009 -- it makes a field
        None, FILE, "A file of such passwords; each of its lines is one.", metavar="FILE"
    )
    cors_origin: tuple[str, ...] = setting(
        (),
        origin,
        "A site whose scripts may read the JSON interface, such as https://lab.example, or * for all; repeatable.",
        metavar="ORIGIN",
    )
    access_log: str = setting(
        "",
        click.STRING,
        "Where a line of JSON is written for each request: a file, which may be rotated, or - for standard error.",
        metavar="FILE",
    )


SETTINGS = tuple(Setting(one.name, one.default, one.metadata["declared"]) for one in fields(Settings))
"""All of them, in the order in which they are shown."""
