import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean.wrapped import join_wrapped_lines

LONG = (
    "为贯彻落实决策部署，加快推进示范区建设，促进数字经济和实体经济深度融合，培育一批具有竞争力的产业集群，"
    "现就有关事项通知如下，请各单位结合实际认真贯彻执行，并于每个季度末报送进展情况。"
)
SHORT = "一、支持企业开展数字化转型，对符合条件的项目按季度给予补助。"


def wrapped(paragraph: str, width: int) -> str:
    indented = f"\u3000\u3000{paragraph}"
    return "\n".join(indented[at : at + width] for at in range(0, len(indented), width))


@pytest.mark.parametrize("width", [22, 25, 28])
def test_joins_the_paragraphs_of_a_wrapped_page(width: int) -> None:
    page = f"关于推进示范区建设的通知\n{wrapped(LONG, width)}\n{wrapped(SHORT, width)}\n\u3000\u3000二、即日起施行。"
    assert join_wrapped_lines(page).split("\n") == [
        *(
            "关于推进示范区建设的通知",
            f"\u3000\u3000{LONG}",
            f"\u3000\u3000{SHORT}",
            "\u3000\u3000二、即日起施行。",
        ),
    ]


def test_words_of_letters_stay_apart() -> None:
    lines = (
        "本次活动由园区管理委员会与企业联合举办，主题是digital",
        "economy与实体经济融合发展，来自十余个国家的嘉宾参加会议",
        "会后，各方签署了合作备忘录，并将在年内共同建设实验平台",
        "和创新中心。",
    )
    assert "digital economy与" in join_wrapped_lines("\n".join(lines)).split("\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        *(LONG, f"{LONG}\n{LONG}\n{LONG}", wrapped(SHORT, 22), "甲\n乙\n丙\n丁。", ""),
        "大江东去浪淘尽\n千古风流人物在\n故垒西边人道是\n三国周郎赤壁间。",
        "园区管委会召开专题会议研究部署年度重点工作\n市政府举行新闻发布会介绍优化营商环境情况\n财政部门下达专项资金支持中小企业创新发展\n交通部门公布新增公交线路和站点设置方案",
        "1.申请人应当提交完整的材料并加盖单位公章原件\n2.受理部门应当在五个工作日内完成全部初步审查\n3.审批部门应当在十个工作日内作出书面决定意见\n4.以上均免费。",
        "第1名某某公园的大榕树由某某学校的同学们记录完成\n第2名某某公园的凤凰木由某某学校的同学们记录完成\n第3名某某公园的樟树林由某某学校的同学们记录完成\n谢谢。",
        "编号\t名称甲乙丙丁戊己庚辛\t金额一二三四五六\n编号\t名称甲乙丙丁戊己庚辛\t金额一二三四五六\n编号\t名称甲乙丙丁戊己庚辛\t金额一二三四五六\n完。",
    ],
)
def test_leaves_paragraphs_headings_lists_tables_and_verse(text: str) -> None:
    assert join_wrapped_lines(text) == text


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from([LONG, SHORT, "园区启用", "", "\u3000"]), max_size=6), st.integers(18, 32))
def test_joining_changes_only_white_space_and_does_so_once(paragraphs: list[str], width: int) -> None:
    page = "\n".join(wrapped(paragraph, width) for paragraph in paragraphs)
    joined = join_wrapped_lines(page)
    assert "".join(joined.split()) == "".join(page.split())
    assert join_wrapped_lines(joined) == joined
