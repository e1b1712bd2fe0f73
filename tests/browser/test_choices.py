"""Buttons, groups, fields that offer options, files and editors in a real browser, found by role and name."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

w = pn.widgets


def test_choices(page: Page, serve: Serve) -> None:
    made: dict[str, Any] = {
        "boxes": w.CheckBoxGroup(name="Fruit", options=["Apple", "Pear"]),
        "radio": w.RadioButtonGroup(name="View", options=["Day", "Week"]),
        "menu": w.MenuButton(name="File", items=["Save", None, "Quit"], icon="file"),
        "auto": w.AutocompleteInput(name="City", options=["Bern", "Berlin"], case_sensitive=False),
        "multi": w.MultiChoice(name="Colours", options=["red", "green", "blue"]),
        "nested": w.NestedSelect(options={"a": ["1"], "b": ["2", "3"]}, levels=["One", "Two"]),
        "cross": w.CrossSelector(name="Months", options=["May", "June"]),
        "icon": w.ToggleIcon(name="Star", icon="star"),
    }
    page.goto(serve(pn.Column(*made.values())))
    page.get_by_role("group", name="Fruit").get_by_role("checkbox", name="Pear").check()
    page.get_by_role("radio", name="Week").check(force=True)
    page.get_by_role("button", name="File").click()
    page.get_by_role("menuitem", name="Quit").click()
    city = page.get_by_role("combobox", name="City")
    city.press_sequentially("ber")
    offers = page.get_by_role("listbox", name="City").get_by_role("option")
    expect(offers).to_have_text(["Bern", "Berlin"])
    city.press("ArrowDown")
    city.press("ArrowDown")
    city.press("Enter")
    expect(city).to_have_value("Berlin")
    colours = page.get_by_role("combobox", name="Colours")
    colours.click()
    page.get_by_role("option", name="green").click()
    colours.press_sequentially("re")
    colours.press("Enter")
    page.get_by_role("button", name="Remove green").click()
    page.get_by_role("combobox", name="One").select_option("b")
    page.get_by_role("combobox", name="Two").select_option("3")
    page.get_by_role("listbox", name="Options").select_option("June")
    page.get_by_role("button", name="Choose").click()
    star = page.get_by_role("button", name="Star")
    expect(star.locator("svg")).to_be_visible()
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("listbox", name="Chosen").get_by_role("option")).to_have_text(["June"])
    assert made["boxes"].value == ["Pear"]
    assert made["radio"].value == "Week"
    assert made["menu"].clicked == "Quit"
    assert made["auto"].value == "Berlin"
    assert made["multi"].value == ["red"]
    assert made["nested"].value == {"One": "b", "Two": "3"}
    assert made["cross"].value == ["June"]
    assert made["icon"].value is True


def test_an_option_clicked_twice_and_a_narrow_field(page: Page, serve: Serve) -> None:
    seen: list[str] = []
    fruit = w.MultiSelect(name="Fruit", options=["Apple", "Pear"])
    fruit.on_double_click(lambda event: seen.append(event.option))
    amount = w.Spinner(name="Amount", value=7, width=100)
    page.goto(serve(pn.Column(fruit, amount, pn.bind(lambda chosen: f"Chosen: {', '.join(chosen)}", fruit))))
    page.get_by_role("listbox", name="Fruit").get_by_role("option", name="Pear").dblclick()
    expect(page.get_by_text("Chosen: Pear")).to_be_visible()
    assert seen == ["Pear"]
    field = page.get_by_role("spinbutton", name="Amount")
    room = field.evaluate(
        "(input) => input.clientWidth - 2 * parseFloat(getComputedStyle(input).paddingLeft)"
    )
    assert room >= 10  # px: a digit is seen even between the buttons of so narrow a field


def test_files(page: Page, complaints: Complaints, serve: Serve, tmp_path: Path) -> None:
    complaints.expect("too-large")
    large = bytes(range(256)) * 12_000
    field = w.FileInput(name="Table", max_file_size="5MB")
    drop = w.FileDropper(name="Pictures", multiple=True)
    button = w.FileDownload(callback=lambda: io.BytesIO(large), filename="large.bin")
    size = pn.bind(lambda content: f"{len(content or b'')} bytes", field)
    page.goto(serve(pn.Column(field, drop, button, size)))
    page.get_by_label("Table").set_input_files({"name": "a.bin", "mimeType": "", "buffer": large})
    expect(page.get_by_text(f"{len(large)} bytes", exact=True)).to_be_visible()
    assert field.value == large
    page.get_by_label("Table").set_input_files({"name": "b.bin", "mimeType": "", "buffer": large * 2})
    expect(page.get_by_role("alert")).to_contain_text("at most 5 MB")
    page.get_by_label("Pictures").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"hi"}
    )
    remove = page.get_by_role("button", name="Remove a.txt")
    expect(remove).to_be_visible()
    assert drop.value == {"a.txt": "hi"}
    remove.click()
    expect(remove).to_have_count(0)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download large.bin").click()
    saved.value.save_as(tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == large
    assert saved.value.suggested_filename == "large.bin"


def test_editors(page: Page, serve: Serve) -> None:
    code = w.CodeEditor(name="Code", value="a = 1", language="python")
    tree = w.JSONEditor(name="Data", value={"a": 1}, mode="text")
    note = w.TextEditor(name="Note")
    terminal = w.Terminal(name="Shell")
    terminal.param.watch(lambda event: terminal.write(event.new.upper()), "value", onlychanged=False)
    page.goto(
        serve(
            pn.Column(code, tree, note, terminal, pn.bind(lambda a, b: f"code: {a}, data: {b}", code, tree))
        )
    )
    page.get_by_role("textbox", name="Code").press("Control+End")
    page.keyboard.type("2")
    expect(page.get_by_text("code: a = 12,")).to_be_visible()
    page.get_by_role("textbox", name="Note").press_sequentially("hello")
    page.get_by_role("textbox", name="Shell").press_sequentially("abc")
    expect(page.locator("lanai-terminal")).to_contain_text("ABC")
    page.locator("lanai-jsoneditor .cm-content").fill("[1, 2]")
    code.value = "from Python"
    expect(page.get_by_role("textbox", name="Code")).to_contain_text("from Python")
    expect(page.get_by_text("code: from Python, data: [1, 2]")).to_be_visible()
    assert note.value == "<p>hello</p>"
    assert tree.value == [1, 2]
