"""Markup in texts: shown as the text that it is, wherever it stands. Without the policy: escaping has to hold by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import param
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.errors import LanaiError
from tests.support.chromium import Complaints
from tests.support.kinds import make, shown_kinds
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

EVIL = "</script><img src=x onerror=window.pwned=1>\"'`${window.pwned=2}{{7*1909}}<script>window.pwned=3</script>"

BRACED = EVIL.replace("{", "{{").replace("}", "}}")
"""For formats: `EVIL` with its braces."""

FOUND = """() => {
  const found = [];
  const search = root => {
    for (const element of root.querySelectorAll("*")) {
      if (element.hasAttribute("onerror") || (element.localName === "img" && element.getAttribute("src") === "x"))
        found.push((root.host ?? root.body ?? root).localName + " > " + element.outerHTML);
      if (element.shadowRoot) search(element.shadowRoot);
    }
  };
  search(document);
  return found;
}"""
"""Elements that were made of `EVIL`, shadow roots included."""

MARKUP = {"format", "icon", "active_icon", "stylesheets", "svg", "css"}
"""Parameters whose purpose is markup, style or a format, and which the app's author writes."""
HOLD_TEXT = {"value", "object", "name", "options", "items", "description", "titles", "groups", "filename"}
"""Parameters of other types that hold texts."""
ITSELF = {"HTML", "TextEditor", "Bokeh", "Param", "TemplateArea"}
"""What shows markup on purpose, and what shows no text of its own."""


def test_text_is_text_in_every_parameter(page: Page, complaints: Complaints, serve: Serve) -> None:
    for expected in ("404", "ERR_UNKNOWN_URL_SCHEME", "ERR_INVALID_URL", "failed:", "unknown-icon"):
        complaints.expect(expected)
    kinds = [kind for kind in shown_kinds() if kind.__name__ not in ITSELF]
    given: dict[str, int] = {}

    def app() -> Viewable:
        column = pn.Column()
        for kind in kinds:
            component, count = hostile(kind)
            given[kind.__name__] = count
            column.append(component)
        return column

    page.goto(serve(app, content_security_policy="off", title=EVIL))
    expect(page.get_by_text("onerror=window.pwned=1").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert_harmless(page)
    assert page.title() == EVIL
    assert sum(given.values()) > 2 * len(kinds)


def hostile(kind: type[Viewable]) -> tuple[Viewable, int]:
    """A component with `EVIL` in all parameters that take it together, and how many these are."""
    taken: dict[str, Any] = {}
    for name, definition in kind.param.objects().items():
        if name in MARKUP or name.startswith("_") or definition.constant or definition.readonly:
            continue
        if not isinstance(definition, param.String) and name not in HOLD_TEXT:
            continue
        for value in (EVIL, [EVIL], {EVIL: EVIL}, {EVIL: [EVIL]}):
            try:
                make(kind, **{**taken, name: value})
            except (TypeError, ValueError, OSError, LanaiError):
                continue
            taken[name] = value
            break
    return make(kind, **taken), len(taken)


def assert_harmless(page: Page) -> None:
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(FOUND) == []
    assert page.get_by_text("13363").count() == 0


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {EVIL: [EVIL, "b"], "n": [1, 2], "c": pd.Categorical([EVIL, "d"])},
        index=pd.Index([EVIL, "i"], name=f"{EVIL} too"),
    )


def test_text_is_text_in_tables(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        table = pn.widgets.Tabulator(
            frame(),
            titles={"n": EVIL},
            header_filters=True,
            groupby=["n"],
            editors={EVIL: {"type": "list", "values": [EVIL, "b"]}},
            formatters={"c": "textarea"},
            buttons={"go": "x"},
            row_content=lambda row: pn.pane.Str(EVIL),
            expanded=[0],
            height=400,
        )
        return pn.Column(
            table,
            pn.widgets.Tabulator(
                frame(), theme="simple", pagination="remote", page_size=1, layout="fit_data"
            ),
            pn.widgets.DataFrame(frame()),
            pn.pane.DataFrame(frame()),
            pn.pane.Perspective(frame(), width=600, height=300),
        )

    page.goto(serve(app, content_security_policy="off"))
    expect(page.locator(".tabulator-cell").first).to_be_visible()
    expect(page.locator("table").get_by_text("onerror=window.pwned=1").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.locator(".tabulator-cell", has_text="onerror").first.click()
    assert_harmless(page)


def test_text_is_text_in_titles_options_and_menus(page: Page, serve: Serve) -> None:
    pane = pn.pane.Str

    def app() -> Viewable:
        several: dict[str, Any] = {"name": EVIL, "options": [EVIL, "b"], "value": [EVIL]}
        one: dict[str, Any] = {"name": EVIL, "options": {EVIL: 1, "b": 2}, "value": 1, "description": EVIL}
        w = pn.widgets
        return pn.Column(
            pn.Tabs((EVIL, pane("1")), ("b", pane("2")), closable=True),
            pn.Accordion((EVIL, pane("1")), active=[0]),
            pn.Card(pane("1"), title=EVIL),
            w.MenuButton(name="Menu", items=[(EVIL, EVIL), None, "b"]),
            w.MenuButton(name="Split", items=[EVIL], split=True),
            w.Select(**one),
            w.Select(name="Grouped", groups={EVIL: {EVIL: 1}, "b": [2]}),
            w.RadioBoxGroup(**one),
            w.RadioButtonGroup(**one),
            w.DiscreteSlider(**one),
            w.MultiSelect(**several),
            w.MultiChoice(**several),
            w.CheckBoxGroup(**several),
            w.CheckButtonGroup(**several),
            w.CrossSelector(**several),
            w.AutocompleteInput(name="Search", options=[EVIL, "b"], min_characters=1, case_sensitive=False),
            w.NestedSelect(name=EVIL, options={EVIL: {EVIL: [EVIL]}}, levels=[EVIL, "b", "c"]),
            w.ColorMap(name=EVIL, options={EVIL: ["#f00", "#0f0"]}),
            w.Button(name=EVIL, description=EVIL),
            w.TooltipIcon(value=EVIL),
            w.JSONEditor(value={EVIL: EVIL}),
            pn.pane.JSON({EVIL: [EVIL]}, depth=5),
            pn.pane.Alert(EVIL),
            pn.pane.Markdown(f"# {EVIL}\n\n[a](javascript:window.pwned=4) `{EVIL}`\n\n```html\n{EVIL}\n```"),
            pn.pane.Str(EVIL),
            pn.pane.Str(np.array([EVIL])),
            pn.pane.PNG(None, alt_text=EVIL),
            pn.indicators.Tqdm(text=EVIL),
            pn.indicators.Trend(name=EVIL, data={"x": [1, 2], "y": [1, 2]}),
            pn.indicators.Gauge(name=EVIL, value=3, format=BRACED + "{value}"),
            pn.indicators.Dial(name=EVIL, value=3),
            pn.indicators.Number(name=EVIL, value=3, format=BRACED + "{value}"),
        )

    page.goto(serve(app, content_security_policy="off"))
    expect(page.get_by_role("tab", name="onerror").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("menuitem", name="onerror").first).to_be_visible()
    page.keyboard.press("Escape")
    search = page.get_by_role("combobox", name="Search")
    search.click()
    search.press_sequentially("<")
    expect(page.get_by_role("option", name="onerror").last).to_be_attached()
    page.wait_for_load_state("networkidle")
    assert_harmless(page)


def test_text_is_text_in_templates_and_notifications(page: Page, serve: Serve) -> None:
    def app() -> Any:
        pn.extension(notifications=True)
        template = pn.template.FastListTemplate(
            title=EVIL, site=EVIL, header=[EVIL], sidebar=[EVIL], main=[EVIL]
        )
        template.modal.append(pn.pane.Str(EVIL))

        def tell(_: Any) -> None:
            notifications = pn.state.notifications
            assert notifications is not None
            notifications.error(EVIL, duration=0)
            template.open_modal()

        template.main.append(pn.widgets.Button(name="Tell", on_click=tell))
        return template

    page.goto(serve(app, content_security_policy="off"))
    page.get_by_role("button", name="Tell").press("Enter")
    expect(page.get_by_role("dialog").get_by_text("onerror").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert_harmless(page)


def test_half_a_character_typed_does_not_break_the_line(page: Page, serve: Serve) -> None:
    """As a field with a limit leaves, when it cuts a text within an emoji."""
    field, echo = pn.widgets.TextInput(name="Field"), pn.pane.Str("nothing")
    field.param.watch(lambda event: setattr(echo, "object", f"got {event.new}"), "value")

    page.goto(serve(lambda: pn.Column(field, echo)))
    box = page.get_by_role("textbox", name="Field")
    for sent, shown in (("a\\ud83d", "got a\ufffd"), ("b\\ud83d\\ude00", "got b\U0001f600")):
        box.evaluate(
            f"(input) => {{ input.value = '{sent}'; input.dispatchEvent(new Event('input', {{bubbles: true}})) }}"
        )
        box.press("Enter")
        expect(page.get_by_text(shown, exact=True)).to_be_visible()


def test_a_text_editor_runs_nothing(page: Page, complaints: Complaints, serve: Serve) -> None:
    """Its purpose is markup: what is left of it is harmless."""
    complaints.expect("404")
    page.goto(
        serve(
            lambda: pn.widgets.TextEditor(name="Editor", value=f"<b>bold</b>{EVIL}"),
            content_security_policy="off",
        )
    )
    expect(page.get_by_text("bold", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert (
        page.evaluate(
            FOUND.replace('(element.localName === "img" && element.getAttribute("src") === "x")', "false")
        )
        == []
    )
