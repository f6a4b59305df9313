from datetime import date

import pytest

from corpus.metadata.calendar import parse_date, written_dates
from corpus.metadata.dates import find_date, is_date_line

DAY = date(2020, 7, 30)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2020-07-30",
            "2020-7-30",
            "2020/07/30",
            "2020.7.30",
            "20200730",
            "2020年7月30日",
            "2020年07月30日 10:00",
            "２０２０年７月３０日",
        ),
        *(
            "2020-07-30T23:59:59+08:00",
            "2020-07-30 10:00",
            "2020-07-30（星期四）",
            "2020 年 7 月 30 日",
            "2020-07-3010:39",
        ),
        *(
            "民國109年7月30日",
            "中華民國109年7月30日",
            "109年7月30日",
            "109.07.30",
            "109/07/30",
            "109-07-30",
            "一○九年七月三十日",
        ),
        *(
            "二〇二〇年七月三十日",
            "二○二○年七月三十日",
            "July 30, 2020",
            "Jul. 30 2020",
            "30 July 2020",
            "30th Jul 2020",
        ),
        *("Thu, 30 Jul 2020 10:00:00 GMT", "  2020-07-30\n"),
    ],
)
def test_reads_every_way_of_writing_a_day(written: str) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "yesterday",
            "2020",
            "2020-07",
            "2020-13-30",
            "2020年2月30日",
            "2020-07-301",
            "on 2020-07-30",
            "07/30/2020",
        ),
        *("7月30日", "2020-07-30x", "二〇二〇年七月三十二日", "99999999", "12020-07-30"),
    ],
)
def test_refuses_what_is_no_day(written: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        parse_date(written)


def test_finds_all_days_with_their_places() -> None:
    text = "自2020年7月30日起，至2021/1/2止。"
    assert [(found.day, text[found.start : found.end]) for found in written_dates(text)] == [
        (DAY, "2020年7月30日"),
        (date(2021, 1, 2), "2021/1/2"),
    ]


@pytest.mark.parametrize("text", ["版本1.2.3", "电话010-20200730", "23.4.5.6", "125.50.50"])
def test_other_numbers_are_no_days(text: str) -> None:
    assert list(written_dates(text)) == []


BODY = "园区今天启用，首批企业已经入驻。"


@pytest.mark.parametrize(
    "text",
    [
        f"园区启用\n发布时间：2020-07-30 10:00 浏览次数：5\n{BODY}",
        f"園區啟用\n發布日期：109年7月30日\n{BODY}",
        f"Park opens\nPublished: July 30, 2020\n{BODY}",
        f"园区启用\n2020-07-30\n\n{BODY}",
        f"园区启用\n2020年7月30日 来源：某报\n{BODY}",
        f"园区启用\n来源：某报　2020/7/30\n{BODY}",
        f"{BODY}\n某某市人民政府\n2020年7月30日",
        f"{BODY}\n某某市人民政府办公室 2020年7月30日印发",
        f"{BODY}\n二〇二〇年七月三十日",
        "2020年7月30日，园区正式启用。其后又有2021年1月1日开工的项目。",
        "某社某地2020年7月30日电 园区正式启用。",
    ],
)
def test_finds_the_day_of_publication(text: str) -> None:
    assert find_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            BODY,
            "7月30日，园区启用。",
            "办法自2020年7月30日起施行，有效期三年。",
            "截至2020年7月30日，已有十家企业入驻。",
            "自8月20日起，可以办理2020年7月30日发放的贷款。",
        ),
        f"{BODY * 4}后来在2020年7月30日又有新的进展。{BODY}\n{BODY}",
    ],
)
def test_finds_no_day_where_none_is_said(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7月30日下午，某区召开发布会。根据行动计划（2020年-2022年），将建设示范区。", DAY),
        ("7月30日，某区发布《规划（2020—2035年）》，到2025年建成框架。2019年产值增长一成。", DAY),
        ("7月30日，某区表示，2019年至今投资增长。2020年上半年产值增长，2025年底前完成目标。", DAY),
        ("7月30日，市府表示，109年度預算已經通過，到2030年完成。", DAY),
        ("2月30日，某区发布2020年计划。", None),
    ],
)
def test_infers_the_year_from_the_text(text: str, day: date | None) -> None:
    assert find_date(text) == day


def test_no_day_after_the_latest_is_inferred() -> None:
    text = "12月20日，某区发布《行动计划（2026年-2030年）》。"
    assert find_date(text, latest=date(2025, 12, 31)) == date(2025, 12, 20)
    assert find_date(text) == date(2026, 12, 20)


def test_a_label_outranks_a_date_line_and_that_a_first_sentence() -> None:
    head = "园区启用\n2020-07-31\n发布时间：2020-07-30\n"
    assert find_date(f"{head}2020年8月1日，{BODY}") == DAY
    assert find_date(f"园区启用\n2020-07-30\n2020年8月1日，{BODY}") == DAY


@pytest.mark.parametrize(
    ("line", "expected"), [(" 2020-07-30 10:00 ", True), ("109.07.30", True), ("2020-07-30启用", False)]
)
def test_knows_a_line_with_nothing_but_a_date(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected
