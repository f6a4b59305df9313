"""How telling it is that a word stands somewhere more often than elsewhere."""

from __future__ import annotations

from math import log


def log_likelihood(inside: int, size: int, everywhere: int, total: int) -> float:
    """The log-likelihood ratio G² of a word that stands ``inside`` times among ``size`` words.

    In all of the ``total`` words, those among them, it stands ``everywhere`` times. G² is 2 Σ O ln(O/E) over the four
    cells of the table of this word and other words, inside and outside, where O is what was observed and E what is
    expected if the word stood as often inside as outside: the product of the sums of row and column over the total
    (T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19(1),
    1993, pages 61-74). It is 0 where both agree, and does not say which is more. What chance alone hardly gives is
    :data:`indexer.contrasting.keyness.SIGNIFICANT`.
    """
    outside, elsewhere = total - size, everywhere - inside
    cells = (
        (inside, size, everywhere),
        (size - inside, size, total - everywhere),
        (elsewhere, outside, everywhere),
        (outside - elsewhere, outside, total - everywhere),
    )
    return 2 * sum(seen * log(seen * total / (row * column)) for seen, row, column in cells if seen)


def expected(size: int, everywhere: int, total: int) -> float:
    """How often a word would stand among ``size`` words if it stood there as often as anywhere."""
    return size * everywhere / total if total else 0.0
