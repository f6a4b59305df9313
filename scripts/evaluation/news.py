"""The index of all news, which several measures search."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.document import Document
    from indexer.engine import Engine


@dataclass(frozen=True)
class News:
    """The open index, all its documents by their ids, and those with a text, file by file."""

    engine: Engine
    documents: Sequence[Document]
    by_file: Sequence[Sequence[Document]]


@contextmanager
def opened(data: Path, index: Path | None) -> Iterator[News]:
    """The index of the files of ``data/news``.

    It is made at ``index`` unless it is there; without one it is made and thrown away.
    """
    from indexer.build import build
    from indexer.opening import open_engine

    files = sorted((data / "news").glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(f"{data / 'news'} holds no *.jsonl.gz")
    with ExitStack() as stack:
        if index is None:
            index = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "index"
        engine = stack.enter_context(closing(open_engine(index, create=True)))
        if not engine.stats().documents:
            build(engine, files)
        documents = [one for one in engine.documents(sorted(engine.content_hashes())) if one]
        names = [path.name.split(".")[0] for path in files]
        by_file = [[one for one in documents if one.text and one.id.startswith(f"{name}-")] for name in names]
        yield News(engine, documents, by_file)
