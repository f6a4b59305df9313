from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

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
    words = [
        f"{head}{tail}"
        for head in ("regul", "nation", "govern")
        for tail in ("ation", "ing", "ment", "al", "s")
    ]
    alone = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem, words * 50)) == alone * 50
