"""Shares of documents as they are told: in ten thousand."""

from __future__ import annotations


def per_10_000(some: float, of: float) -> float | None:
    """How many of ten thousand ``some`` of so many are; None where there are none to have a share of."""
    return 10_000 * some / of if of else None
