from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language import chinese
from indexer.language.chinese import cut, python_cutter, rust_cutter
from indexer.language.conversion import convert
from indexer.language.units import HAN
from tests.indexer.language.texts import SENTENCES, han_runs

RUN = re.compile(f"[{HAN}]+")
KNOWN = re.compile("[\u4e00-\u9fd5]+")
"""Runs of the characters that jieba's model knows of."""


def sentence_runs() -> list[str]:
    return [run for sentence in SENTENCES for run in RUN.findall(convert(sentence, "t2s"))]


@pytest.fixture
def unloaded() -> Iterator[None]:
    """The module as in a fresh process."""
    caches = (chinese._cutter, chinese._loaded_cutter, python_cutter, rust_cutter)
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


@settings(deadline=None, max_examples=400)
@given(han_runs())
def test_both_cutters_give_the_same_words(run: str) -> None:
    for known in KNOWN.findall(convert(run, "t2s")):
        assert rust_cutter()(known) == python_cutter()(known)


def test_both_cutters_agree_on_sentences() -> None:
    for run in sentence_runs():
        for known in KNOWN.findall(run):
            assert rust_cutter()(known) == python_cutter()(known)


@settings(deadline=None, max_examples=200)
@given(st.lists(han_runs(), max_size=4))
def test_runs_together_are_cut_like_each_alone_and_lose_nothing(runs: list[str]) -> None:
    together = cut(runs)
    assert [spaced.replace(" ", "") for spaced in together] == runs
    assert [spaced.split() for spaced in together] == [cut([run])[0].split() for run in runs]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("上海自由贸易试验区", "上海 自由贸易 试验区"),
        ("中国人民银行", "中国人民银行"),
        ("乾隆皇帝", "乾隆皇帝"),
        ("𠮷𠮷㐂中国", "𠮷 𠮷 㐂 中国"),
        ("二〇二〇年", "二 〇 二 〇 年"),
    ],
)
def test_words_of_runs(run: str, words: str) -> None:
    assert cut([run])[0].split() == words.split()


def test_a_run_without_end_is_cut_in_pieces() -> None:
    run = "中" * 200_000
    words = cut(["人民", run, "人民"])[1].split()
    assert "".join(words) == run
    assert words[: len(words) // 200] == words[len(words) // 200 : len(words) // 100]


def test_python_cuts_where_the_port_to_rust_is_not_installed(
    unloaded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cut(["上海自贸区临港新片区"])
    chinese._cutter.cache_clear()
    chinese._loaded_cutter.cache_clear()
    rust_cutter.cache_clear()
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert cut(["上海自贸区临港新片区"]) == before
    assert chinese._loaded_cutter() is python_cutter()


def test_loading_jieba_says_nothing_and_leaves_no_file(
    unloaded: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert python_cutter()("自由贸易试验区") == ["自由贸易", "试验区"]
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_threads_that_come_first_at_once_load_one_cutter(unloaded: None) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: cut(["人工智能产业高质量发展"])[0], range(16)))) == 1
    assert chinese._loaded_cutter.cache_info().misses == 1
