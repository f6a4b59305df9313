"""The ``zhengsou`` command: one module for each group of commands, and what they share."""

from __future__ import annotations

from indexer.cli.program import main

__all__ = ["main"]
