"""``cleaning``: what each step does to the news."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import cleaning
from evaluation.floors import read_floors
from tests.lines import write_lines

TEXTS = (
    "园区今天启用，企业已经入驻。",
    "時(shí)刻已到，自貿(mào)區(qū)掛牌。",
    "来源：某报\n\u3000\u3000园区今天启用。\u200b",
    "编号\t名称\n1\t甲",
)


def write_news(folder: Path, texts: tuple[str, ...]) -> Path:
    write_lines(folder / "news" / "some.jsonl.gz", *({"text": text} for text in texts))
    return folder


def test_each_step_has_the_share_of_texts_that_it_leaves_alone(tmp_path: Path) -> None:
    figures = cleaning.measure(write_news(tmp_path, TEXTS))
    assert figures["texts"] == 4
    changing = {name: share for name, share in figures.items() if name != "texts" and share < 1}
    assert changing == dict.fromkeys(("inline-pinyin", "invisible", "boilerplate", "whitespace"), 0.75)
    assert (figures["stable"], figures["han_kept"]) == (1, 1)


def test_every_floor_is_that_of_a_figure(tmp_path: Path) -> None:
    assert read_floors()[cleaning.NAME].keys() <= cleaning.measure(write_news(tmp_path, TEXTS)).keys()


def test_a_folder_without_news_cannot_be_measured(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="has no texts"):
        cleaning.measure(write_news(tmp_path, ()))
