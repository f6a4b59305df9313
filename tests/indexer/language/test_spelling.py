from __future__ import annotations

import pytest

from indexer.language.fold import fold
from indexer.language.spelling import usual


@pytest.mark.parametrize(
    "word",
    [
        "座谈会",
        "规划",
        "具体",
        "等待",
        "清洁",
        "青年",
        "沈阳",
        "产业链",
        "台湾",
        "发展",
        "头发",
        "皇后",
        "以后",
        "什么",
        "policy",
    ],
)
def test_a_folded_word_is_written_as_it_usually_is(word: str) -> None:
    assert usual(fold(word)) == word
