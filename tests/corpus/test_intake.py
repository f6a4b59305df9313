from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from corpus import intake
from corpus.document import Document
from corpus.errors import RecordError
from corpus.intake import document_from
from corpus.metadata.finding import Finding
from corpus.metadata.places import PlaceFindings
from corpus.sources import Place, RawRecord, read

SIMPLIFIED_PAGE = """某某全搜索

某某全搜索

>滨河新区公布产业空间“一本账”

滨河新区公布产业空间“一本账”

财经港快讯:

原标题:滨河新区公布产业空间“一本账”

  9月15日上午,滨河新区召开发布会,介绍《滨河新区高质量发展行动计划(2021年-2023年)》。

  “通过‘一本账’,企业可以查到每一块用地。”新区负责人表示,京滨CBD(中央商务区)先行先试。



  三个特色园区

  拓展发展空间

  新区将围绕机器人、新能源等产业,建设三个特色园区。

(文章来源:滨河时报)

责任编辑:AB12"""

TRADITIONAL_PAGE = """新區(qū)時(shí)刻/自貿(mào)區(qū)滨河片區(qū)掛牌
2021-09-15

01
片區(qū)掛牌
2021年9月15日,我們(men)見(jiàn)證了國(guó)務(wù)院關(guān)于同意設(shè)立片區(qū)的批復(fù)。
大家勇?lián)姑,_(kāi)拓進(jìn)取,集合AI、5G等技術(shù),建設(shè)硬科技(人工智能)中心。

部分圖片來(lái)源于網(wǎng)絡(luò),如有侵權(quán),請(qǐng)及時(shí)聯(lián)系刪除。"""


def document(path: Path) -> Document:
    (raw,) = read([path])
    assert isinstance(raw, RawRecord)
    return document_from(raw)


def page(folder: Path, text: str) -> Document:
    (folder / "page.txt").write_text(text, encoding="utf-8")
    return document(folder / "page.txt")


def test_a_dirty_simplified_page(tmp_path: Path) -> None:
    found = page(tmp_path, SIMPLIFIED_PAGE)
    assert found.id == "page.txt"
    assert found.title == "滨河新区公布产业空间“一本账”"
    assert found.published == date(2021, 9, 15)
    assert found.source == "滨河时报"
    assert found.lang == "zh-Hans"
    assert found.text.startswith("9月15日上午,滨河新区召开发布会")
    assert found.text.endswith("建设三个特色园区。")
    assert "京滨CBD(中央商务区)" in found.text
    assert "三个特色园区\n\n拓展发展空间\n\n" in found.text
    for dirt in ("搜索", "快讯", "原标题", "文章来源", "AB12", "\u3000", "\n\n\n"):
        assert dirt not in found.text


def test_a_dirty_traditional_page(tmp_path: Path) -> None:
    found = page(tmp_path, TRADITIONAL_PAGE)
    assert found.title == "新區時刻/自貿區滨河片區掛牌"
    assert found.published == date(2021, 9, 15)
    assert found.lang == "zh-Hant"
    assert found.text == (
        "01\n片區掛牌\n2021年9月15日,我們見證了國務院關于同意設立片區的批復。\n"
        "大家勇?lián)姑,開拓進取,集合AI、5G等技術,建設硬科技(人工智能)中心。"
    )
    (damage,) = found.extra["damage"]
    assert found.text[damage["start"] : damage["end"]] == "勇?lián)姑"


def row(text: str = "正文。", line: int = 3, **fields: str | tuple[str, ...]) -> RawRecord:
    return RawRecord(Place("data/a.jsonl", "a.jsonl", line), text, **fields)


def test_given_fields_win_over_those_in_the_text() -> None:
    text = "别的标题\n发布时间：2020-01-01 来源：别报\n国发〔2015〕12号\n正文在这里。"
    given = {"id": "x", "title": "给定的\n标题", "published": "2021-02-03", "source": "某 报", "lang": "en"}
    found = document_from(row(text, **given, doc_number="京發[2021]3號", url=" http://x/ "))
    assert (found.id, found.title, found.published) == ("x", "给定的 标题", date(2021, 2, 3))
    assert (found.source, found.lang, found.doc_number, found.url) == (
        "某 报",
        "en",
        "京发〔2021〕3号",
        "http://x/",
    )
    bare = document_from(row(text))
    assert (bare.title, bare.published, bare.source) == ("别的标题", date(2020, 1, 1), "别报")
    assert (bare.lang, bare.doc_number) == ("zh-Hans", "国发〔2015〕12号")


def test_what_is_only_otherwise_known_gives_way_to_the_text() -> None:
    known = {"source": "站名", "published": "2024-03-05"}
    page = RawRecord(Place("a.pdf", "a.pdf"), "标题\n正文在这里。", otherwise=known)
    assert (document_from(page).source, document_from(page).published) == ("站名", date(2024, 3, 5))
    told = replace(page, text="标题\n发布时间：2020-01-01 来源：别报\n正文在这里。")
    assert (document_from(told).source, document_from(told).published) == ("别报", date(2020, 1, 1))


def test_a_title_that_was_given_stays_in_the_text_of_a_record_and_not_of_a_page() -> None:
    assert document_from(row("标题\n正文。", title="标题")).text == "标题\n正文。"
    assert document_from(row("标题\n正文。", title="标题", line=0)).text == "正文。"


def test_ids_come_from_id_then_url_then_file() -> None:
    assert document_from(row(id="i", url="u")).id == "i"
    assert document_from(row(url="u")).id == "u"
    assert document_from(row(line=0)).id == "a.jsonl"
    hashed = document_from(row()).id
    assert hashed.startswith("a.jsonl#") and hashed == document_from(row(line=9)).id
    assert hashed not in {document_from(row(title="题")).id, document_from(row("别的。")).id}


def test_pages_in_a_folder_go_by_their_path_from_it_on(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text("正文。", encoding="utf-8")
    assert document(tmp_path / "a").id == "a/b/c.txt"
    assert document(tmp_path / "a" / "b").id == "b/c.txt"
    assert document(tmp_path / "a" / "b" / "c.txt").id == "c.txt"


def test_a_bad_date_names_the_record_and_what_to_do() -> None:
    with pytest.raises(RecordError, match="'gestern' and no date: write it as YYYY-MM-DD") as caught:
        document_from(row(published="gestern"))
    assert (caught.value.file, caught.value.line) == ("data/a.jsonl", 3)


def test_a_day_without_a_year_is_not_in_the_future_of_china_wherever_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime(2020, 12, 31, 17, 30, tzinfo=UTC).astimezone(tz or UTC)

    monkeypatch.setattr(intake, "datetime", Clock)
    assert page(tmp_path, "1月1日,滨河新区召开2021年工作会议。").published == date(2021, 1, 1)
    assert page(tmp_path, "1月2日,滨河新区召开2021年工作会议。").published == date(2020, 1, 2)


def test_a_text_of_nothing_visible_is_no_document() -> None:
    with pytest.raises(RecordError, match="no text"):
        document_from(row("\u200b\ufeff"))


def test_a_title_alone_is_a_document() -> None:
    found = document_from(row("", title="公告一則開標"))
    assert (found.title, found.text, found.lang) == ("公告一則開標", "", "zh-Hant")


def test_places_and_industries_that_were_given_are_looked_up() -> None:
    found = document_from(row(districts=("海淀區", "110108", "无此地"), industries=("new-it.ai", "無此業")))
    assert found.districts == ("110108",)
    assert found.industries == ("new-it.ai",)
    assert found.extra == {"unknown_districts": ["无此地"], "unknown_industries": ["無此業"]}


def test_without_them_the_clean_text_is_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def find_places(*given: str) -> PlaceFindings:
        seen.append(given)
        return PlaceFindings(Finding("110000", 0.9), (Finding("110108", 0.9),))

    def find_industries(*given: str) -> tuple[Finding[str], ...]:
        seen.append(given)
        return (Finding("auto", 0.8, "掛牌", (5, 7)),)

    monkeypatch.setattr(intake, "find_places", find_places)
    monkeypatch.setattr(intake, "find_industries", find_industries)
    found = document_from(
        row("自貿(mào)區(qū)今天掛牌。", title="自貿(mào)區(qū)", source="某報", districts=("无此地",))
    )
    assert (found.districts, found.industries) == (("110108",), ("auto",))
    assert found.issued_in == "110000"
    said = {"confidence": 0.8, "said": "掛牌", "field": "text", "start": 5, "end": 7}
    assert found.evidence["industries"] == {"auto": said}
    assert found.evidence["districts"] == {"110108": {"confidence": 0.9}}
    assert seen == [("自貿區", "自貿區今天掛牌。", "某報", "", ""), ("自貿區", "自貿區今天掛牌。")]


def test_a_document_survives_its_json_form() -> None:
    found = document_from(row("正文在这里。", published="2020-01-02", districts=("海淀",)))
    assert Document.from_json(found.to_json()) == found


def test_each_field_has_its_evidence_and_a_span_of_what_is_stored(tmp_path: Path) -> None:
    text = (
        "某某市财政局关于补贴的通知\n发布日期：2020-07-30 来源：某某日报\n某财发〔2020〕12号\n各单位：\n"
        "现将有关事项通知如下。\n某某市财政局\n2020年7月29日"
    )
    found = page(tmp_path, text)
    assert (found.doc_number, found.issuer, found.published) == (
        "某财发〔2020〕12号",
        "某某市财政局",
        date(2020, 7, 30),
    )
    evidence = found.evidence
    number = evidence["doc_number"]
    assert found.text[number["start"] : number["end"]] == number["said"] == found.doc_number
    issuer = evidence["issuer"]
    assert issuer["field"] == "title" and found.title[issuer["start"] : issuer["end"]] == found.issuer
    assert evidence["published"]["said"] == "2020-07-30"
    assert evidence["published"]["field"] == evidence["source"]["field"] == "page"
    assert "start" not in evidence["published"]


def test_a_date_that_a_file_states_of_itself_outranks_a_guess_alone() -> None:
    guessed = row("办法自2020年7月30日起施行，有效期三年。", line=0)
    said = row("某某办法\n2020年7月30日\n正文在这里。", line=0)
    made = {"published": "2020-06-01"}
    assert document_from(guessed).published == date(2020, 7, 30)
    assert document_from(replace(guessed, otherwise=made)).published == date(2020, 6, 1)
    assert document_from(replace(said, otherwise=made)).published == date(2020, 7, 30)
