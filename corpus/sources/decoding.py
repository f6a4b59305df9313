"""Bytes to text: byte order mark, UTF-8, declared character set, and then by what the bytes look like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import TextIOWrapper

from charset_normalizer import from_bytes

from corpus.sources.limits import LONGEST_LINE
from corpus.sources.record import Place
from corpus.sources.streams import AHEAD, Stream

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_WESTERN = "cp1252"
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso8859-1": _WESTERN,
}
"""What is meant, as browsers read it, where a narrower or older character set is named."""
_CHINESE = ("gb18030", "big5hkscs")
_PLAUSIBLE = 0.75
"""The share of common characters from which bytes are believed to be of a Chinese character set."""
_CERTAIN = 0.95
"""The share that tells a Chinese character set even where most of the bytes could be UTF-8."""
_CLEARLY = 0.15
"""How much larger the share of another Chinese character set must be than that of the declared one."""
_BEYOND_LATIN = re.compile("[\u0800-\U0010ffff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_LETTER = re.compile("[A-Za-z]")
_NOT_ASCII = re.compile(b"[^\x00-\x7f]")
_ESCAPED = re.compile("[\udc80-\udcff]")


def decode(data: bytes) -> str:
    """The text of a whole file. Bytes that fit no character set become U+FFFD."""
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            # A name may be that of a codec that gives no text.
            continue
        if encoding in _CHINESE:
            shares = _shares(data)
            believed = shares[encoding] >= max(_PLAUSIBLE, *shares.values()) - _CLEARLY
        else:
            # The Western set is the one that servers and templates name without knowing.
            believed = encoding != _WESTERN or guess_encoding(data) not in _CHINESE
        if believed:
            return text
    return data.decode(_unmarked(data), "replace")


def open_text(stream: Stream) -> TextIOWrapper:
    """A stream as text, its character set settled by its start; line ends as they are.

    Bytes that do not fit become lone surrogates, which :func:`is_damaged` finds.
    """
    encoding = encoding_of(stream.peek(AHEAD))
    return TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")


def lines_of(stream: Stream, place: Place) -> Iterator[str]:
    """The lines of a stream with their ends. Raises RecordError for one that is too long to be held."""
    with open_text(stream) as text:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise place.error(f"a line has more than {LONGEST_LINE:,} characters: is it a file of lines?")
            yield line


def is_damaged(text: str) -> bool:
    """Whether bytes of the text did not fit its character set."""
    return bool(_ESCAPED.search(text))


def encoding_of(data: bytes) -> str:
    """The likeliest character set of bytes that declare none."""
    return _marked(data) or _unmarked(data)


def guess_encoding(data: bytes) -> str:
    """The likeliest character set of bytes that are no UTF-8: a Chinese one where it makes them common characters.

    A few characters are enough for that: read in the wrong one of the two, about half of a text is rare characters.
    """
    shares = _shares(data)
    likeliest = max(shares, key=shares.__getitem__)
    if shares[likeliest] < _PLAUSIBLE and (best := from_bytes(_sample(data)).best()):
        return _WIDER.get(best.encoding, best.encoding)
    return likeliest


def _shares(data: bytes) -> dict[str, float]:
    """The share of common characters that each Chinese character set makes of the bytes."""
    sample = _sample(data)
    return {encoding: _commonness(sample.decode(encoding, "replace")) for encoding in _CHINESE}


@cache
def _common_characters() -> frozenset[str]:
    """The first levels of GB 2312 and Big5, which hold the common characters of either script, and Chinese marks."""
    simplified = _codes(range(0xB0, 0xD8), range(0xA1, 0xFF)).decode("gb2312", "ignore")
    traditional = _codes(range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))).decode("big5", "ignore")
    marks = map(chr, (0xB7, *range(0x2010, 0x2027), *range(0x3000, 0x3030), *range(0xFF01, 0xFF5F)))
    return frozenset((*simplified, *traditional, *marks))


def _codes(leads: Iterable[int], trails: Iterable[int]) -> bytes:
    trails = tuple(trails)
    return bytes(byte for lead in leads for trail in trails for byte in (lead, trail))


def _commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII; 1 where there are none of these."""
    beyond = _BEYOND_ASCII.findall(text)
    return sum(map(_common_characters().__contains__, beyond)) / len(beyond) if beyond else 1.0


def _likely(data: bytes) -> Iterator[str]:
    """Character sets to try on a whole file, the surest first."""
    if marked := _marked(data):
        yield marked
    # Chinese text in another character set is hardly ever UTF-8 by chance, but two-byte letters may be.
    try:
        if _BEYOND_LATIN.search(data.decode("utf-8")):
            yield "utf-8"
    except UnicodeDecodeError:
        pass
    if declared := _declared(data):
        yield declared


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _declared(data: bytes) -> str:
    if not (found := _DECLARATION.search(data[:4096])):
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    return _WIDER.get(name, name)


def _unmarked(data: bytes) -> str:
    """UTF-8 where more characters beyond ASCII speak for it than bytes against it; else the likeliest."""
    sample = _sample(data)
    text = sample.decode("utf-8", "replace")
    # A sample may end inside a character, which is no offence.
    offences = text.rstrip("\ufffd").count("\ufffd") if len(sample) == AHEAD else text.count("\ufffd")
    beyond_ascii = len(_BEYOND_ASCII.findall(text)) - offences
    if offences and (beyond_ascii <= offences or max(_shares(data).values()) > _CERTAIN):
        return guess_encoding(data)
    # A few words such as 通知 are, in GBK, UTF-8 too: Greek, Hebrew and accents in a row, which nobody writes.
    by_chance = beyond_ascii > len(_LETTER.findall(text)) and not _BEYOND_LATIN.search(text)
    return "gb18030" if by_chance and _shares(data)["gb18030"] == 1 else "utf-8"


def _sample(data: bytes) -> bytes:
    """The bytes from shortly before those that tell anything: what is ASCII is so in every character set."""
    found = _NOT_ASCII.search(data)
    return data[max(0, found.start() - 1_000) :][:AHEAD] if found else b""
