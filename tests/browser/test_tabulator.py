"""Tables in a real browser: what a visitor does to them, and what streams into them."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def people() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Ada", "Grace", "Edsger", "<img src=x onerror=window.ran=1>"],
            "age": [36, 85, 72, 54],
            "score": [1.5, 2.25, np.nan, np.inf],
            "active": [True, False, True, False],
            "born": [dt.date(1815, 12, 10), dt.date(1906, 12, 9), dt.date(1930, 5, 11), None],
        }
    )


def cell(page: Page, row: int, field: str) -> Locator:
    """The cell of the row-th row that shows."""
    return page.locator(".tabulator-row").nth(row).locator(f'[tabulator-field="{field}"]')


def shown(page: Page, field: str) -> list[str]:
    """What the column's cells show, from top to bottom."""
    return page.locator(f'.tabulator-row [tabulator-field="{field}"]').all_inner_texts()


def until(test: Callable[[], bool]) -> None:
    """Wait for what another thread is about to do."""
    end = time.monotonic() + 10
    while not test():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_an_edited_cell_is_in_the_data_frame(page: Page, serve: Serve) -> None:
    frame, edits = people(), list[Any]()
    table = pn.widgets.Tabulator(frame, label="People")
    table.on_edit(edits.append)
    page.goto(serve(table))
    expect(page.get_by_role("grid", name="People")).to_be_visible()

    cell(page, 0, "name").click()
    page.get_by_role("textbox", name="Edit name").fill("Ada Lovelace")
    page.keyboard.press("Enter")
    cell(page, 1, "age").click()
    page.get_by_role("spinbutton", name="Edit age").fill("86")
    page.keyboard.press("Tab")
    cell(page, 0, "born").click()
    page.get_by_label("Edit born").fill("1815-12-11")
    page.keyboard.press("Enter")
    cell(page, 1, "active").click()
    page.get_by_role("checkbox", name="Edit active").click()
    page.keyboard.press("Enter")
    until(lambda: len(edits) == 4)

    assert frame.loc[0, "name"] == "Ada Lovelace"
    assert frame.loc[1, "age"] == 86
    assert frame.loc[0, "born"] == dt.date(1815, 12, 11)
    assert bool(frame.loc[1, "active"])
    first = edits[0]
    assert (first.column, first.row, first.old, first.value) == ("name", 0, "Ada", "Ada Lovelace")
    assert table.value is frame


def test_markup_in_cells_and_titles_is_text(page: Page, serve: Serve) -> None:
    frame = people().rename(columns={"score": "<img src=x onerror=window.ran=1>"})
    page.goto(serve(pn.widgets.Tabulator(frame, groupby=["name"], header_filters=True)))
    expect(page.get_by_role("columnheader").filter(has_text="<img").first).to_be_visible()
    expect(
        page.locator(".tabulator-group").filter(has_text="<img src=x onerror=window.ran=1>")
    ).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert page.locator("lanai-tabulator img").count() == 0


def test_a_refused_edit_shows_what_holds(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect("bad-value")
    table = pn.widgets.Tabulator(people())
    page.goto(serve(table))
    cell(page, 0, "age").click()
    page.get_by_role("spinbutton", name="Edit age").fill("")
    page.keyboard.press("Enter")
    expect(cell(page, 0, "age")).to_have_text("36")
    assert table.value.loc[0, "age"] == 36


def test_clicks_reach_their_column(page: Page, serve: Serve) -> None:
    table, clicks, ages = (
        pn.widgets.Tabulator(people(), disabled=True, buttons={"Call": "☎"}),
        list[Any](),
        list[Any](),
    )
    table.on_click(clicks.append)
    table.on_click(ages.append, column="age")
    page.goto(serve(table))
    cell(page, 1, "name").click()
    cell(page, 2, "age").click()
    page.get_by_role("button", name="Call").nth(3).click()
    until(lambda: len(clicks) == 3)
    assert [(each.column, each.row, each.value) for each in clicks] == [
        ("name", 1, "Grace"),
        ("age", 2, 72),
        ("Call", 3, None),
    ]
    assert [each.value for each in ages] == [72]


def test_rows_are_selected_both_ways(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(people(), selectable="checkbox", disabled=True)
    page.goto(serve(table))
    page.get_by_role("checkbox", name="Select row 2").click()
    page.get_by_role("checkbox", name="Select row 4").click()
    until(lambda: table.selection == [1, 3])
    assert list(table.selected_dataframe["age"]) == [85, 54]
    table.selection = [0]
    expect(page.get_by_role("checkbox", name="Select row 1")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Select row 2")).not_to_be_checked()
    page.get_by_role("checkbox", name="Select all rows").click()
    until(lambda: table.selection == [0, 1, 2, 3])


def test_a_click_selects_a_row_and_ctrl_adds_one(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(people(), disabled=True)
    page.goto(serve(table))
    cell(page, 2, "age").click()
    until(lambda: table.selection == [2])
    cell(page, 0, "age").click(modifiers=["Control"])
    until(lambda: table.selection == [2, 0])
    cell(page, 1, "age").click()
    until(lambda: table.selection == [1])
    cell(page, 3, "age").click(modifiers=["Shift"])
    until(lambda: table.selection == [1, 2, 3])


def test_sorting_and_filtering_both_ways(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(people(), header_filters=True, disabled=True)
    page.goto(serve(table))
    page.get_by_role("columnheader", name="age").focus()
    page.keyboard.press("Enter")
    until(lambda: table.sorters == [{"field": "age", "dir": "asc"}])
    assert shown(page, "age") == ["36", "54", "72", "85"]
    table.sorters = [{"field": "age", "dir": "desc"}]
    expect(cell(page, 0, "age")).to_have_text("85")

    page.get_by_label("Filter name").press_sequentially("gra")
    until(lambda: table.filters == [{"field": "name", "type": "like", "value": "gra"}])
    expect(page.locator(".tabulator-row")).to_have_count(1)
    assert list(table.current_view["age"]) == [85]
    page.get_by_label("Filter name").press("Backspace")
    page.get_by_label("Filter name").press("Backspace")
    until(lambda: len(table.current_view) == 3)
    assert [str(age) for age in table.current_view["age"]] == shown(page, "age")


def test_a_filter_of_a_widget(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        table, slider = pn.widgets.Tabulator(people()), pn.widgets.IntSlider(name="Least", start=0, end=100)
        table.add_filter(pn.bind(lambda frame, least: frame[frame.age >= least], least=slider))
        slider.value = 60
        return pn.Column(slider, table)

    page.goto(serve(app))
    expect(page.locator(".tabulator-row")).to_have_count(2)
    page.get_by_role("slider", name="Least").focus()
    page.keyboard.press("End")
    expect(page.get_by_text("No rows")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator(".tabulator-row")).to_have_count(4)


def test_remote_pages_are_sorted_and_edited_on_the_server(page: Page, serve: Serve) -> None:
    frame = pd.DataFrame({"number": range(95), "text": [f"row {number}" for number in range(95)]})
    table = pn.widgets.Tabulator(frame, pagination="remote", page_size=10, show_index=False)
    page.goto(serve(table))
    expect(page.locator(".tabulator-row")).to_have_count(10)
    page.get_by_role("button", name="Next Page").click()
    expect(cell(page, 0, "number")).to_have_text("10")
    until(lambda: table.page == 2)
    page.get_by_role("button", name="Last Page").click()
    expect(page.locator(".tabulator-row")).to_have_count(5)
    assert (table.page, table.max_page) == (10, 10)

    table.page = 1
    expect(cell(page, 0, "number")).to_have_text("0")
    header = page.get_by_role("columnheader", name="number")
    header.click()
    header.click()
    expect(cell(page, 0, "number")).to_have_text("94")
    cell(page, 0, "text").click()
    page.get_by_role("textbox", name="Edit text").fill("changed")
    page.keyboard.press("Enter")
    until(lambda: frame.loc[94, "text"] == "changed")


def test_it_streams_without_growing(page: Page, serve: Serve) -> None:
    columns = ["a", "b", "c"]
    table = pn.widgets.Tabulator(
        pd.DataFrame(np.zeros((100, 3)), columns=columns), height=300, width=500, disabled=True
    )
    page.goto(serve(table))
    expect(cell(page, 0, "a")).to_have_text("0.0")
    heap = page.context.new_cdp_session(page)

    def stream(ticks: int) -> None:
        for tick in range(ticks):
            rows = pd.DataFrame(np.full((100, 3), float(tick + 1)), columns=columns)
            table.stream(rows, rollover=1000, follow=True)
            time.sleep(0.1)

    def used() -> int:
        heap.send("HeapProfiler.collectGarbage")
        return int(heap.send("Runtime.getHeapUsage")["usedSize"])

    stream(25)
    before = used()
    stream(50)
    assert used() < before + 2_000_000
    last = page.locator(".tabulator-row").last
    expect(last).to_contain_text("50")
    assert len(table.value) == 1000
    assert page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop") > 20_000


def test_patches_change_cells_only(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(people(), disabled=True)
    page.goto(serve(table))
    expect(cell(page, 0, "age")).to_have_text("36")
    page.evaluate("document.querySelector('.tabulator-row').marked = true")
    table.patch({"age": [(0, 37), (slice(2, 4), [1, 2])], "name": [(1, "Hopper")]})
    expect(cell(page, 3, "age")).to_have_text("2")
    assert shown(page, "age") == ["37", "85", "1", "2"]
    assert shown(page, "name")[1] == "Hopper"
    assert page.evaluate("document.querySelector('.tabulator-row').marked")


def test_the_style_of_pandas_shows(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(people(), disabled=True)
    table.style.map(lambda age: "color: rgb(255, 0, 0)" if age > 60 else "", subset=["age"])
    page.goto(serve(table))
    expect(cell(page, 1, "age")).to_have_css("color", "rgb(255, 0, 0)")
    expect(cell(page, 0, "age")).not_to_have_css("color", "rgb(255, 0, 0)")
    table.patch({"age": [(0, 99)]})
    expect(cell(page, 0, "age")).to_have_css("color", "rgb(255, 0, 0)")


def test_a_row_shows_its_content(page: Page, serve: Serve) -> None:
    table = pn.widgets.Tabulator(
        people(), row_content=lambda row: pn.pane.Markdown(f"About **{row['name']}**")
    )
    page.goto(serve(table))
    page.get_by_role("button", name="Details").nth(1).click()
    expect(page.get_by_text("About Grace")).to_be_visible()
    assert table.expanded == [1]
    page.get_by_role("button", name="Details").nth(1).click()
    expect(page.get_by_text("About Grace")).to_be_hidden()


def test_a_hundred_thousand_rows_open_at_once(page: Page, serve: Serve) -> None:
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({f"c{number}": rng.random(100_000) for number in range(5)})
    frame["text"] = [f"row {number}" for number in range(100_000)]
    page.goto(serve(pn.widgets.Tabulator(frame, height=400, disabled=True)))
    expect(cell(page, 0, "text")).to_have_text("row 0")
    # What it takes is a matter of what is drawn: a screenful, wherever one looks.
    assert page.locator(".tabulator-row").count() < 100
    page.evaluate("document.querySelector('.tabulator-tableholder').scrollTop = 1e9")
    expect(page.locator(".tabulator-row").filter(has_text="row 99999")).to_be_visible()


def test_polars_frames(page: Page, serve: Serve) -> None:
    polars = pytest.importorskip("polars")
    table: Any = pn.widgets.Tabulator(polars.DataFrame({"x": [1, 2], "y": ["a", "b"]}))
    page.goto(serve(table))
    cell(page, 0, "y").click()
    page.get_by_role("textbox", name="Edit y").fill("c")
    page.keyboard.press("Enter")
    until(lambda: table.value["y"].to_list() == ["c", "b"])
