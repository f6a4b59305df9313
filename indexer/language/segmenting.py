"""Cutting runs of Chinese into words as jieba does, word by word the same, several times as fast in pure Python.

Of all ways to cut a run into words of the dictionary, the one is taken whose words are likeliest together. Where it
leaves single characters in a row, a hidden Markov model finds the words among them that no dictionary has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from math import inf, log
from operator import add

_BEGIN, _MIDDLE, _END, _SINGLE = range(4)
_NEVER = -3.14e100
"""The logarithm of no probability at all, as jieba has it."""
_NEVER_SEEN = (_NEVER,) * 4

_PART = re.compile(r"\S+|\s")
_REMEMBERED = 20
"""Characters of a run up to which its words are remembered: about half of what news says, it has said before."""


class Segmenter:
    """Cuts by a dictionary's frequencies and, where they say nothing, by a model of :class:`UnknownWords`."""

    def __init__(self, dictionary: str, unknown_words: UnknownWords) -> None:
        """The dictionary has a line for each word, with its frequency and its part of speech after it."""
        cells = dictionary.split()
        words, frequencies = cells[::3], cells[1::3]
        total = log(sum(map(int, frequencies)))
        weights = {frequency: log(int(frequency)) - total for frequency in set(frequencies)}
        # What only begins a word stands among the words too, with a weight that no cut can want.
        self._weights = {word[:end]: -inf for word in words for end in range(1, len(word))}
        self._weights.update(zip(words, map(weights.__getitem__, frequencies), strict=True))
        self._alone = {word: weight for word, weight in self._weights.items() if len(word) == 1}
        self._unseen = -total
        self._unknown_words = unknown_words
        self._remembered = lru_cache(maxsize=1 << 14)(self._words)

    def cut(self, text: str) -> list[str]:
        """The words of runs with white space between, in order; any white space character is a word of its own."""
        words: list[str] = []
        for part in _PART.findall(text):
            if len(part) == 1:
                words.append(part)
            else:
                words += self._remembered(part) if len(part) <= _REMEMBERED else self._words(part)
        return words

    def _words(self, run: str) -> list[str]:
        ends = self._ends(run)
        words: list[str] = []
        start = 0
        while start < len(run):
            end = ends[start]
            if end == start + 1:
                while end < len(run) and ends[end] == end + 1:
                    end += 1
            part = run[start:end]
            if end == ends[start]:
                words.append(part)
            elif self._weights.get(part, -inf) > -inf:
                words += part
            else:
                words += self._unknown_words.cut(part)
            start = end
        return words

    def _ends(self, run: str) -> list[int]:
        """For each place in the run, where a word that starts there ends in the likeliest cut of what follows.

        Of equally likely cuts the one with the longest first word is taken.
        """
        weight_of, alone = self._weights.get, self._alone.get
        likeliest = [0.0] * (len(run) + 1)
        ends = list(range(1, len(run) + 1))
        following = 0.0
        for start in range(len(run) - 1, -1, -1):
            best = alone(run[start], self._unseen) + following
            end = start + 2
            weight = weight_of(run[start:end])
            while weight is not None and end <= len(run):
                weight += likeliest[end]
                if weight >= best:
                    best = weight
                    ends[start] = end
                end += 1
                weight = weight_of(run[start:end])
            if best == -inf:
                # A character that only begins words begins none here.
                best = self._unseen + following
                ends[start] = start + 1
            likeliest[start] = following = best
        return ends


class UnknownWords:
    """A hidden Markov model of where words that are in no dictionary begin and end.

    Each character is in one of four states: at the beginning (B), in the middle (M) or at the end (E) of a word, or
    a word by itself (S). Viterbi's algorithm finds the likeliest states of a row of characters.
    """

    def __init__(
        self,
        start: Mapping[str, float],
        transition: Mapping[str, Mapping[str, float]],
        emission: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Takes logarithms of probabilities: of a first state, of a state after a state, of a character in a state."""
        self._start = [start[state] for state in "BMES"]
        self._transition = [
            transition[one][other] for one, other in ("EB", "SB", "BM", "MM", "BE", "ME", "ES", "SS")
        ]
        self._emission = {
            char: tuple(emission[state].get(char, _NEVER) for state in "BMES")
            for char in set().union(*emission.values())
        }

    def cut(self, row: str) -> list[str]:
        """The words of a row of characters."""
        (
            end_begin,
            single_begin,
            begin_middle,
            middle_middle,
            begin_end,
            middle_end,
            end_single,
            single_single,
        ) = self._transition
        begin, middle, end, single = map(add, self._start, self._emission.get(row[0], _NEVER_SEEN))
        before: list[tuple[int, int, int, int]] = []
        for char in row[1:]:
            as_begin, as_middle, as_end, as_single = self._emission.get(char, _NEVER_SEEN)
            # Two states may stand before each; of equally likely ones jieba takes the one with the later letter.
            b_after_e, b_after_s = end + end_begin + as_begin, single + single_begin + as_begin
            m_after_b, m_after_m = begin + begin_middle + as_middle, middle + middle_middle + as_middle
            e_after_b, e_after_m = begin + begin_end + as_end, middle + middle_end + as_end
            s_after_e, s_after_s = end + end_single + as_single, single + single_single + as_single
            before.append(
                (
                    _END if b_after_e > b_after_s else _SINGLE,
                    _BEGIN if m_after_b > m_after_m else _MIDDLE,
                    _BEGIN if e_after_b > e_after_m else _MIDDLE,
                    _END if s_after_e > s_after_s else _SINGLE,
                )
            )
            begin, middle = max(b_after_e, b_after_s), max(m_after_b, m_after_m)
            end, single = max(e_after_b, e_after_m), max(s_after_e, s_after_s)
        words: list[str] = []
        state = _END if end > single else _SINGLE
        stop = len(row)
        for at in range(len(row) - 1, 0, -1):
            state = before[at - 1][state]
            if state in (_END, _SINGLE):
                words.append(row[at:stop])
                stop = at
        words.append(row[:stop])
        return words[::-1]
