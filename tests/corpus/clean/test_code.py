import pytest

from corpus.clean.code import remove_code

STYLE = ".base-list a:hover, div#top > p { color: #ffe15c; margin: -41px 0 }"
SCRIPT = "var $q=jQuery.noConflict();\t\t$q(document).ready(function(){\t$q('.box').css(\"width\",8);\t});"


@pytest.mark.parametrize(
    "code", [STYLE, SCRIPT, "body{font-size:12pt;}\t@media print{ div.no { display:none; } }"]
)
def test_takes_code_out_of_a_line_and_leaves_the_words_around_it(code: str) -> None:
    assert remove_code(f"招标公告{code}公告日：108/01/15").replace("\t", "") == "招标公告公告日：108/01/15"
    assert remove_code(f"{code} The park opens today.").strip() == "The park opens today."
    assert remove_code(f"园区启用。\n{code}\n首批企业入驻。").split() == ["园区启用。", "首批企业入驻。"]


def test_takes_code_of_many_lines() -> None:
    page = """园区今天启用。
.for_all a {
    position: absolute;
}
var list = $('.air').find('ul');
list.each(function(k, v){
    if (k != 0) {
        $(v).hide(); // 隐藏其他
    }
});
function change(index) {
    item += index
    show('下一条');
}
gtag('js', new Date());
首批企业入驻。"""
    assert remove_code(page).split() == ["园区今天启用。", "首批企业入驻。"]


@pytest.mark.parametrize(
    "text",
    [
        "变量{甲：乙}的含义",
        "集合 {1, 2, 3} 与 {x: x > 0}",
        "填写{姓名: 张}后提交",
        "table{姓名：张三}",
        "body{请填写: 姓名}",
        "if (同意){请打勾}",
        "The body {of the text} is here.",
        "He said {note: see below} and left.",
        "园区 body{color:red 未闭合",
        'a{"content":"甲乙丙丁戊己庚辛，一二三四五六七八九十，一二三四五六七八九十，一二三四五六七八九十，一二三四五六七八九十，一二三四五六七八九十，完"}',
        "模板为 function 之外的{ }",
        "window.open 是一个函数；\nvar x = 1;\n没有花括号的代码不动",
    ],
)
def test_leaves_everything_else(text: str) -> None:
    assert remove_code(text) == text
