"""Imports point one way: webui -> indexer -> corpus; within the indexer, language and query know no engine."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "corpus": ("indexer", "webui"),
    "indexer": ("webui",),
    "indexer/language": ("indexer.query", "indexer.engine", "indexer.engines"),
    "indexer/query": ("indexer.engine", "indexer.engines"),
}
ONE_DOOR = {
    "jieba": ("indexer/language/chinese.py",),
    "rjieba": ("indexer/language/chinese.py",),
    "opencc": ("indexer/language/opencc_tables.py",),
    "whoosh": ("indexer/engines/whoosh/",),
}


def modules(folder: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path


def imported(source: str, module: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it; relative ones made absolute."""
    package = module.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if (
                name in ("import_module", "__import__")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_point_one_way(folder: str) -> None:
    found = list(modules(folder))
    assert found
    wrong = [
        f"{module} imports {name}"
        for module, path in found
        for name in imported(path.read_text(encoding="utf-8"), module)
        for package in FORBIDDEN[folder]
        if is_within(name, package)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ONE_DOOR)
def test_each_library_has_one_door(library: str) -> None:
    users = {
        module
        for folder in ("corpus", "indexer", "webui")
        for module, path in modules(folder)
        for name in imported(path.read_text(encoding="utf-8"), module)
        if is_within(name, library)
    }
    assert users
    assert [user for user in users if not user.startswith(ONE_DOOR[library])] == []


def test_the_walk_sees_every_kind_of_import() -> None:
    source = """
import a.b
from c import d
def f():
    from .e import g
    from .. import h
    importlib.import_module("i.j")
"""
    assert set(imported(source, "x/y/z.py")) == {"a.b", "c.d", "x.y.e.g", "x.h", "i.j"}
    assert is_within("indexer.engine", "indexer.engine") and not is_within(
        "indexer.engines", "indexer.engine"
    )
