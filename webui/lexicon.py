"""The files of further equal terms that every search of an application uses."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app

_KEY = "LEXICON"


def init_lexicon(app: Flask, files: tuple[Path, ...]) -> None:
    """Let all searches of an application use the groups of some files too."""
    app.config[_KEY] = files


def current_lexicon() -> tuple[Path, ...]:
    """The files that the app uses which answers the request at hand."""
    files: tuple[Path, ...] = current_app.config[_KEY]
    return files
