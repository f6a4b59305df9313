"""Records: what they hold, and reading them back."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from corpus.errors import SourceError
from indexer.engine import Engine
from indexer.parameters import SearchParameters
from indexer.recording.making import make_record, versions
from indexer.recording.methods import methods, paragraph, record_text
from indexer.recording.record import SearchRecord, read_record, record_json
from tests.indexer.articles import ARTICLES, engine_of

MADE = datetime(2026, 11, 30, 9, 5, 7, tzinfo=timezone(timedelta(hours=8)))
ASKED = SearchParameters(
    q="自贸区 海淀",
    district=("海淀", "上海"),
    lang=("zh-Hans", "zh-Hant"),
    from_="2020",
    to="2021-09",
    limit=1,
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def recorded(engine: Engine, parameters: SearchParameters = ASKED, made: datetime = MADE) -> SearchRecord:
    return make_record(engine, parameters, made)


def written(tmp_path: Path, record: SearchRecord) -> Path:
    path = tmp_path / "record.json"
    path.write_text("".join(record_json(record, methods(record))), encoding="utf-8")
    return path


def test_a_record_says_what_was_asked_of_which_index_and_what_was_found(engine: Engine) -> None:
    record = recorded(engine)
    values = json.loads("".join(record_json(record, methods(record))))
    assert values["made"] == "2026-11-30T09:05:07+08:00"
    assert values["search"] == {
        "q": "自贸区 海淀",
        "district": ["110108", "310000"],
        "industry": [],
        "source": [],
        "lang": ["zh-Hans", "zh-Hant"],
        "from": "2020-01-01",
        "to": "2021-09-30",
        "sort": "relevance",
        "match": "auto",
        "expand": True,
        "collapse": False,
    }
    assert values["query"]["read_as"] == "自贸区 海淀"
    assert "free trade zone" in [one["equal"] for one in values["query"]["expansions"]]
    # The whole result, not what a page of it would show.
    ids = [id for id, _ in values["hits"]]
    assert (values["totals"]["total"], set(ids)) == (3, {"zone-hans", "zone-hant", "park"})
    assert values["totals"]["partial"] == 2
    assert (
        values["digest"]
        == hashlib.blake2b("".join(f"{id}\n" for id in ids).encode(), digest_size=16).hexdigest()
    )
    hashes = sorted(bytes.fromhex(one.content_hash()) for one in ARTICLES)
    assert values["index"] == {
        "engine": "memory",
        "documents": len(ARTICLES),
        "generation": 1,
        "fingerprint": hashlib.blake2b(b"".join(hashes), digest_size=16).hexdigest(),
    }
    assert values["versions"].keys() >= {"zhengsou", "analyzer", "dictionary", "lexicon", "translations"}


def test_a_record_reads_back_as_it_was(engine: Engine, tmp_path: Path) -> None:
    for parameters in (ASKED, SearchParameters(), SearchParameters(q='"引号\n', sort="oldest", expand=False)):
        record = recorded(engine, parameters)
        again = read_record(written(tmp_path, record))
        assert again.parameters() == record.parameters()
        assert (again.made, again.hits, again.totals) == (record.made, record.hits, record.totals)
        assert (again.index, again.versions, again.digest) == (record.index, record.versions, record.digest)
        assert again.reading.read_as == record.reading.read_as
        assert again.reading.expansions == record.reading.expansions


def test_a_record_holds_ids_that_utf_8_cannot_write(tmp_path: Path) -> None:
    odd = ARTICLES[0].__class__("半\udc80 \u2028\n", "题", "自贸区")
    record = recorded(engine_of([odd]), SearchParameters(q="自贸区"))
    assert [id for id, _ in read_record(written(tmp_path, record)).hits] == [odd.id]
    "".join(record_text(record, "en")).encode("utf-8", "replace")


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.clear(),
        lambda values: values.update(format="zhengsou search record 9"),
        lambda values: values.update(made="2026-11-30T09:05:07"),
        lambda values: values["hits"].pop(),
        lambda values: values["hits"].reverse(),
        lambda values: values["hits"][0].append(3),
        lambda values: values["search"].pop("q"),
        lambda values: values["search"].update(q=3),
        lambda values: values["search"].update({"from": "soon"}),
        lambda values: values["totals"].update(more=1),
        lambda values: values.update(index=None),
        lambda values: values.update(made=5),
        lambda values: values["hits"][0].__setitem__(1, "9.5"),
        lambda values: values["hits"][0].__setitem__(1, 10**400),
        lambda values: values["search"].update(sort=5),
        lambda values: values["search"].update(sort="best"),
        lambda values: values["search"].update(match=[]),
        lambda values: values["search"].update(expand="no"),
        lambda values: values["search"].update(collapse=1),
        lambda values: values["search"].update(district="110108"),
        lambda values: values["search"].update({"to": 0}),
        lambda values: values["query"].update(corrected=7),
        lambda values: values["query"]["expansions"][0].update(equal=None),
        lambda values: values["query"]["expansions"][0].update(kind="guess"),
        lambda values: values["totals"].update(total="x"),
        lambda values: values["totals"].update(other=True),
        lambda values: values["totals"].update(documents=-1),
        lambda values: values["index"].update(documents="many"),
        lambda values: values["index"].update(fingerprint=["x"]),
    ],
)
def test_what_is_no_record_is_refused(engine: Engine, tmp_path: Path, change) -> None:
    path = written(tmp_path, recorded(engine))
    values = json.loads(path.read_bytes())
    change(values)
    path.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(SourceError, match=r"record\.json"):
        read_record(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"3", b"\xff\xfe", b"{", b'{"format": null}', b"[" * 9000])
def test_files_of_other_kinds_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"record\.json"):
        read_record(path)


def test_dates_count_from_the_day_of_the_record() -> None:
    made = MADE.replace(year=2022, month=1, day=10)
    record = recorded(engine_of(), SearchParameters(q="自贸区 日期:近一年"), made)
    assert [id for id, _ in record.hits] == ["zone-hans"]
    assert str(record.reading.read_as).endswith("date:2021-01-11..2022-01-10")


def test_without_its_ranking_a_record_tells_all_else(engine: Engine) -> None:
    whole = recorded(engine)
    short = make_record(engine, ASKED, MADE, ranking=False)
    assert (short.hits, whole.hits != ()) == ((), True)
    assert short.totals == whole.totals
    for lang in ("zh-Hans", "zh-Hant", "en"):
        assert paragraph(short, lang) == paragraph(whole, lang)


def test_the_lexicon_has_a_digest_of_all_its_files(tmp_path: Path) -> None:
    more = tmp_path / "more.tsv"
    more.write_text("甲乙\t丙丁\n", encoding="utf-8")
    assert versions() == versions(())
    assert versions((more,))["lexicon"] != versions()["lexicon"]


def test_a_methods_section_tells_of_the_search_in_three_languages(engine: Engine) -> None:
    record = recorded(engine)
    english, simplified, traditional = (paragraph(record, lang) for lang in ("en", "zh-Hans", "zh-Hant"))
    count = len({one.equal for one in record.reading.expansions})
    fingerprint = record.index.fingerprint[:16]
    assert english == (
        f"The search was run with zhengsou {record.versions['zhengsou']} on 30 November 2026, 09:05 (UTC+08:00). "
        f"The query was “自贸区 海淀”; synonyms and translations were searched for too ({count} expressions). "
        "The search was limited to places: Haidian District, Shanghai; "
        "languages: Simplified Chinese, Traditional Chinese; "
        "dates of publication from 2020-01-01 to 2021-09-30. Results are ranked by relevance. "
        f"The index held 5 documents (fingerprint {fingerprint}). The search found 3 documents: "
        "1 with the query verbatim, 2 with part of the query only."
    )
    assert simplified == (
        f"检索工具为政搜（zhengsou {record.versions['zhengsou']}），检索时间为2026年11月30日09:05（UTC+08:00）。"
        f"检索式为“自贸区 海淀”；同时检索同义词和译名，共{count}个。检索范围限于地区：海淀区、上海市；"
        "语言：简体中文、繁体中文；发布日期：2020-01-01至2021-09-30。结果按相关性排序。"
        f"所检索引共收录文献5篇（内容指纹{fingerprint}）。共检得文献3篇，"
        "其中逐字包含检索内容的1篇、只符合部分检索条件的2篇。"
    )
    assert "檢索範圍限於地區：海淀區、上海市" in traditional


def test_a_methods_section_says_what_was_not_typed_but_done(engine: Engine) -> None:
    def told(**given: object) -> str:
        return paragraph(recorded(engine, SearchParameters(**given)), "en")

    assert "No query was given" in told(sort="newest")
    assert "Results stand from the newest to the oldest." in told(sort="newest")
    assert "read as" in told(q="（自贸区 海淀")
    assert "not searched for" in told(q="自贸区", expand=False)
    assert "copies of each other one was counted" in told(q="自贸区", collapse=True)
    assert "found nothing and was corrected to “自贸区”" in told(q="自冒区")


def test_text_lists_the_documents_in_their_order(engine: Engine) -> None:
    record = recorded(engine)
    text = "".join(record_text(record, "zh-Hans"))
    assert text.startswith("检索记录\n\n" + paragraph(record, "zh-Hans"))
    listed = [line.split("\t") for line in text.splitlines() if line.count("\t") == 2]
    assert [(int(rank), id) for rank, _, id in listed] == list(enumerate((id for id, _ in record.hits), 1))
    assert record.digest in text
