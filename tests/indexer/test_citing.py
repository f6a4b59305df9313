"""Citations, held to examples written by the rules of each standard."""

from dataclasses import replace
from datetime import date

import pytest
import rispy

from corpus.document import Document
from indexer.citing import STYLE_NAMES, CitationStyle, citations, cite

ACCESSED = date(2026, 11, 30)
NOTICE = Document(
    id="zone-1",
    title="海淀区人民政府关于支持自贸区建设的通知",
    text="",
    published=date(2020, 7, 3),
    source="京城政务",
    url="https://example.org/zone?a=1",
    lang="zh-Hans",
    districts=("110108",),
    industries=("new-it.ai",),
    doc_number="海政发〔2020〕8号",
    issuer="海淀区人民政府",
)
NEWS = replace(NOTICE, title="自贸区挂牌", doc_number="", issuer="", source="京城日报")
PAGE = replace(NEWS, source="京城政务")
ENGLISH = replace(
    PAGE, title="A free trade zone opens", source="Policy Digest", lang="en", url="https://example.org/en"
)
TRADITIONAL = replace(NOTICE, title="自由貿易港區如何申請？", source="", lang="zh-Hant", published=None)


@pytest.mark.parametrize(
    ("document", "cited"),
    [
        (
            NOTICE,
            (
                "海淀区人民政府. 海淀区人民政府关于支持自贸区建设的通知: 海政发〔2020〕8号[EB/OL]. "
                "(2020-07-03)[2026-11-30]. https://example.org/zone?a=1."
            ),
        ),
        (
            replace(NOTICE, url=""),
            (
                "海淀区人民政府. 海淀区人民政府关于支持自贸区建设的通知: 海政发〔2020〕8号[Z]. "
                "京城政务, 2020-07-03."
            ),
        ),
        (NEWS, "自贸区挂牌[N/OL]. 京城日报, 2020-07-03[2026-11-30]. https://example.org/zone?a=1."),
        (replace(NEWS, url=""), "自贸区挂牌[N]. 京城日报, 2020-07-03."),
        (PAGE, "京城政务. 自贸区挂牌[EB/OL]. (2020-07-03)[2026-11-30]. https://example.org/zone?a=1."),
        (
            replace(PAGE, published=None),
            "京城政务. 自贸区挂牌[EB/OL]. [2026-11-30]. https://example.org/zone?a=1.",
        ),
        (replace(PAGE, source="国务院公报", url=""), "国务院公报. 自贸区挂牌[Z]. 2020-07-03."),
        (Document("bare", "", "正文"), "〔无题〕[Z]."),
    ],
)
def test_gb_t_7714_marks_what_kind_of_document_it_is_and_when_it_was_read(
    document: Document, cited: str
) -> None:
    assert cite(document, "gbt7714", ACCESSED) == cited


@pytest.mark.parametrize(
    ("document", "cited"),
    [
        (
            NOTICE,
            (
                "海淀区人民政府. (2020, July 3). 海淀区人民政府关于支持自贸区建设的通知 (海政发〔2020〕8号). "
                "京城政务. https://example.org/zone?a=1"
            ),
        ),
        (ENGLISH, "A free trade zone opens. (2020, July 3). Policy Digest. https://example.org/en"),
        (
            replace(ENGLISH, published=None, issuer="Policy Digest"),
            (
                "Policy Digest. (n.d.). A free trade zone opens. "
                "Retrieved November 30, 2026, from https://example.org/en"
            ),
        ),
        (replace(ENGLISH, title="Who pays?", url=""), "Who pays? (2020, July 3). Policy Digest."),
    ],
)
def test_apa_in_english_papers(document: Document, cited: str) -> None:
    assert cite(document, "apa", ACCESSED) == cited


@pytest.mark.parametrize(
    ("document", "cited"),
    [
        (
            NOTICE,
            (
                "海淀区人民政府（2020年7月3日）。海淀区人民政府关于支持自贸区建设的通知（海政发〔2020〕8号）。"
                "京城政务。https://example.org/zone?a=1"
            ),
        ),
        (NEWS, "自贸区挂牌（2020年7月3日）。京城日报。https://example.org/zone?a=1"),
        (
            replace(TRADITIONAL, doc_number=""),
            "海淀区人民政府（無日期）。自由貿易港區如何申請？檢索日期：2026年11月30日。https://example.org/zone?a=1",
        ),
        (ENGLISH, "A free trade zone opens. (2020, July 3). Policy Digest. https://example.org/en"),
    ],
)
def test_apa_in_chinese_papers(document: Document, cited: str) -> None:
    assert cite(document, "apa-zh", ACCESSED) == cited


def test_a_document_is_offered_in_every_style_that_fits_it() -> None:
    assert [citation.style for citation in citations(NOTICE, ACCESSED)] == list(STYLE_NAMES)
    assert "apa-zh" not in [citation.style for citation in citations(ENGLISH, ACCESSED)]
    for citation in citations(NOTICE, ACCESSED):
        assert citation.text == cite(NOTICE, citation.style, ACCESSED)


@pytest.mark.parametrize("style", ["gbt7714", "apa", "apa-zh"])
def test_a_citation_is_one_line_whatever_a_title_holds(style: CitationStyle) -> None:
    broken = replace(
        NOTICE, title="上行\r\n下行\u2028末行。 ", url="https://example.org/\nzone", issuer="甲\t乙"
    )
    cited = cite(broken, style, ACCESSED)
    assert len(cited.splitlines()) == 1
    assert "上行 下行 末行" in cited
    assert "末行。" not in cited
    assert "https://example.org/zone" in cited


def test_one_document_for_programs_says_when_it_was_read() -> None:
    (read,) = rispy.loads(cite(NOTICE, "ris", ACCESSED))
    assert read["access_date"] == "2026/11/30/"
    assert read["keywords"] == ["海淀区", "人工智能"]
    assert "  urldate = {2026-11-30},\n" in cite(NOTICE, "bibtex", ACCESSED)


def test_codes_that_no_vocabulary_has_stay_in_their_line() -> None:
    odd = replace(NOTICE, districts=("110108\nER  - ",), industries=("甲\u2028乙",), lang="{zh}\n")
    (reference,) = rispy.loads(cite(odd, "ris", ACCESSED))
    assert (reference["language"], reference["keywords"]) == ("{zh}", ["110108 ER -", "甲 乙"])
    assert (
        len(cite(odd, "bibtex", ACCESSED).splitlines())
        == len(cite(NOTICE, "bibtex", ACCESSED).splitlines()) - 1
    )
