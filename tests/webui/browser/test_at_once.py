"""What happens at once where a script may run: suggestions, pages in place, values found, a span drawn."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.webui.browser.contexts import PHONE

pytestmark = pytest.mark.browser


def search(page: Page, address: str, query: str) -> None:
    """Open results, and mark the document, which lasts as long as pages are shown in place."""
    page.goto(f"{address}/?q={query}")
    page.evaluate("window.kept = true")


def kept(page: Page) -> bool:
    return bool(page.evaluate("window.kept === true"))


def query_of(page: Page) -> str:
    return unquote(page.url.partition("?")[2])


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.fixture
def asked(page: Page) -> Iterator[list[str]]:
    """The addresses that the page asks for by itself."""
    requests: list[str] = []
    page.on("request", lambda one: one.resource_type == "fetch" and requests.append(unquote(one.url)))
    yield requests


@pytest.mark.parametrize(
    ("language", "kind", "count"),
    [("zh-Hans", "词语", "5 篇文献"), ("zh-Hant", "詞語", "5 篇文獻"), ("en", "Term", "5 documents")],
)
def test_a_suggestion_is_chosen_with_the_keyboard(page, address, language, kind, count):
    search(page, address, f"通知&ui={language}")
    box = page.get_by_role("combobox")
    box.fill("zmq")
    option = page.get_by_role("option").first
    expect(option).to_have_text(f"{'自貿區' if language == 'zh-Hant' else '自贸区'} {kind}")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Enter")
    heading(page, count)
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()
    assert kept(page)


def test_what_was_typed_is_marked_and_escape_and_tab_close_the_list(page, address):
    search(page, address, "通知")
    box = page.get_by_role("combobox")
    box.fill("自贸")
    expect(page.locator("[role=option] b").first).to_have_text("自贸")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("自贸")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Home")
    assert box.evaluate("box => box.selectionStart") == 0
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("button", name="检索")).to_be_focused()


def test_a_suggestion_is_chosen_with_the_mouse_and_a_title_leads_to_its_document(page, address):
    search(page, address, "通知")
    page.get_by_role("combobox").fill("haidian")
    page.get_by_role("option", name="海淀 地点").click()
    expect(page).to_have_title("海淀 — 政搜")
    heading(page, "1 篇文献")
    assert query_of(page) == "q=海淀"
    page.get_by_role("combobox").fill("香港與內")
    page.get_by_role("option", name="香港與內地自貿區深化合作 文献").click()
    heading(page, "香港與內地自貿區深化合作")


@PHONE
def test_a_suggestion_is_chosen_by_touch_on_the_first_page(page, address):
    page.goto(address)
    page.get_by_role("combobox").fill("zmq")
    page.get_by_role("option").first.tap()
    heading(page, "5 篇文献")


def test_a_late_answer_for_what_is_no_longer_typed_is_dropped(page, address):
    late = []
    page.route(
        "**/api/v1/suggest?q=zmq*", lambda route: late.append(route) or page.keyboard.press("Backspace")
    )
    search(page, address, "通知")
    box = page.get_by_role("combobox")
    box.fill("zmq")
    expect(
        page.get_by_role("option", name="政").or_(page.get_by_role("option", name="自")).first
    ).to_be_visible()
    shown = page.get_by_role("option").all_inner_texts()
    late[0].fulfill(json={"q": "zmq", "suggestions": [{"text": "迟到", "kind": "term", "by": "written"}]})
    expect(box).to_have_value("zm")
    assert page.get_by_role("option").all_inner_texts() == shown


def test_enter_that_confirms_a_candidate_submits_nothing(page, address, asked):
    """hub-docs 2674, zensical/ui 90: Enter that confirms a candidate submitted the search."""
    page.clock.install(time=0)
    search(page, address, "通知")
    # From here on only what the test lets pass of time passes, however slow the machine is.
    page.clock.pause_at(3_600_000)
    box = page.get_by_role("combobox")
    box.fill("")
    input_method = page.context.new_cdp_session(page)
    for composed in ("z", "zi mao", "自贸区"):
        input_method.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
        page.clock.run_for(2_000)
    # The Enter of the input method, as Chromium and as Safari tell of it.
    input_method.send(
        "Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229}
    )
    prevented = box.evaluate(
        """box => [{ isComposing: true }, { keyCode: 229 }].map((how) => !box.dispatchEvent(
             new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...how })))"""
    )
    page.clock.run_for(2_000)
    assert prevented == [True, True]
    assert (asked, query_of(page)) == ([], "q=通知")
    input_method.send("Input.insertText", {"text": "自贸区"})
    page.clock.run_for(100)
    expect(page.get_by_role("listbox")).to_be_visible()
    heading(page, "24 篇文献")
    page.keyboard.press("Enter")
    page.clock.resume()
    heading(page, "5 篇文献")
    assert any("suggest?q=自贸区" in one for one in asked) and not any("zi" in one for one in asked)
    assert kept(page)


def test_results_follow_what_is_typed_and_back_leads_to_what_was_before(page, address):
    search(page, address, "通知&district=110108")
    box = page.get_by_role("combobox")
    box.press("End")
    box.press_sequentially(" 补", delay=5)
    expect(page).to_have_title("通知 补 — 政搜")
    assert query_of(page) == "q=通知+补&district=110108"
    expect(box).to_be_focused()
    box.fill("自贸区")
    heading(page, "2 篇文献")
    expect(page.get_by_role("status")).to_have_text("2 篇文献")
    assert query_of(page) == "q=自贸区&district=110108"
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    # A chip that is exchanged while it is pressed is not clicked.
    expect(page.locator("#main")).not_to_have_attribute("aria-busy", "true")
    page.locator(".chip").click()
    heading(page, "5 篇文献")
    assert kept(page)
    # What was typed on the way is one entry; what was chosen has its own.
    page.go_back()
    heading(page, "2 篇文献")
    page.go_back()
    heading(page, "12 篇文献")
    expect(box).to_have_value("通知")
    page.go_forward()
    page.go_forward()
    heading(page, "5 篇文献")
    expect(box).to_have_value("自贸区")
    assert query_of(page) == "q=自贸区"
    assert kept(page)


def test_a_click_on_a_value_keeps_it_under_the_pointer_with_the_focus(page, address):
    search(page, address, "自贸区")
    value = page.locator("[aria-labelledby=facet-district] .value").nth(1)
    label = value.locator("bdi").inner_text()
    value.scroll_into_view_if_needed()
    before = value.bounding_box()["y"]
    value.click()
    expect(page.locator(".chip bdi")).to_have_text(label)
    chosen = page.locator("[aria-labelledby=facet-district] .value", has_text=label)
    expect(chosen).to_have_attribute("aria-current", "true")
    expect(chosen).to_be_focused()
    assert abs(chosen.bounding_box()["y"] - before) <= 1
    page.keyboard.press("Enter")
    heading(page, "5 篇文献")
    expect(page.locator(".chip")).to_have_count(0)
    assert kept(page)


def test_a_branch_opens_in_place_and_is_no_step_back(page, address):
    search(page, address, "自贸区")
    page.get_by_role("link", name="北京市的下级").click()
    expect(page.locator("#values-district .tree .tree bdi")).to_have_text(["海淀区"])
    expect(page.get_by_role("link", name="北京市的下级")).to_be_focused()
    assert query_of(page) == "q=自贸区&open=110000"
    assert kept(page)
    assert page.evaluate("history.length") == 2


def test_pages_turn_in_place_to_their_top_and_back_to_where_one_was(page, address):
    page.set_viewport_size({"width": 1280, "height": 500})
    search(page, address, "通知")
    next_page = page.get_by_role("link", name="下一页")
    next_page.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 500
    next_page.click()
    expect(page.locator(".pager [aria-current=page]")).to_have_text("2")
    expect(page.locator("#main")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.go_back()
    expect(page.locator(".pager [aria-current=page]")).to_have_text("1")
    page.wait_for_function("scrollY > 0")
    assert abs(page.evaluate("scrollY") - place) <= 2
    assert kept(page)
    # From a document too, and after loading anew.
    page.locator(".hit h3 a").last.click()
    page.wait_for_url("**/documents/**")
    page.go_back()
    page.wait_for_function("scrollY > 0")
    assert abs(page.evaluate("scrollY") - place) <= 2


def test_a_click_with_a_key_held_is_the_browsers(page, address):
    search(page, address, "自贸区")
    with page.context.expect_page() as opened:
        page.locator(".facets .value", has_text="上海市").click(modifiers=["ControlOrMeta"])
    expect(opened.value.locator(".chip")).to_have_count(1)
    assert query_of(page) == "q=自贸区"


def test_an_error_is_shown_in_place_and_typed_away(page, address, problems):
    search(page, address, "自贸区")
    page.get_by_label("从").fill("没有日期")
    page.keyboard.press("Enter")
    heading(page, "这个检索无法照此执行")
    assert kept(page)
    page.go_back()
    heading(page, "5 篇文献")
    assert all("422" in problem for problem in problems) and problems
    problems.clear()


def test_where_asking_fails_the_page_is_loaded_whole(page, address, problems):
    search(page, address, "自贸区")
    page.route(
        "**/*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.locator(".facets .value", has_text="上海市").click()
    heading(page, "1 篇文献")
    assert not kept(page)
    problems.clear()


def test_values_are_found_as_their_names_are_typed(page, address):
    page.goto(f"{address}/?q=自贸区&open=district&find_district=haidian")
    page.evaluate("window.kept = true")
    field = page.get_by_label("查找地区")
    values = page.locator("#values-district bdi")
    expect(values).to_have_text(["北京市", "海淀区"])
    field.fill("上海")
    expect(values).to_have_text(["上海市"])
    expect(field).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("4 项中有 1 项")
    assert "find_district=上海" in query_of(page)
    page.locator("#values-district .value").click()
    expect(page.locator(".chip bdi")).to_have_text("上海市")
    assert "find_district" not in page.url
    assert kept(page)


def test_a_span_of_time_is_drawn_with_the_mouse(page, address):
    search(page, address, "通知")
    plot = page.locator("#histogram .plot").bounding_box()
    bins = page.locator("#histogram a").count()
    assert bins == 36
    y = plot["y"] + plot["height"] / 2

    def middle(number: int) -> float:
        return plot["x"] + plot["width"] * (number + 0.5) / bins

    page.mouse.move(middle(10), y)
    page.mouse.down()
    page.mouse.move(middle(7), y)
    page.mouse.move(middle(3), y, steps=3)
    page.mouse.up()
    expect(page.locator(".chip bdi")).to_have_text("2018-04 – 2018-11")
    assert page.locator("#histogram .range").get_attribute("width") == "8"
    page.mouse.click(middle(4), plot["y"] + 5)
    expect(page.locator(".chip bdi")).to_have_text("2018-05")
    assert kept(page)


@PHONE
def test_a_span_of_time_is_drawn_by_touch(page, address):
    search(page, address, "通知")
    page.locator("#narrowing > summary").tap()
    plot = page.locator("#histogram .plot").bounding_box()
    touch = page.context.new_cdp_session(page)
    y = plot["y"] + plot["height"] / 2
    places = [plot["x"] + plot["width"] * part for part in (0.01, 0.2, 0.4, 0.49)]
    for kind, points in (
        ("touchStart", [{"x": places[0], "y": y}]),
        *(("touchMove", [{"x": x, "y": y}]) for x in places[1:]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.locator(".chip bdi")).to_have_text("2018-01 – 2019-06")
    # The list stays open for the next choice, and says how many are found.
    expect(page.locator("#narrowing > summary .count")).to_have_text("12")
    assert kept(page)


def test_a_slash_leads_to_the_box_unless_one_types_elsewhere(page, address):
    search(page, address, "通知")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    expect(page.get_by_role("combobox")).to_have_value("通知")
    page.get_by_label("从").focus()
    page.keyboard.press("/")
    expect(page.get_by_label("从")).to_have_value("/")


@pytest.mark.parametrize("path", ["/", "/?q=自贸区", "/documents/hd-ftz?q=自贸区"])
def test_nothing_moves_while_a_page_loads(page, address, path):
    page.goto(f"{address}{path}")
    moved = page.evaluate(
        """() => new Promise((done) => {
             const seen = new PerformanceObserver(() => {});
             seen.observe({ type: 'layout-shift', buffered: true });
             requestAnimationFrame(() => requestAnimationFrame(() =>
               done(seen.takeRecords().reduce((sum, each) => sum + each.value, 0))));
           })"""
    )
    assert moved == 0
