import pytest

from corpus.clean.menus import remove_menus

MENU = """跳到主要內容區塊
首頁\t\t網站導覽\t\t訂閱RSS\t\tEnglish
市府動態\t\t市府新聞\t\t機關新聞\t\t熱門活動
今日氣溫
20 ~ 21
字級\t\t小\t\t中\t\t大
分享\t\tFacebook\t\tTwitter\t\tLINE"""
ARTICLE = "園區今天啟用，首批企業已經入駐。\n\n市長說，明年再增加三處。"


def test_takes_a_menu_off_with_what_stands_in_it() -> None:
    assert remove_menus(f"{MENU}\n{ARTICLE}") == ARTICLE
    assert remove_menus(f"園區啟用\n{MENU}\n{ARTICLE}\n{MENU}") == f"園區啟用\n{ARTICLE}"
    assert remove_menus(MENU.replace("\t\t", " | ") + f"\n{ARTICLE}") == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2019\t2020\t2021\n产值\t1\t2\t3\n税收\t4\t5\t6\n就业\t7\t8\t9",
        "首页\t网站导航\t本站\t其他\n只有一行菜单。",
        "网站名称\t网站导航\t联系我们\t加入收藏\n一个表格说明网站应有的栏目。\n首页\t有\t有\t无\n搜索\t有\t无\t有",
        ARTICLE,
        "",
    ],
)
def test_leaves_tables_and_articles(text: str) -> None:
    assert remove_menus(text) == text


def test_no_sentence_goes_with_a_menu() -> None:
    assert "請注意，今天停水。" in remove_menus(MENU.replace("今日氣溫", "請注意，今天停水。"))
