from urllib.parse import unquote_to_bytes

from hypothesis import given
from hypothesis.strategies import binary, characters, text
from lxml import etree

from webui.escaping import percent_escaped, xml_text


@given(text(characters(exclude_categories=())))
def test_xml_holds_whatever_is_left(written: str) -> None:
    element = etree.Element("a")
    element.text = xml_text(written)
    assert len(element.text) == len(written)
    assert xml_text(element.text) == element.text


@given(binary())
def test_an_address_means_the_same_in_ascii(raw: bytes) -> None:
    assert percent_escaped(raw).isascii()
    assert unquote_to_bytes(percent_escaped(raw)) == unquote_to_bytes(raw)
