from datetime import date

import pytest

from corpus.metadata.calendar import parse_date, written_dates
from corpus.metadata.dates import CONFIDENCE, find_date, is_date_line

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
            "中華民國一百零九年七月三十日",
            "民國一百○九年七月三十日",
        ),
        *(
            "二〇二〇年七月三十日",
            "二○二○年七月三十日",
            "July 30, 2020",
            "Jul. 30 2020",
            "30 July 2020",
            "30th Jul 2020",
            "30th of July 2020",
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
        *("一百零九年七月三十日", "民國一百百年七月三十日", "民國百百零九年七月三十日"),
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


@pytest.mark.parametrize(
    "text", ["版本1.2.3", "电话010-20200730", "23.4.5.6", "125.50.50", "110.1.1.25", "F108-05-08-001"]
)
def test_other_numbers_are_no_days(text: str) -> None:
    assert list(written_dates(text)) == []


BODY = "园区今天启用，首批企业已经入驻。"


def found_day(text: str, title: str = "", latest: date | None = None) -> date | None:
    found = find_date(text, title, latest)
    if found is None:
        return None
    assert found.span is not None
    assert found.said == {"title": title, "text": text}[found.field][slice(*found.span)]
    return found.value


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
        f"园区启用\n成文日期：2020年7月30日\n{BODY}",
        f"园区启用！\n某地发布2020-07-3010:26发表于某省\n{BODY}",
        f"关于某事的通知\n现予印发。\n2020年7月30日\n（此件公开发布）\n某某办法\n{BODY * 80}\n2019年1月1日施行",
        "On 30 July 2020, the city opened the park.",
        "園區啟用\n109.7.30\n" + "園區今天啟用，首批企業已經進駐。",
        "昨日（2020年7月29日），园区正式启用。",
        f"{BODY * 300}\n完\n2020年7月30日（星期四）\n香港時間14時30分",
        f"{BODY * 300}\n完\n2020年7月30日（星期四）香港時間14時30分",
        f"Park opens\nThursday, July 30, 2020\n{BODY}",
        f"{BODY * 300}\nEnds/Thursday, July 30, 2020\nIssued at HKT 14:30",
    ],
)
def test_finds_the_day_of_publication(text: str) -> None:
    assert found_day(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            BODY,
            "7月30日，园区启用。",
            "截至2020年7月30日，已有十家企业入驻。",
            "自8月20日起，可以办理2020年7月30日发放的贷款。",
            "每年的7月30日是节日，2020年也不例外。",
            "本所拟订于2020年7月30日举办说明会。",
            f"报名表\n活动开始日期 2020-07-30 16:37\n{BODY}",
            f"花展\n時間：109.07.30-08/03\n{BODY}",
        ),
        f"{BODY * 4}后来在2020年7月30日又有新的进展。{BODY}\n{BODY}",
    ],
)
def test_finds_no_day_where_none_is_said(text: str) -> None:
    assert found_day(text) is None


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
    assert found_day(text) == day


def test_no_day_after_the_latest_is_inferred() -> None:
    text = "12月20日，某区发布《行动计划（2026年-2030年）》。"
    assert found_day(text, latest=date(2025, 12, 31)) == date(2025, 12, 20)
    assert found_day(text) == date(2026, 12, 20)


@pytest.mark.parametrize("text", ["办法自2020年7月30日起施行。", "公所欢迎各界参加2020年7月30日的说明会。"])
def test_a_day_that_lies_ahead_is_none_of_publication(text: str) -> None:
    assert found_day(text, latest=DAY) == DAY
    assert found_day(text, latest=date(2020, 7, 29)) is None
    assert found_day(f"发布时间：2020-07-30\n{BODY}", latest=date(2020, 7, 29)) == DAY


def test_a_label_outranks_a_date_line_and_that_a_first_sentence() -> None:
    head = "园区启用\n2020-07-31\n发布时间：2020-07-30\n"
    assert found_day(f"{head}2020年8月1日，{BODY}") == DAY
    assert found_day(f"园区启用\n2020-07-30\n2020年8月1日，{BODY}") == DAY


@pytest.mark.parametrize(
    ("line", "expected"), [(" 2020-07-30 10:00 ", True), ("109.07.30", True), ("2020-07-30启用", False)]
)
def test_knows_a_line_with_nothing_but_a_date(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_a_day_of_publication_outranks_one_of_drawing_up() -> None:
    assert found_day(f"索引号：1 成文日期：2020-07-20 发布日期：2020-07-30\n{BODY}") == DAY


def test_bare_numbers_are_years_of_the_republic_on_pages_of_taiwan_alone() -> None:
    assert found_day("园区启用\n109.7.30\n园区今天启用，首批企业已经入驻。") is None
    assert found_day("园区启用\n发布日期：109.7.30\n园区今天启用，首批企业已经入驻。") == DAY


@pytest.mark.parametrize(
    ("text", "title", "confidence"),
    [
        (f"发布日期：2020-07-30\n{BODY}", "", "labelled"),
        (f"{BODY}\n某某市人民政府 2020年7月30日", "", "signature"),
        ("7月30日，园区启用。2020年将有百家企业入驻，2020年也是开局之年。", "", "reckoned"),
        (BODY, "2020年7月30日园区启用", "headline"),
        ("公所欢迎各界参加2020年7月30日的说明会。", "", "mention"),
        ("某社某地2020年7月30日电 园区正式启用。", "", "report"),
        ("办法自2020年7月30日起施行，有效期三年。", "", "effect"),
        ("自2020年7月30日起至12月31日，购房可得补贴。", "", "term"),
    ],
)
def test_the_surer_the_rule_the_greater_the_confidence(text: str, title: str, confidence: str) -> None:
    found = find_date(text, title)
    assert found is not None
    assert (found.value, found.confidence) == (DAY, CONFIDENCE[confidence])
    assert CONFIDENCE["labelled"] > CONFIDENCE["reckoned"] > CONFIDENCE["effect"] > CONFIDENCE["term"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12月20日，某市发布通知，自2021年1月5日起施行。2021年预算另有安排。", date(2020, 12, 20)),
        ("7月30日，某市发布政策，对2020年5月1日至2021年6月30日前购房的给予补贴。", DAY),
        ("7月30日，某市印发通知（某发〔2020〕1号），有效期至2025年12月31日。", DAY),
        ("On July 30, the city opened a park that was planned in 2020.", None),
        ("7月30日，某市发布政策，有效期至2025年12月31日。", None),
        ("7月30日，某市表示，2029年建成，2020年开工。", DAY),
    ],
)
def test_the_year_is_that_in_which_something_takes_effect_and_never_a_goal(
    text: str, day: date | None
) -> None:
    assert found_day(text, latest=date(2027, 1, 1)) == day


def test_a_long_page_is_searched_at_both_ends_alone() -> None:
    middle = "\n".join([BODY] * 900)
    assert found_day(f"{middle}\n2020年7月30日\n{middle}") is None
    assert found_day(f"{middle}\n2020年7月30日") == DAY
