import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean.mojibake import read_mojibake


@pytest.mark.parametrize("original", ["文件", "关于“示范区”的通知，二〇二一年。", "臺灣、香港", "３％"])
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_what_was_read_as_western_is_chinese_again(original: str, codec: str) -> None:
    misread = "".join(
        byte.to_bytes().decode(codec, "ignore") or chr(byte) for byte in original.encode("utf-8")
    )
    assert read_mojibake(misread) == original
    assert read_mojibake(f"前{misread}后") == f"前{original}后"


@pytest.mark.parametrize(
    "text", ["café", "Ångström", "naïve", "São Tomé", "«déjà»", "â€", "ä½", "äöü", "ç§", "â‚¬", "文件", ""]
)
def test_leaves_everything_else(text: str) -> None:
    assert read_mojibake(text) == text


@given(st.text())
def test_reading_twice_is_reading_once(text: str) -> None:
    assert read_mojibake(read_mojibake(text)) == read_mojibake(text)
