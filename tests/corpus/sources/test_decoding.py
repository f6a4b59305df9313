import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


WORDS = (
    ("gb18030", "关于印发"),
    ("gb18030", "通知"),
    ("gb18030", "海淀区：新增3个园区。"),
    ("gb18030", "镕基、喆、堃等人名和“引号”——都在其中"),
    ("gb18030", "國務院辦公廳關於推進重點工作的通知"),
    ("gb18030", "Press release\r\n\r\n新闻稿"),
    ("big5", "公告"),
    ("big5", "臺南市政府"),
    ("big5", "「十四五」規劃（草案）"),
    ("big5", "農業局：補助3萬元。"),
    ("big5hkscs", "香港深水埗、鰂魚涌和𨋢口的告示"),
    ("big5hkscs", "粉嶺流水響邨嘅居民話"),
)


@pytest.mark.parametrize(("encoding", "text"), WORDS)
def test_a_few_characters_tell_the_character_set(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("encoding", "text"), WORDS)
def test_so_does_a_long_text(encoding: str, text: str) -> None:
    long = f"{text}\r\n" * 5_000
    assert decode(long.encode(encoding)) == long
    assert "".join(open_text(io.BufferedReader(io.BytesIO(long.encode(encoding))))) == long


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("gb2312", "gb18030", "朱镕基、㑇、𠮷都不在其中"),
        ("gb2312", "big5", "臺南市政府發布活動訊息"),
        ("big5", "big5hkscs", "深水埗和鰂魚涌的居民"),
        ("big5", "gb18030", "海淀区发布行动计划"),
        ("iso-8859-1", "gb18030", "海淀区发布行动计划"),
        ("gb2312", "utf-8", "海淀区发布"),
        ("iso-8859-1", "utf-8", "自贸区片区"),
        ("utf-8", "gb18030", "海淀区发布行动计划"),
        ("iso-8859-1", "cp1252", "Le procès-verbal a été approuvé par les délégués"),
        ("euc-kr", "euc-kr", "서울특별시 강남구"),
        ("shift_jis", "shift_jis", "東京都からのお知らせです"),
        ("hex", "gb18030", "海淀区发布行动计划"),
    ],
)
def test_a_declaration_that_cannot_be_is_not_believed(declared: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>'
    assert decode(page.encode(encoding)) == page


def test_the_first_line_of_an_xml_file_declares_its_character_set() -> None:
    text = '<?xml version="1.0" encoding="cp949"?><rss><title>서울특별시</title></rss>'
    assert decode(text.encode("cp949")) == text


@given(st.text(st.sampled_from("关于进一步加强改进工作的通知，。各区人民政府0123 \n"), min_size=4))
@settings(deadline=None, max_examples=150)
def test_any_run_of_common_characters_is_read(text: str) -> None:
    for encoding in ("utf-8", "gb18030"):
        assert decode(text.encode(encoding)) == text
