"""Names of columns, keys and options that JavaScript's own objects have: they are names like others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import param
import plotly.graph_objects as go
import pytest
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.bokehjs import wait_for_plot
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser

NAMES = (
    "constructor",
    "toString",
    "__proto__",
    "hasOwnProperty",
    "valueOf",
    "prototype",
    "out",
    "then",
    "length",
    "name",
)
"""What every object of JavaScript's has, and what a few others look for."""
SPECIAL = ("_children", "_serial", "_lanai", "index")
"""What Tabulator and we write into rows."""


def frame(names: tuple[str, ...] = NAMES) -> pd.DataFrame:
    return pd.DataFrame({name: [number, number + 100] for number, name in enumerate(names)})


@pytest.mark.parametrize("pagination", [None, "remote", "local"])
def test_columns_of_a_table(page: Page, serve: Serve, pagination: str | None) -> None:
    names = (*NAMES, *SPECIAL[:3])
    table = pn.widgets.Tabulator(frame(names), pagination=pagination, show_index=False, header_filters=True)
    page.goto(serve(lambda: pn.Column(table)))
    for number, name in enumerate(names):
        cell = page.get_by_role("gridcell", name=str(number), exact=True).first
        expect(page.get_by_role("columnheader", name=name).first).to_be_visible()
        cell.dblclick()
        page.keyboard.press("Control+A")
        page.keyboard.type(str(number + 1000))
        page.keyboard.press("Enter")
        eventually(partial(lambda name, number: table.value[name][0] == number + 1000, name, number))
    table.stream(pd.DataFrame({name: [number + 200] for number, name in enumerate(names)}), follow=False)
    expect(page.get_by_text("200", exact=True)).to_be_visible()
    for number, name in enumerate(names):
        table.patch({name: [(1, number + 300)]})
        expect(page.get_by_text(str(number + 300), exact=True)).to_be_visible()
    page.get_by_text("constructor", exact=True).first.click()
    eventually(lambda: [sorter["field"] for sorter in table.sorters] == ["constructor"])


@pytest.mark.parametrize("groupby", [True, False])
def test_columns_that_group_a_table(page: Page, serve: Serve, groupby: bool) -> None:
    data = frame()
    data["__proto__"] = ["left", "right"]
    table = pn.widgets.Tabulator(data, show_index=False, **({"groupby": ["__proto__"]} if groupby else {}))
    table.style.map(lambda _: "color: rgb(1, 2, 3)", subset=["constructor"])
    page.goto(serve(lambda: pn.Column(table)))
    expect(page.get_by_text("left").first).to_be_visible()
    expect(page.get_by_role("gridcell", name="100", exact=True)).to_have_css("color", "rgb(1, 2, 3)")


def test_columns_of_a_data_frame(page: Page, serve: Serve) -> None:
    page.goto(serve(lambda: pn.pane.DataFrame(frame())))
    for number, name in enumerate(NAMES):
        expect(page.get_by_text(name, exact=True)).to_be_visible()
        expect(page.get_by_text(str(number + 100), exact=True)).to_be_visible()


def test_columns_of_a_perspective(page: Page, serve: Serve) -> None:
    pane = pn.pane.Perspective(frame(), width=1500, height=300, editable=True)
    page.set_viewport_size({"width": 1600, "height": 600})
    page.goto(serve(lambda: pn.Column(pane)))
    for number, name in enumerate(NAMES):
        expect(page.locator("perspective-viewer").get_by_text(name, exact=True).first).to_be_visible()
        expect(
            page.locator("perspective-viewer").get_by_text(str(number + 100), exact=True).first
        ).to_be_visible()
    pane.stream({name: [number + 200] for number, name in enumerate(NAMES)})
    expect(page.locator("perspective-viewer").get_by_text("202", exact=True).first).to_be_visible()
    pane.patch({name: [(0, number + 300)] for number, name in enumerate(NAMES)})
    for number in range(len(NAMES)):
        expect(
            page.locator("perspective-viewer").get_by_text(str(number + 300), exact=True).first
        ).to_be_visible()


OPTIONS = {name: number for number, name in enumerate(NAMES)}
CHOOSERS: dict[str, Callable[[], Any]] = {
    "Select": lambda: pn.widgets.Select(name="Pick", options={"": -1, **OPTIONS}),
    "AutocompleteInput": lambda: pn.widgets.AutocompleteInput(name="Pick", options=OPTIONS, min_characters=1),
    "MultiSelect": lambda: pn.widgets.MultiSelect(name="Pick", options=OPTIONS),
    "CheckBoxGroup": lambda: pn.widgets.CheckBoxGroup(name="Pick", options=OPTIONS),
    "CheckButtonGroup": lambda: pn.widgets.CheckButtonGroup(name="Pick", options=OPTIONS),
    "RadioBoxGroup": lambda: pn.widgets.RadioBoxGroup(name="Pick", options={"-": -1, **OPTIONS}),
    "RadioButtonGroup": lambda: pn.widgets.RadioButtonGroup(name="Pick", options={"-": -1, **OPTIONS}),
    "MultiChoice": lambda: pn.widgets.MultiChoice(name="Pick", options=OPTIONS),
    "CrossSelector": lambda: pn.widgets.CrossSelector(name="Pick", options=OPTIONS),
    "NestedSelect": lambda: pn.widgets.NestedSelect(
        options={"first": {"second": [1]}, **{name: {name: [number]} for number, name in enumerate(NAMES)}},
        levels=[{"name": "Pick"}, {"name": "constructor"}, {"name": "__proto__"}],
    ),
}


def choose(page: Page, kind: str, name: str) -> None:
    """Do what a visitor does who wants the option of that name."""
    if kind == "Select":
        page.get_by_role("combobox").click()
        page.get_by_role("option", name=name, exact=True).click()
    elif kind == "NestedSelect":
        page.locator("select").first.select_option(name)
    elif kind == "MultiSelect":
        page.locator("select").first.select_option([name])
    elif kind in ("AutocompleteInput", "MultiChoice"):
        page.get_by_role("combobox").fill(name)
        page.get_by_role("option", name=name, exact=True).click()
    elif kind == "CrossSelector":
        page.locator("select").first.select_option([name])
        page.locator("lanai-cross-selector button").first.click()
    elif kind.endswith("BoxGroup"):
        page.get_by_text(name, exact=True).click()
    else:
        page.get_by_label(name, exact=True).check()


@pytest.mark.parametrize("kind", CHOOSERS)
def test_options(page: Page, serve: Serve, kind: str) -> None:
    widget = CHOOSERS[kind]()
    page.goto(serve(lambda: pn.Column(widget)))
    for number, name in enumerate(NAMES):
        choose(page, kind, name)
        chosen: Any = number
        if kind == "NestedSelect":
            chosen = {"Pick": name, "constructor": name, "__proto__": number}
        eventually(partial(lambda chosen: chosen in listed(widget.value), chosen))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


VALUE = {name: number for number, name in enumerate(NAMES)}


def test_keys_of_a_json_pane(page: Page, serve: Serve) -> None:
    page.goto(serve(lambda: pn.pane.JSON({**VALUE, "deep": VALUE}, depth=-1)))
    for name in NAMES:
        expect(page.locator(".lanai-json-key").get_by_text(name, exact=True)).to_have_count(2)


@pytest.mark.parametrize("mode", ["tree", "text"])
def test_keys_of_a_json_editor(page: Page, serve: Serve, mode: str) -> None:
    # vanilla-jsoneditor's tree cannot show an object with a toString of its own, nor change one with __proto__.
    keys = {
        name: number
        for name, number in VALUE.items()
        if name not in ("toString", "__proto__") or mode == "text"
    }
    widget = pn.widgets.JSONEditor(value={**keys, "deep": dict(keys), "last": "old"}, mode=mode, height=700)
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(serve(lambda: pn.Column(widget)))
    if mode == "tree":
        for name in keys:
            expect(page.get_by_text(name, exact=True).first).to_be_visible()
        page.get_by_text("old", exact=True).dblclick()
        page.keyboard.press("Control+A")
        page.keyboard.type("new")
        page.keyboard.press("Enter")
        wanted: dict[str, Any] = {**keys, "deep": keys, "last": "new"}
    else:
        page.locator(".cm-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text('{"__proto__": {"constructor": 1}, "toString": 2}')
        wanted = {"__proto__": {"constructor": 1}, "toString": 2}
    eventually(lambda: widget.value == wanted)


def test_columns_of_a_bokeh_source(page: Page, serve: Serve) -> None:
    source = ColumnDataSource({name: [1, 2] for name in NAMES})
    plot = figure()
    for name in NAMES:
        plot.line(name, name, source=source, legend_label=name, name=name)
    button = pn.widgets.Button(name="Add")
    button.on_click(lambda _: source.stream({name: [3] for name in NAMES}))
    page.goto(serve(lambda: pn.Column(button, pn.pane.Bokeh(plot))))
    wait_for_plot(page)
    page.get_by_role("button", name="Add").click()
    page.wait_for_function(
        """names => [...Bokeh.index.roots[0].model.document.all_models].some(
             model => model.type === "ColumnDataSource" && names.every(name => model.get_column(name)?.length === 3))""",
        arg=list(NAMES),
    )


def test_fields_of_other_plots(page: Page, serve: Serve) -> None:
    """Of Vega the data alone: vega-lite takes some of these names for its own; and ECharts does so with "__proto__"."""
    rows: list[dict[str, int]] = [VALUE, {name: number + 1 for name, number in VALUE.items()}]
    fields = [name for name in NAMES if name != "__proto__"]
    encoding = {"x": {"field": "length", "type": "ordinal"}, "y": {"field": "out", "type": "quantitative"}}
    chart: dict[str, Any] = {
        "dataset": {"source": [{name: row[name] for name in fields} for row in rows]},
        "xAxis": {"type": "category"},
        "yAxis": {},
    }
    chart["series"] = [{"type": "bar", "name": name, "encode": {"x": "length", "y": name}} for name in fields]
    chart["legend"] = {"data": fields}
    app = pn.Column(
        pn.pane.Vega({"data": {"values": rows}, "mark": "bar", "encoding": encoding}),
        pn.pane.ECharts(chart, width=900, height=300),
        pn.pane.Plotly(
            go.Figure([go.Scatter(x=list(NAMES), y=[1] * len(NAMES), name=name) for name in NAMES])
        ),
    )
    page.goto(serve(lambda: app))
    expect(page.locator("lanai-vega canvas, lanai-vega svg").first).to_be_visible()
    expect(page.locator("lanai-e-charts canvas, lanai-echarts canvas").first).to_be_visible()
    for name in NAMES:
        expect(page.locator("lanai-plotly .legendtext").get_by_text(name, exact=True)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


class Named(pn.custom.JSComponent):
    constructor = param.Integer(default=1)
    toString = param.Integer(default=2)  # noqa: N815
    hasOwnProperty = param.Integer(default=3)  # noqa: N815
    valueOf = param.Integer(default=4)  # noqa: N815
    then = param.Integer(default=5)
    out = param.Integer(default=6)
    length = param.Integer(default=7)
    _esm = """
export function render({ model, el }) {
  const names = ["constructor", "toString", "hasOwnProperty", "valueOf", "then", "out", "length"];
  const show = () => { text.textContent = names.map(name => `${model.get(name)}/${model[name]}`).join(" ") };
  const text = document.createElement("p");
  const button = document.createElement("button");
  button.textContent = "More";
  button.onclick = () => {
    for (const name of names) model.set(name, model.get(name) + 10);
    model.save_changes();
    for (const name of names) model[name] += 10;
  };
  for (const name of names) model.on(name, show);
  el.append(text, button);
  show();
}
"""


def test_parameters_of_a_component_of_the_apps_own(page: Page, serve: Serve) -> None:
    shown = Named()
    page.goto(serve(lambda: pn.Column(shown)))
    expect(page.get_by_text("1/1 2/2 3/3 4/4 5/5 6/6 7/7")).to_be_visible()
    page.get_by_role("button", name="More").click()
    expect(page.get_by_text("21/21 22/22 23/23 24/24 25/25 26/26 27/27")).to_be_visible()
    eventually(lambda: (shown.constructor, shown.then, shown.length) == (21, 25, 27))


def test_keys_of_the_address(page: Page, serve: Serve) -> None:
    values = {name: pn.widgets.TextInput() for name in NAMES}

    def app() -> Viewable:
        for name, widget in values.items():
            location: Any = pn.state.location
            location.sync(widget, {"value": name})
        return pn.Column(*values.values())

    page.goto(f"{serve(app)}/?" + "&".join(f"{name}=v{name}" for name in NAMES))
    expect(page.get_by_role("textbox").first).to_have_value("vconstructor")
    assert {name: widget.value for name, widget in values.items()} == {name: f"v{name}" for name in NAMES}
    values["__proto__"].value = "other"
    page.wait_for_url("**/*__proto__=other*")
