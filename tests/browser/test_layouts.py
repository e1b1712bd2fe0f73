"""Layouts in a real browser: what is seen, what can be reached by keyboard, and that only what changed is touched."""

from __future__ import annotations

from typing import Any, cast

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser


def text(words: str, **params: Any) -> Viewable:
    return pn.pane.Str(words, **params)


def test_tabs(page: Page, serve: Serve) -> None:
    tabs = pn.Tabs(
        ("First", "one"), ("Second", pn.widgets.TextInput(name="Field")), ("Third", "three"), closable=True
    )
    page.goto(serve(tabs))
    first, second = (page.get_by_role("tab", name=name) for name in ("First", "Second"))
    expect(page.get_by_role("tabpanel", name="First")).to_have_text("one")
    second.click()
    field = page.get_by_role("textbox", name="Field")
    field.fill("kept")
    eventually(lambda: tabs.active == 1)
    second.press("ArrowRight")
    expect(page.get_by_role("tabpanel")).to_have_text("three")
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-selected", "true")
    tabs.active = 1
    expect(field).to_be_visible()
    tabs.reverse()
    tabs.active = 1
    expect(page.get_by_role("tab").first).to_have_text("Third")
    expect(field).to_have_value("kept")
    page.get_by_role("tab", name="Third").locator(".lanai-tab-close").click()
    expect(page.get_by_role("tab")).to_have_text(["Second", "First"])
    expect(field).to_be_visible()
    second.press("Delete")
    expect(page.get_by_role("tab")).to_have_text(["First"])
    assert (tabs.titles, tabs.active) == (["First"], 0)
    tabs.tabs_location = "left"
    expect(page.get_by_role("tablist")).to_have_attribute("aria-orientation", "vertical")


def test_dynamic_tabs(page: Page, serve: Serve) -> None:
    tabs = pn.Tabs(*((name, text(f"content {name}")) for name in "abc"), dynamic=True)
    page.goto(serve(tabs))
    expect(page.locator("lanai-str")).to_have_text(["content a"])
    page.get_by_role("tab", name="c").click()
    expect(page.locator("lanai-str")).to_have_text(["content c"])
    tabs.active = 1
    expect(page.locator("lanai-str")).to_have_text(["content b"])


def test_an_accordion_and_a_card(page: Page, serve: Serve) -> None:
    accordion = pn.Accordion(("One", "first part"), ("Two", "second part"), toggle=True)
    card = pn.Card("inside", title="Settings", header_background="rgb(1, 2, 3)", collapsed=True)
    page.goto(serve(pn.Column(accordion, card)))
    one = page.get_by_role("button", name="One")
    one.click()
    expect(page.get_by_role("region", name="One")).to_have_text("first part")
    page.get_by_role("button", name="Two").press("Enter")
    expect(page.get_by_role("region")).to_have_text("second part")
    expect(one).to_have_attribute("aria-expanded", "false")
    eventually(lambda: accordion.active == [1])
    accordion.active = []
    expect(page.get_by_role("region")).to_have_count(0)

    button = page.get_by_role("button", name="Settings")
    expect(page.get_by_text("inside")).to_be_hidden()
    expect(page.locator(".lanai-card-head")).to_have_css("background-color", "rgb(1, 2, 3)")
    button.press("Space")
    expect(page.get_by_text("inside")).to_be_visible()
    eventually(lambda: not card.collapsed)
    card.header = pn.widgets.TextInput(name="Inside the header")
    expect(page.get_by_role("textbox", name="Inside the header")).to_be_visible()
    expect(page.get_by_text("Settings")).to_have_count(0)
    card.hide_header = True
    expect(page.get_by_role("textbox")).to_be_hidden()


def test_a_dialog_holds_the_focus(page: Page, serve: Serve) -> None:
    modal = pn.Modal("# Really?", pn.widgets.Button(name="Yes"))
    opens = modal.create_button("show", name="Open")
    page.goto(serve(pn.Column(opens, modal, pn.widgets.Button(name="Behind"))))
    page.get_by_role("button", name="Open").click()
    dialog = page.get_by_role("dialog", name="Really?")
    expect(dialog).to_be_visible()
    for _ in range(5):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    eventually(lambda: not modal.open)
    modal.open = True
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    eventually(lambda: not modal.open)
    modal.show()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 5)
    expect(dialog).to_be_hidden()
    eventually(lambda: not modal.open)
    modal.background_close = False
    modal.show()
    expect(dialog).to_be_visible()
    page.mouse.click(5, 5)
    expect(dialog).to_be_visible()
    modal.hide()
    expect(dialog).to_be_hidden()


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return {name: float(size) for name, size in cast(dict[str, Any], found).items()}


def test_a_window_is_moved_sized_and_closed(page: Page, serve: Serve) -> None:
    window = pn.FloatPanel("inside", name="Tools", contained=False, position="center", width=300, height=200)
    page.goto(serve(pn.Column("# Page", window)))
    dialog = page.get_by_role("dialog", name="Tools")
    expect(dialog).to_be_visible()
    page.wait_for_function("() => document.querySelector('.lanai-window').style.left !== ''")
    start = box(page, ".lanai-window")
    assert (start["x"], start["y"], start["width"], start["height"]) == (350, 300, 300, 200)
    page.mouse.move(start["x"] + 60, start["y"] + 15)
    page.mouse.down()
    page.mouse.move(start["x"] - 40, start["y"] + 65, steps=3)
    page.mouse.up()
    moved = box(page, ".lanai-window")
    assert (moved["x"], moved["y"]) == (start["x"] - 100, start["y"] + 50)
    dialog.get_by_role("button", name="Tools", exact=True).press("ArrowLeft")
    assert box(page, ".lanai-window")["x"] == moved["x"] - 16
    dialog.get_by_role("button", name="Resize Tools").press("ArrowRight")
    assert box(page, ".lanai-window")["width"] == 316
    dialog.get_by_role("button", name="Maximise").click()
    assert box(page, ".lanai-window")["width"] == 1000
    eventually(lambda: window.status == "maximized")
    dialog.get_by_role("button", name="Restore").click()
    assert box(page, ".lanai-window")["width"] == 316
    dialog.get_by_role("button", name="Roll up").click()
    expect(page.get_by_text("inside")).to_be_hidden()
    window.status = "normalized"
    expect(page.get_by_text("inside")).to_be_visible()
    dialog.get_by_role("button", name="Minimise").click()
    eventually(lambda: window.status == "minimized")
    assert box(page, ".lanai-window")["y"] > 700
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    eventually(lambda: window.status == "closed")
    window.status = "normalized"
    expect(dialog).to_be_visible()


def test_a_window_within_its_layout(page: Page, serve: Serve) -> None:
    window = pn.FloatPanel("x", name="Kept in", width=200, height=100, position="right-top", offsetx=10)
    page.goto(serve(pn.Column("text", window, width=500, height=300, css_classes=["home"])))
    page.wait_for_function("() => document.querySelector('.lanai-window').style.left !== ''")
    home, lies = box(page, ".home"), box(page, ".lanai-window")
    assert (lies["x"], lies["y"]) == (home["x"] + 290, home["y"])
    page.mouse.move(lies["x"] + 60, lies["y"] + 15)
    page.mouse.down()
    page.mouse.move(5, 780, steps=3)
    page.mouse.up()
    lies = box(page, ".lanai-window")
    assert (lies["x"], lies["y"]) == (home["x"], home["y"] + 200)


def test_a_stack_is_rearranged(page: Page, serve: Serve) -> None:
    stack = pn.GridStack(ncols=4, nrows=3, width=808, height=316)
    stack[0, 0:2] = "a"
    stack[0, 2:4] = "b"
    page.goto(serve(stack))
    move = page.get_by_role("button", name="Move item 1")
    move.press("ArrowRight")
    eventually(lambda: [entry["x"] for entry in stack.state] == [1, 2])
    assert [entry["y"] for entry in stack.state] == [0, 1]
    page.get_by_role("button", name="Resize item 1").press("ArrowLeft")
    eventually(lambda: stack.cells[0] == [0, 1, 1, 2])
    at = move.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 10, at["y"] + 10)
    page.mouse.down()
    page.mouse.move(at["x"] + 10, at["y"] + 220, steps=4)
    page.mouse.up()
    eventually(lambda: stack.cells[0][0] == 2)
    lies, grid = box(page, ".lanai-cell"), box(page, "lanai-grid-stack")
    assert round(lies["y"] - grid["y"]) == 216
    stack.allow_drag = False
    expect(move).to_have_count(0)


def test_a_swipe(page: Page, serve: Serve) -> None:
    swipe = pn.Swipe(text("left"), text("right"), width=400, height=100, value=50)
    page.goto(serve(swipe))
    handle = page.get_by_role("slider", name="Divide")
    handle.press("PageUp")
    eventually(lambda: swipe.value == 60)
    at = handle.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 2, at["y"] + 20)
    page.mouse.down()
    page.mouse.move(at["x"] + 2 - 160, at["y"] + 20, steps=3)
    page.mouse.up()
    eventually(lambda: swipe.value == 20)
    swipe.value = 0
    expect(handle).to_have_attribute("aria-valuenow", "0")


def test_a_column_scrolls(page: Page, serve: Serve) -> None:
    column = pn.Column(
        *(text(f"line {number}") for number in range(60)),
        height=200,
        width=300,
        auto_scroll_limit=50,
        scroll_button_threshold=20,
        view_latest=True,
    )
    page.goto(serve(column))
    expect(page.get_by_text("line 59")).to_be_in_viewport()
    column.append(text("line 60"))
    expect(page.get_by_text("line 60")).to_be_in_viewport()
    page.locator("lanai-column").hover()
    page.mouse.wheel(0, -4000)
    expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()
    eventually(lambda: column.scroll_position == 0)
    column.append(text("line 61"))
    page.get_by_text("line 61").wait_for()
    expect(page.get_by_text("line 61")).not_to_be_in_viewport()
    page.get_by_role("button", name="Scroll to the end").click()
    expect(page.get_by_text("line 61")).to_be_in_viewport()
    eventually(lambda: column.scroll_position > 500)
    column.scroll_to(5)
    expect(page.get_by_text("line 5", exact=True)).to_be_in_viewport()
    eventually(lambda: 0 < column.scroll_position < 500)
    column.scroll_position = 0
    expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()


def test_a_feed_of_thousands(page: Page, serve: Serve) -> None:
    feed = pn.Feed(*(text(f"line {number}") for number in range(3000)), height=300, width=300, load_buffer=20)
    page.goto(serve(feed))
    line = page.locator("lanai-str")
    expect(page.get_by_text("line 0", exact=True)).to_be_in_viewport()
    assert line.count() < 80
    page.locator("lanai-feed").hover()
    for _ in range(6):
        page.mouse.wheel(0, 250)
        page.wait_for_timeout(100)  # a visitor takes time to turn the wheel

    def at_rest() -> bool:
        seen = feed.visible_range
        page.wait_for_timeout(300)
        return seen is not None and seen[0] > 20 and feed.visible_range == seen

    eventually(at_rest)
    first, end = cast(tuple[int, int], feed.visible_range)
    expect(page.get_by_text(f"line {first + 3}", exact=True)).to_be_in_viewport()
    assert end - first < 40
    page.locator("lanai-feed").evaluate("feed => feed.scrollTop = feed.scrollHeight")
    expect(page.get_by_text("line 2999")).to_be_attached()
    assert line.count() < 100
    feed.scroll_to(1000)
    expect(page.get_by_text("line 1000", exact=True)).to_be_in_viewport()
    eventually(lambda: 1000 in range(*cast(tuple[int, int], feed.visible_range)))


WATCH = """() => {
  window.touched = [];
  const note = (nodes, what) => nodes.forEach((node) => node.dataset?.lanai && window.touched.push(what));
  new MutationObserver((records) => records.forEach((record) => {
    note(record.addedNodes, "added");
    note(record.removedNodes, "removed");
    if (record.type === "attributes") window.touched.push(record.attributeName);
  })).observe(document.querySelector("lanai-column"), {childList: true, subtree: true, attributes: true});
}"""


def test_one_change_among_two_hundred_touches_one_element(page: Page, serve: Serve) -> None:
    column = pn.Column(*(text(f"item {number}") for number in range(200)))
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(str(data))))
    page.goto(serve(column))
    page.get_by_text("item 199").wait_for()
    page.evaluate(WATCH)
    kept = list(column)
    frames.clear()
    column.objects = [*kept[:77], text("new"), *kept[78:]]
    expect(page.locator("lanai-str").nth(77)).to_have_text("new")
    assert sorted(page.evaluate("window.touched")) == ["added", "removed"]
    sizes = [len(frame) for frame in frames if '"t":"frame"' in frame]
    assert len(sizes) == 1
    assert sizes[0] < 2500  # two hundred ids, and the new one


def test_typing_goes_on_while_siblings_come_go_and_change_places(page: Page, serve: Serve) -> None:
    field = pn.widgets.TextInput(name="Field", value="hello world")
    column = pn.Column(text("a"), field, text("b"))
    other = pn.Card(title="Other")
    page.goto(serve(pn.Row(column, other)))
    box = page.get_by_role("textbox", name="Field")
    box.focus()
    place = "wa-input"
    page.locator(place).evaluate("box => box.setSelectionRange(5, 5)")
    page.locator("lanai-text-input").evaluate("element => window.mine = element")

    def steady(shown: list[str]) -> None:
        expect(page.locator("lanai-row lanai-str")).to_have_text(shown)
        expect(box).to_be_focused()
        found = "document.activeElement.shadowRoot.querySelector('input').selectionStart"
        assert page.evaluate(found) == 5
        assert page.evaluate("window.mine === document.querySelector('lanai-text-input')")

    column.insert(0, text("before"))
    steady(["before", "a", "b"])
    column.append(text("after"))
    steady(["before", "a", "b", "after"])
    column.reverse()
    steady(["after", "b", "a", "before"])
    column.objects = [field]
    steady([])
    column.objects = [text("x"), text("y"), field]
    steady(["x", "y"])
    page.keyboard.type("!")
    expect(box).to_have_value("hello! world")
    column.objects = [text("gone")]
    other.objects = [field]
    expect(page.locator("lanai-card lanai-text-input")).to_have_count(1)
    expect(box).to_have_value("hello! world")


# -- sizes ------------------------------------------------------------------------------------------


def tile(**params: Any) -> Viewable:
    return pn.layout.Spacer(**{"css_classes": ["tile"], **params})


HOLDERS: dict[str, Any] = {
    "Column": lambda child: pn.Column(child, width=600, height=400),
    "Row": lambda child: pn.Row(child, width=600, height=400),
    "FlexBox": lambda child: pn.FlexBox(child, width=600, height=400),
    "Tabs": lambda child: pn.Tabs(("t", child), width=600, height=400),
    "Card": lambda child: pn.Card(child, title="t", width=600, height=400),
    "Accordion": lambda child: pn.Accordion(("t", child), active=[0], width=600, height=400),
    "GridBox": lambda child: pn.GridBox(child, width=600, height=400),
    "GridSpec": lambda child: pn.GridSpec(objects={(0, 0, 1, 1): child}, width=600, height=400),
    "WidgetBox": lambda child: pn.WidgetBox(child, width=600, height=400),
    "Feed": lambda child: pn.Feed(child, width=600, height=400),
}
MODES = ["fixed", "stretch_width", "stretch_height", "stretch_both", "scale_width", "scale_height"]


def room(page: Page) -> tuple[float, float]:
    """What the tile's place offers it."""
    found: list[float] = page.locator(".tile").evaluate(
        """tile => {
          const place = tile.parentElement, style = getComputedStyle(place);
          return [place.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
                  place.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)];
        }"""
    )
    return found[0], found[1]


@pytest.mark.parametrize("holder", HOLDERS)
def test_sizing_modes_do_what_their_names_say(page: Page, serve: Serve, holder: str) -> None:
    child = tile(width=90, height=60)
    page.goto(serve(HOLDERS[holder](child)))
    page.locator(".tile").wait_for(state="attached")
    for mode in MODES:
        child.sizing_mode = mode
        page.wait_for_timeout(120)  # for the frame to come, and the page to be laid out
        size, (width, height) = box(page, ".tile"), room(page)
        assert width > 500
        assert height > 250
        expected = {
            "fixed": (90, 60),
            "stretch_width": (width, 60),
            "stretch_height": (90, height),
            "stretch_both": (width, height),
            "scale_width": (width, width / 1.5),
            "scale_height": (height * 1.5, height),
        }[mode]
        assert (size["width"], size["height"]) == pytest.approx(expected, abs=1.5), mode


def test_limits_margins_and_places(page: Page, serve: Serve) -> None:
    child = tile(height=20, sizing_mode="stretch_width", max_width=200, margin=(10, 20, 30, 40))
    page.goto(serve(pn.Column(child, width=500, height=300, css_classes=["home"])))
    home, size = box(page, ".home"), box(page, ".tile")
    assert (size["x"] - home["x"], size["y"] - home["y"], size["width"]) == (40, 10, 200)
    child.param.update(max_width=None, min_width=490, margin=0)
    page.wait_for_timeout(120)
    assert box(page, ".tile")["width"] == 500
    child.param.update(sizing_mode="fixed", width=100, min_width=None, align="center")
    page.wait_for_timeout(120)
    assert box(page, ".tile")["x"] - home["x"] == 200
    child.align = "end"
    page.wait_for_timeout(120)
    assert box(page, ".tile")["x"] - home["x"] == 400


@pytest.mark.parametrize(
    "kind", ["Row", "Column", "FlexBox", "Card", "Tabs", "Accordion", "GridBox", "WidgetBox"]
)
def test_looks_of_the_apps_own(page: Page, serve: Serve, kind: str) -> None:
    layout = getattr(pn, kind)(
        text("content"),
        styles={"background": "rgb(10, 20, 30)", "border_radius": "7px"},
        stylesheets=[":host { outline: 3px solid rgb(1, 2, 3) } lanai-str { letter-spacing: 2px }"],
        css_classes=["mine"],
        **({"active": [0]} if kind == "Accordion" else {}),
    )
    page.goto(serve(pn.Column(layout, text("outside"))))
    shown = page.locator(".mine")
    expect(shown).to_have_css("background-color", "rgb(10, 20, 30)")
    expect(shown).to_have_css("border-radius", "7px")
    expect(shown).to_have_css("outline-color", "rgb(1, 2, 3)")
    expect(shown.locator("lanai-str")).to_have_css("letter-spacing", "2px")
    expect(page.locator("lanai-str", has_text="outside")).to_have_css("letter-spacing", "normal")


def test_a_grid_lays_out_its_cells(page: Page, serve: Serve) -> None:
    grid = pn.GridSpec(width=600, height=300)
    grid[0, 0] = tile()
    grid[0, 1:3] = tile(css_classes=["wide"])
    grid[1:3, :] = tile(css_classes=["tall"])
    page.goto(serve(grid))
    page.locator(".tall").wait_for(state="attached")
    home = box(page, "lanai-grid-spec")
    found = {name: box(page, f".{name}") for name in ("tile", "wide", "tall")}
    places = {
        name: (size["x"] - home["x"], size["y"] - home["y"], size["width"], size["height"])
        for name, size in found.items()
    }
    assert places == {"tile": (0, 0, 200, 100), "wide": (200, 0, 400, 100), "tall": (0, 100, 600, 200)}


def test_a_grid_box_fills_rows(page: Page, serve: Serve) -> None:
    page.goto(
        serve(pn.GridBox(*(tile(width=50, height=20, css_classes=[f"n{n}"]) for n in range(5)), ncols=3))
    )
    page.locator(".n4").wait_for(state="attached")
    assert box(page, ".n2")["x"] - box(page, ".n0")["x"] == 100
    assert box(page, ".n4")["y"] - box(page, ".n1")["y"] == 20


def test_spacers_push_and_dividers_part(page: Page, serve: Serve) -> None:
    left, right = tile(width=50, height=20), tile(width=50, height=20, css_classes=["last"])
    page.goto(serve(pn.Column(pn.Row(left, pn.HSpacer(), right), pn.layout.Divider(), width=500)))
    page.locator(".last").wait_for(state="attached")
    assert box(page, ".last")["x"] - box(page, ".tile")["x"] == 450
    assert page.get_by_role("separator").evaluate("line => line.offsetWidth") == 500


def test_a_row_wraps_on_a_phone(page: Page, serve: Serve) -> None:
    fields = [pn.widgets.TextInput(name=name) for name in ("Left", "Right")]
    wide = pn.widgets.TextInput(name="Wide", sizing_mode="stretch_width")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(serve(pn.Column(pn.Row(*fields), pn.Row(wide, pn.widgets.Button(name="Send", width=110)))))

    def box(role: Any, name: str) -> dict[str, float]:
        return cast("dict[str, float]", page.get_by_role(role, name=name).bounding_box())

    left, right = box("textbox", "Left"), box("textbox", "Right")
    assert right["x"] == left["x"], "below the other"
    assert right["y"] > left["y"]
    field = box("textbox", "Wide")
    assert box("button", "Send")["x"] > field["x"] + field["width"], "there is room for both"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
