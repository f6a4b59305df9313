"""Speaking to whoever called: UTF-8 everywhere, errors in a line, matches in colour or in brackets."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable

import click

from indexer.query.ast import Span
from indexer.results import QueryReading

_LINE_ENDS = dict.fromkeys((0x0A, 0x0D, 0x09, 0x85, 0x2028, 0x2029), " ")
# A page may hold sequences that would steer a terminal.
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), "\ufffd")


def speak_utf8() -> None:
    """Let standard streams be UTF-8 with bare line feeds, also where the system has another habit."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="replace", newline="\n" if stream.writable() else None
            )


def complain(message: str) -> None:
    """Say what is wrong, in one line on standard error."""
    click.echo(f"zhengsou: {one_line(message)}", err=True)


def note(reading: QueryReading) -> None:
    """Say how a query was understood where that may not be what was meant, a line for each warning."""
    for warning in reading.warnings:
        complain(f"note: {warning.message}")


def say(text: str = "") -> None:
    """Write a line of text to standard output, with its colours where they can be seen."""
    click.echo(text)


def in_colour() -> bool:
    """Whether standard output shows colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def terminal_width() -> int | None:
    """The columns of the terminal that shows standard output; None where none does."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def strong(text: str) -> str:
    """A heading."""
    return click.style(text, bold=True) if in_colour() else text


def faint(text: str) -> str:
    """Something beside the point."""
    return click.style(text, dim=True) if in_colour() else text


def one_line(text: str) -> str:
    """The text with line ends made spaces and control characters made visible; as long as it was."""
    return text.translate(_LINE_ENDS).translate(_CONTROLS)


def lines(text: str) -> str:
    """The text with its lines and tabs, and control characters made visible; as long as it was."""
    return text.translate(_CONTROLS)


def marked(text: str, matches: Iterable[Span], *, bold: bool = False) -> str:
    """The text with its matches in colour, or in 【】 where there are no colours."""
    if not in_colour():
        return _pieced(text, matches, lambda found: f"【{found}】", str)
    return _pieced(
        text,
        matches,
        lambda found: click.style(found, fg="red", bold=True),
        lambda rest: click.style(rest, bold=bold) if rest else "",
    )


def _pieced(
    text: str, matches: Iterable[Span], on_match: Callable[[str], str], on_rest: Callable[[str], str]
) -> str:
    pieces = []
    end = 0
    for first, last in matches:
        pieces += [on_rest(text[end:first]), on_match(text[first:last])]
        end = last
    return "".join([*pieces, on_rest(text[end:])])


def count_of_documents(count: int) -> str:
    """The number of documents in words."""
    return "1 document" if count == 1 else f"{count:,} documents"


def how_found(literal: int, other: int | None, partial: int) -> str:
    """How documents were found, to stand behind their number: literally, ``other`` wise, in part.

    ``other`` is None where there was no text to be found by.
    """
    how = []
    if other is not None:
        how.append(f"{literal:,} literally")
    if other:
        how.append(f"{other:,} by words, synonyms or translation")
    if partial:
        how.append(f"{partial:,} in part")
    return f": {', '.join(how)}" if how else ""
