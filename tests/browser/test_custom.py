"""Components whose browser's half the app brings, in a real browser and under the page's policy."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import param
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.components.custom import ESMEvent
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


class Counter(pn.custom.JSComponent):
    """A button that counts."""

    count = param.Integer(default=0, bounds=(0, 3))
    heard = param.String(default="")

    _esm = """
    import { text } from "words";
    export function render({ model, el }) {
      const button = document.createElement("button");
      const show = () => { button.textContent = `${text} ${model.count}` };
      button.onclick = event => { model.count += 1; model.send_event("press", event); model.send_msg({ n: model.count }) };
      model.on("count", show);
      model.on("msg:custom", event => { el.title = event.data });
      show();
      return button;
    }
    """
    _importmap = {"imports": {"words": "data:text/javascript,export const text = 'count'"}}  # noqa: RUF012
    _stylesheets = ("button { color: rgb(1, 2, 3) }",)

    def _handle_press(self, event: ESMEvent) -> None:
        self.heard += f" {event.data['type']}"

    async def _handle_msg(self, data: Any) -> None:
        await asyncio.sleep(0)
        self._send_msg(f"heard {data['n']}")


def test_a_javascript_component_counts(page: Page, serve: Serve, complaints: Complaints) -> None:
    def app() -> Viewable:
        counter, reset = Counter(), pn.widgets.Button(name="Reset")
        reset.on_click(lambda _: setattr(counter, "count", 0))
        told = pn.bind("python {}{}".format, counter.param.count, counter.param.heard)
        return pn.Column(counter, reset, pn.pane.Str(told))

    page.goto(serve(app, content_security_policy="script-src data:"))
    button = page.get_by_role("button", name="count")
    expect(button).to_have_css("color", "rgb(1, 2, 3)")
    button.click()
    button.click()
    expect(page.get_by_text("python 2 click click")).to_be_visible()
    expect(page.locator(".lanai-esm")).to_have_attribute("title", "heard 2")
    page.get_by_role("button", name="Reset").click()
    expect(button).to_have_text("count 0")
    complaints.expect("bad-value")
    for _ in range(4):
        button.click()
    expect(button).to_have_text("count 3")


class Frame(pn.custom.JSComponent):
    """Holds one component, and many."""

    body = pn.custom.Child()
    items = pn.custom.Children()

    _esm = """
    export function render({ model, el }) {
      const section = document.createElement("section"), list = document.createElement("ul");
      section.append(model.get_child("body"));
      const fill = () => list.replaceChildren(...model.get_child("items").map(child => {
        const item = document.createElement("li");
        item.append(child);
        return item;
      }));
      model.on("items", fill);
      fill();
      el.append(section, list);
    }
    """


def test_components_stand_where_the_code_puts_them(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        name = pn.widgets.TextInput(name="Name")
        frame = Frame(body=name, items=["one", name.param.value])
        more, other = pn.widgets.Button(name="More"), pn.widgets.Button(name="Other")
        more.on_click(lambda _: setattr(frame, "items", [*frame.items, "new"]))
        other.on_click(lambda _: setattr(frame, "body", "**bold**"))
        return pn.Column(frame, more, other)

    page.goto(serve(app))
    field = page.locator("section").get_by_label("Name")
    field.fill("Ada")
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("listitem").last).to_have_text("new")
    expect(field).to_have_value("Ada")
    page.get_by_role("button", name="Other").click()
    expect(page.locator("section strong")).to_have_text("bold")
    expect(field).to_have_count(0)


class Slider(pn.custom.AnyWidgetComponent):
    """As anywidget's own examples are written."""

    value = param.Integer(default=1)
    data = param.Bytes(default=b"\x01\x02")

    _esm = """
    function render({ model, el }) {
      const input = document.createElement("input");
      input.type = "range";
      input.setAttribute("aria-label", "Any");
      input.value = model.get("value");
      input.addEventListener("input", () => { model.set("value", input.valueAsNumber); model.save_changes() });
      model.on("change:value", () => { input.value = model.get("value") });
      model.on("msg:custom", message => { el.dataset.said = message.word });
      model.send({ bytes: model.get("data").getUint8(1) });
      el.appendChild(input);
      return () => { window.ended = true };
    }
    export default { render };
    """


def test_an_anywidget_component_by_the_rules_of_anywidget(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        slider, out = Slider(), pn.widgets.Button(name="Out")
        heard = pn.widgets.StaticText()

        def hear(message: Any) -> None:
            heard.value = f"heard {message['bytes']}"
            slider.send({"word": "hello"})

        slider.on_msg(hear)
        column = pn.Column(slider, out, heard, pn.pane.Str(pn.bind("value {}".format, slider.param.value)))
        out.on_click(lambda _: column.pop(0))
        return column

    page.goto(serve(app))
    field = page.get_by_role("slider", name="Any")
    expect(field).to_have_value("1")
    field.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("value 2")).to_be_visible()
    expect(page.get_by_text("heard 2")).to_be_visible()
    expect(page.locator(".lanai-esm")).to_have_attribute("data-said", "hello")
    page.get_by_role("button", name="Out").click()
    expect(field).to_have_count(0)
    assert page.evaluate("window.ended") is True


class Form(pn.custom.ReactComponent):
    """React with JSX, hooks and a child."""

    text = param.String(default="x")
    child = pn.custom.Child()

    _esm = """
    import { useState } from "react";
    export function render({ model }: { model: any }) {
      const [text, setText] = model.useState("text");
      const [open, setOpen] = useState<boolean>(false);
      return (
        <div>
          <input aria-label="Text" value={text} onChange={event => setText(event.target.value)} />
          <button onClick={() => setOpen(!open)}>{open ? "Close" : "Open"}</button>
          {open && model.get_child("child")}
        </div>
      );
    }
    """


def test_a_react_component_with_hooks_and_a_child(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        form, clear = Form(child=pn.widgets.Checkbox(name="Inside")), pn.widgets.Button(name="Clear")
        clear.on_click(lambda _: setattr(form, "text", ""))
        return pn.Column(form, clear, pn.pane.Str(pn.bind("text {}".format, form.param.text)))

    page.goto(serve(app))
    field = page.get_by_label("Text")
    field.fill("hello")
    expect(page.get_by_text("text hello")).to_be_visible()
    page.get_by_role("button", name="Open").click()
    page.get_by_role("checkbox", name="Inside").check()
    page.get_by_role("button", name="Clear").click()
    expect(field).to_have_value("")


def test_code_from_a_file_is_new_when_the_page_is_loaded_again(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    file = tmp_path / "own.js"
    file.write_text("export const render = () => document.createTextNode('first')", encoding="utf-8")

    class Own(pn.custom.JSComponent):
        _esm = file

    page.goto(serve(lambda: Own()))
    expect(page.get_by_text("first")).to_be_visible()
    file.write_text("export const render = () => document.createTextNode('second')", encoding="utf-8")
    page.reload()
    expect(page.get_by_text("second")).to_be_visible()


def test_code_that_fails_says_so_and_leaves_the_page_alone(
    page: Page, serve: Serve, complaints: Complaints
) -> None:
    class Broken(pn.custom.JSComponent):
        _esm = "export function render() { throw new Error('no <b>luck</b>') }"

    page.goto(serve(lambda: pn.Column(Broken(), "still here")))
    expect(page.get_by_role("alert")).to_contain_text("no <b>luck</b>")
    expect(page.get_by_text("still here")).to_be_visible()
    complaints.expect("esm-failed")


def test_viewers_and_python_components_stand_for_what_they_show(page: Page, serve: Serve) -> None:
    class View(pn.Viewer):
        count = param.Integer(default=0)

        @param.depends("count")
        def __panel__(self) -> Any:
            return pn.pane.Str(f"viewer {self.count}")

    class Part(pn.custom.PyComponent):
        count = param.Integer(default=0)

        def __panel__(self) -> Any:
            return pn.pane.Str(pn.bind("part {}".format, self.param.count))

    def app() -> Viewable:
        view, part, go = View(), Part(width=120), pn.widgets.Button(name="Go")
        go.on_click(lambda _: (view.param.update(count=1), part.param.update(count=2)))
        return pn.Column(view, part, go)

    page.goto(serve(app))
    expect(page.get_by_text("viewer 0")).to_be_visible()
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("viewer 1")).to_be_visible()
    expect(page.get_by_text("part 2")).to_be_visible()
    expect(page.locator("lanai-py-component")).to_have_css("width", "120px")
