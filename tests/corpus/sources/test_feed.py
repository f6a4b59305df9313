import socket
from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.sources import RawRecord, read
from tests.corpus.sources.reading import only_error, outcome, records

RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>政策速递</title><link>https://example.org/</link><language>en-us</language>
<item><title>园区规划发布</title><link>https://example.org/1</link><guid isPermaLink="false">17</guid>
<pubDate>Tue, 05 Mar 2024 00:30:00 +0800</pubDate><description>摘要。</description>
<content:encoded><![CDATA[<p>园区今年开工。</p><p>明年<b>投用</b>。</p>]]></content:encoded></item>
<item><title>补贴&amp;办法</title><guid>https://example.org/2</guid><pubDate>2024年3月6日</pubDate>
<source url="https://example.org/s">某某日报</source><description>&lt;p&gt;企业可以申请。&lt;/p&gt;</description></item>
<item><title>只有标题</title><link>https://example.org/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-TW"><title>市府公告</title>
<updated>2024-03-07T00:00:00Z</updated>
<entry><title>活動訊息</title><id>tag:example.org,2024:1</id><link href="https://example.org/a"/>
<updated>2024-03-05T23:30:00+08:00</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>歡迎參加。</p></div></content></entry>
<entry><title>純文字</title><id>7</id><link href="https://example.org/b"/><published>昨天</published>
<summary type="text">第一行
第二行 a &lt; b</summary></entry></feed>"""


def write(folder: Path, text: str, charset: str = "utf-8") -> Path:
    path = folder / "a.xml"
    path.write_bytes(text.replace("{charset}", charset).encode("gb18030" if charset == "gb2312" else charset))
    return path


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_entries_are_records(tmp_path: Path, charset: str) -> None:
    path = write(tmp_path, RSS, charset)
    first, second, third = records(path)
    assert (first.id, first.url, first.title) == ("", "https://example.org/1", "园区规划发布")
    assert (first.text, first.published) == ("园区今年开工。\n\n明年投用。", "2024-03-05")
    assert first.lang == "", "feeds declare the language of their software"
    assert (first.source, first.otherwise) == ("", {"source": "政策速递"})
    assert (first.file, first.line, first.is_page) == (str(path), 1, False)
    assert (second.id, second.url) == ("https://example.org/2", "https://example.org/2")
    assert (second.title, second.text, second.source) == ("补贴&办法", "企业可以申请。", "某某日报")
    assert second.published == "2024-03-06"
    assert (third.title, third.text, third.published, third.line) == ("只有标题", "", "", 3)


def test_a_character_set_that_is_declared_is_not_asked_twice(tmp_path: Path) -> None:
    item = "<item><title>园区规划</title><description>政策扶持企业</description></item>"
    feed = f'<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel>{item}</channel></rss>'
    assert feed.encode("utf-8").decode("gb18030")
    (record,) = records(write(tmp_path, feed, "gb2312"))
    assert (record.title, record.text) == ("园区规划", "政策扶持企业")


def test_an_atom_feed(tmp_path: Path) -> None:
    (tmp_path / "a.atom").write_text(ATOM, encoding="utf-8")
    first, second = records(tmp_path)
    assert (first.id, first.url, first.text) == (
        "tag:example.org,2024:1",
        "https://example.org/a",
        "歡迎參加。",
    )
    assert first.published == "2024-03-05"
    assert (second.id, second.text, second.published) == ("", "第一行\n第二行 a < b", "")


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for text in (
        "https://example.org/feed.xml",
        RSS.replace("<rss", '<!DOCTYPE rss SYSTEM "http://x.example/a"><rss'),
    ):
        list(read([write(tmp_path, text)]))


def test_what_is_no_feed_is_an_error(tmp_path: Path) -> None:
    for text in ("", "plain", "<sitemap><url>x</url></sitemap>", "/etc/hostname"):
        assert "neither an RSS nor an Atom feed" in only_error(write(tmp_path, text)).reason


def test_a_feed_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    first, *_, last = read([write(tmp_path, RSS[: RSS.index("只有标题")])])
    assert isinstance(first, RawRecord) and first.title == "园区规划发布"
    assert isinstance(last, RecordError) and "cut short" in last.reason


def test_markup_that_is_not_quite_right_is_read(tmp_path: Path) -> None:
    assert outcome(write(tmp_path, RSS.replace("摘要。", "摘要&nbsp;。<br>")))[1] == "企业可以申请。"


def test_entities_that_would_grow_do_no_harm(tmp_path: Path) -> None:
    names = "abcdefghij"
    entities = "\n".join(
        f'<!ENTITY {name} "{f"&{before};" * 10 if before else "长" * 10}">'
        for before, name in zip(("", *names), names, strict=False)
    )
    once = f'<!DOCTYPE rss [\n<!ENTITY j "{"长" * 100_000}">]>'
    for doctype, references in ((f"<!DOCTYPE rss [\n{entities}]>", "&j;"), (once, "&j;" * 20_000)):
        bomb = RSS.replace("<rss", f"{doctype}<rss").replace("摘要。", references)
        found = [item for item in read([write(tmp_path, bomb)]) if isinstance(item, RawRecord)]
        assert sum(len(item.text) for item in found) < 1_000_000
