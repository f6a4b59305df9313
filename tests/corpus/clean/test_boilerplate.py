import pytest

from corpus.clean.boilerplate import drop_boilerplate

BODY = "园区今天启用，首批企业已经入驻。"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "原标题:园区今天启用",
            "原標題：園區今天啟用",
            "中富网快讯:",
            "当前位置：首页 > 要闻 > 正文",
            "首页 > 要闻",
        ),
        *(
            "来源：某某日报  2020-07-30 10:00",
            "发布时间：2020-07-30 来源：某某网 浏览次数：12",
            "發布日期：109年7月30日",
        ),
        *("2020-07-30 10:00 来源：某某网", "字号：大 中 小", "【大 中 小】", "字體：大 中 小 【列印】"),
        *(
            "分享到：微信 微博 QQ空间",
            "分享 Facebook LINE Twitter",
            "扫一扫在手机打开当前页",
            "跳到主要內容區塊",
        ),
        *("【字体：大 中 小】", "回首頁 | 網站導覽 | English"),
    ],
)
def test_takes_lines_off_the_top(line: str) -> None:
    assert drop_boilerplate(f"{line}\n\n{BODY}").strip() == BODY
    assert drop_boilerplate(f"园区启用\n{line}\n{BODY}") == f"园区启用\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "(文章来源:北京商报)",
            "（來源：某某時報）",
            "来源：某某网",
            "责任编辑:JNQSS",
            "（责编：甲乙、丙丁）",
            "【責任編輯：甲】",
        ),
        *(
            "编辑：甲 责任编辑：乙",
            "部分圖片來源于網絡,如有侵權,請及時聯系刪除。",
            "部分圖片來源於網絡,如有侵權,請及時聯繫刪除。",
        ),
        *(
            "图片来自网络，侵删",
            "版权声明：本文版权归原作者所有",
            "未经授权不得转载",
            "转载请注明出处",
            "版权所有 某某市人民政府",
        ),
        *("友善列印 | 轉寄好友 | 分享至Facebook", "Print | Share | Email", "网站地图 | 联系我们 | 法律声明"),
        *("點閱數：321 更新日期：109-07-30", "浏览次数：12", "最後更新日期：2020-07-30 10:00"),
        *(
            "字体：【大 中 小】",
            "来源：某某社 编辑：甲乙",
            "相关阅读",
            "声明：本网转载此文，不代表本网观点。",
        ),
        *("京ICP备00000000号", "打印本页关闭窗口", "分享到：", "上一篇：园区今天启用", "下一篇：没有了"),
        *(
            "上一則",
            "下一页 > 园区启用",
            "【打印】【关闭】",
            "收藏 | 点赞 | 评论",
            "责任编辑 甲乙",
            "我要纠错",
        ),
        *("Copyright © 2020 某某网", "© 2021 City News. All rights reserved.", "网站标识码：1100000000"),
        *(
            "某某市人民政府办公室 版权所有",
            "京公网安备11010000000000号",
            "扫描下方二维码关注我们",
            "返回首页",
        ),
        *("相关阅读：\n园区明年再扩建\n首批企业名单公布", "【延伸閱讀】\n園區明年再擴建\n責任編輯：甲"),
    ],
)
def test_takes_lines_off_the_bottom(line: str) -> None:
    assert drop_boilerplate(f"{BODY}\n\n{line}").rstrip() == BODY
    assert drop_boilerplate(f"{BODY}\n{line}\n\n{line}\n").rstrip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n来源：某某日报\n{BODY}",
        f"{BODY}\n原标题:旧闻\n{BODY}",
        "时间：2020年8月1日上午\n地点：会议中心\n请准时参加。",
        "字號：府法字第1090000001號\n主旨：公告修正條文。",
        "记者：为什么要建设园区？\n答：为了集聚产业。",
        f"（新聞處發布）\n{BODY}",
        f"{BODY}\n编辑部今天搬入园区。",
        f"{BODY}\n相关阅读：\n{BODY}",
        f"{BODY}\n相关新闻\n某报 https://example.org/1",
        f"{BODY}\n相关链接",
        f"{BODY}\n分享经济发展指南",
        f"{BODY}\n上一页的表格已作废",
        f"{BODY}\n版权所有者有权许可他人使用，并由此获得报酬",
        "相关阅读：\n园区明年再扩建\n首批企业名单公布",
        f"{BODY}\n资金来源：财政拨款100万元，其余自筹。",
        f"{BODY}\n本办法所称侵权，是指未经许可使用他人作品的行为。",
        "修正「獎章條例」\n修正「獎章條例」\n附修正「獎章條例」全文一份",
        "(文章来源:北京商报)",
        "",
        "\n\n",
    ],
)
def test_leaves_everything_else(text: str) -> None:
    assert drop_boilerplate(text) == text


def test_takes_off_a_site_name_that_is_repeated() -> None:
    assert (
        drop_boilerplate(f"某地全搜索\n\n某地全搜索\n\n园区今天正式启用\n\n{BODY}")
        == f"\n园区今天正式启用\n\n{BODY}"
    )


def test_leaves_a_short_title_that_is_repeated_over_the_text() -> None:
    text = f"园区今天启用\n\n园区今天启用\n\n{BODY}"
    assert drop_boilerplate(text) == text


def test_a_list_of_other_articles_is_no_longer_than_such_lists_are() -> None:
    titles = "\n".join(f"第{number}批企业名单公布" for number in range(20))
    text = f"{BODY}\n推荐阅读\n{titles}"
    assert drop_boilerplate(text) == text
