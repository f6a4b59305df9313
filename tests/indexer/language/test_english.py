from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from string import ascii_lowercase

import pytest

from indexer.language.english import stem


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("zones", "zone"),
        ("policies", "polici"),
        ("policy", "polici"),
        ("governance", "govern"),
        ("govern", "govern"),
        ("5g", "5g"),
        ("2020", "2020"),
        ("naïves", "naïves"),
        ("区", "区"),
        ("", ""),
    ],
)
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_many_threads_get_the_same_stems() -> None:
    heads, tails = (
        ("regul", "nation", "govern", "industr", "econom"),
        ("ation", "ing", "ments", "ally", "ies", "s"),
    )
    words = [f"{head}{middle}{tail}" for head in heads for middle in ascii_lowercase for tail in tails]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(stem, words)) == alone
    finally:
        sys.setswitchinterval(interval)
