"""The code, data and version of an installed package, for digests that change when the program does."""

from __future__ import annotations

from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable


def package_files(package: str, but: tuple[str, ...] = ()) -> list[tuple[str, bytes]]:
    """The path and content of every file of a package, in the order of the paths; ``but`` names what to pass over."""
    return sorted(_files(resources.files(package), "", ("__pycache__", *but)))


def installed_version(package: str) -> str:
    """The version of a package, empty where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _files(folder: Traversable, path: str, but: tuple[str, ...]) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.name in but:
            continue
        if entry.is_dir():
            found += _files(entry, name, but)
        else:
            found.append((name, entry.read_bytes()))
    return found
