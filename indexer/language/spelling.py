"""How a folded word is usually written: the index holds words folded, and people read them in their own spelling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from indexer.language.chinese import dictionary_words
from indexer.language.conversion import convert
from indexer.language.fold import DATA, fold


class _Spellings(NamedTuple):
    """``characters`` says how a representative is usually written, ``words`` where a word writes one differently."""

    characters: Mapping[int, str]
    words: Mapping[str, str]


def usual(word: str) -> str:
    """A folded word in Simplified Chinese: as jieba's dictionary has it, or else character by character."""
    spellings = _spellings()
    return spellings.words.get(word) or word.translate(spellings.characters)


@cache
def _spellings() -> _Spellings:
    characters: dict[str, str] = {}
    doubtful: list[str] = []
    for group in DATA.read_text(encoding="utf-8").split("\n")[1:]:
        written = [char for char in dict.fromkeys(convert(group, "t2s")) if _is_ordinary(char)]
        if written:
            characters[group[0]] = written[0]
        if len(written) > 1:
            doubtful += written
    usual_characters = str.maketrans(characters)
    words: dict[str, tuple[int, str]] = {}
    for word, count in dictionary_words(doubtful):
        folded = fold(word)
        words[folded] = max(words.get(folded, (0, "")), (count, word))
    return _Spellings(
        usual_characters,
        {folded: word for folded, (_, word) in words.items() if folded.translate(usual_characters) != word},
    )


def _is_ordinary(char: str) -> bool:
    """Whether this is a Han character of GB 2312, which holds what Simplified text is written with."""
    return len(char.encode("gb2312", "ignore")) == 2 and "\u4e00" <= char <= "\u9fff"
