import io

import pytest

from corpus.sources.decoding import decode, guess_encoding, is_damaged, open_text

SIMPLIFIED = "北京经济技术开发区发布行动计划，支持企业数字化转型。"
TRADITIONAL = "臺南市政府發布活動訊息，歡迎民眾踴躍參加。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_reads_simplified_text(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "big5", "gb18030"])
def test_reads_traditional_text(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5")]
)
def test_believes_a_declaration_and_reads_it_as_browsers_do(declared: str, encoding: str) -> None:
    text = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">國家與民眾'
    assert decode(text.encode(encoding)) == text


def test_a_false_declaration_gives_way_to_what_the_bytes_are() -> None:
    text = f'<meta charset="gb2312">{SIMPLIFIED}\u20ac𠮷'
    assert decode(text.encode("utf-8")) == text


def test_an_unknown_declaration_is_passed_over() -> None:
    text = f'<meta charset="no-such">{SIMPLIFIED}'
    assert decode(text.encode("utf-8")) == text


def test_a_damaged_file_loses_only_the_damaged_bytes() -> None:
    data = b'<meta charset="utf-8">' + SIMPLIFIED.encode("utf-8") + b"\xff" + SIMPLIFIED.encode("utf-8")
    assert decode(data) == f'<meta charset="utf-8">{SIMPLIFIED}\ufffd{SIMPLIFIED}'


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == ""


def test_guesses_western_text_too() -> None:
    text = "Le procès-verbal a été approuvé à l'unanimité par les délégués présents."
    assert text.encode("cp1252").decode(guess_encoding(text.encode("cp1252"))) == text


def test_a_stream_settles_on_its_start_and_marks_what_does_not_fit() -> None:
    data = ("甲" * 40_000).encode("utf-8") + b"\n\xff\n" + "乙\n".encode()
    first, second, third = open_text(io.BufferedReader(io.BytesIO(data), 65_536))
    assert first == "甲" * 40_000 + "\n"
    assert is_damaged(second)
    assert third == "乙\n" and not is_damaged(third)


def test_a_stream_may_be_in_a_chinese_character_set() -> None:
    data = f"{SIMPLIFIED}\n{SIMPLIFIED}\n".encode("gb18030")
    assert list(open_text(io.BufferedReader(io.BytesIO(data)))) == [f"{SIMPLIFIED}\n"] * 2
