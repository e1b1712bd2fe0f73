"""Code in the form of text runs in a page whose policy has no 'unsafe-eval': as a script that holds the page's nonce."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import bokeh.models
import pandas as pd
import plotly.graph_objects as go
import pytest
from bokeh.core.property.vectorization import Expr
from bokeh.models import (  # type: ignore[attr-defined]
    Button,
    CanvasTexture,
    ColumnDataSource,
    CustomJS,
    CustomJSCompare,
    CustomJSExpr,
    CustomJSFilter,
    CustomJSHover,
    CustomJSTicker,
    CustomJSTickFormatter,
    CustomJSTransform,
    CustomLabelingPolicy,
    DataTable,
    HoverTool,
    HTMLTemplateFormatter,
    Model,
    TableColumn,
)
from bokeh.plotting import figure
from bokeh.transform import transform
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.browser.test_csp import LISTEN
from tests.support.bokehjs import wait_for_plot
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

RAN = "globalThis.ran = 1;"
"""What each piece of code does beside its own work."""


def plot(**properties: Any) -> figure:
    ranges: dict[str, Any] = {"x_range": (0, 4), "y_range": (0, 4)}
    made = figure(width=300, height=300, **ranges, **properties)
    made.scatter([1, 2, 3], [1, 2, 3], size=30)
    return made


def with_callback(code: str) -> Model:
    button: Model = Button(label="Run")
    button.js_on_event("button_click", CustomJS(code=code))
    return button


def with_ticks() -> Model:
    made = plot()
    made.xaxis.formatter = CustomJSTickFormatter(code=f"{RAN} return `x${{tick}}`")
    return made


def with_labels() -> Model:
    made = plot()
    made.xaxis.major_label_policy = CustomLabelingPolicy(code=f"{RAN} yield* [...indices]")
    return made


def with_ticker() -> Model:
    made = plot()
    made.xaxis.ticker = CustomJSTicker(major_code=f"{RAN} return [1, 2]")
    return made


def with_filter() -> Model:
    made = figure(width=300, height=300)
    view = bokeh.models.CDSView(filter=CustomJSFilter(code=f"{RAN} return [0]"))
    made.scatter("x", "y", source=ColumnDataSource({"x": [1, 2], "y": [1, 2]}), view=view)
    return made


def with_expression() -> Model:
    made = figure(width=300, height=300)
    expression = CustomJSExpr(code=f"{RAN} return [1, 2]")
    made.scatter("x", Expr(expression), source=ColumnDataSource({"x": [1, 2]}))
    return made


def with_transform() -> Model:
    made = figure(width=300, height=300)
    twice = CustomJSTransform(func="return 2 * x", v_func=f"{RAN} return xs.map(x => 2 * x)")
    made.scatter("x", transform("x", twice), source=ColumnDataSource({"x": [1, 2]}))
    return made


def with_texture() -> Model:
    made = figure(width=300, height=300)
    texture = CanvasTexture(code=f"{RAN} ctx.fillRect(0, 0, scale, scale)")
    pattern: Any = {"value": "own"}
    made.quad(0, 1, 1, 0, hatch_pattern=pattern, hatch_extra={"own": texture})
    return made


def with_hover() -> Model:
    made = plot()
    formatter = CustomJSHover(code=f"{RAN} return String(value)")
    made.add_tools(HoverTool(tooltips=[("x", "@x{custom}")], formatters={"@x": formatter}))
    return made


def table(**properties: Any) -> Model:
    column = TableColumn(field="a", title="a", **properties)
    made: Model = DataTable(
        source=ColumnDataSource({"a": [2, 1]}), columns=[column], width=300, height=200, reorderable=False
    )
    return made


WAYS: dict[type[Model], Callable[[], Model]] = {
    CustomJS: lambda: with_callback(RAN),
    CustomJSTickFormatter: with_ticks,
    CustomJSTicker: with_ticker,
    CustomLabelingPolicy: with_labels,
    CustomJSFilter: with_filter,
    CustomJSExpr: with_expression,
    CustomJSTransform: with_transform,
    CustomJSHover: with_hover,
    CanvasTexture: with_texture,
    CustomJSCompare: lambda: table(sorter=CustomJSCompare(code=f"{RAN} return x - y")),
    HTMLTemplateFormatter: lambda: table(
        formatter=HTMLTemplateFormatter(template="<b><% globalThis.ran = 1 %><%= value %></b>")
    ),
}
"""A plot or a table for each class of Bokeh's whose code is text."""


def press(page: Page) -> None:
    page.get_by_role("button", name="Run").click()


def sort(page: Page) -> None:
    page.locator(".slick-header-column").last.click()


def hover(page: Page) -> None:
    wait_for_plot(page)
    box = page.locator("lanai-bokeh canvas").first.bounding_box()
    assert box is not None
    for place in range(40, 280, 4):
        page.mouse.move(box["x"] + place, box["y"] + 290 - place)


ACTS = {
    CustomJS: press,
    CustomJSCompare: sort,
    CustomJSHover: hover,
    HTMLTemplateFormatter: lambda page: page.locator(".slick-cell").first.wait_for(),
}
"""What a visitor does until the code runs; else it runs when the plot is drawn."""


def classes_with_code() -> set[type[Model]]:
    """The classes of Bokeh's that have a property for code."""
    names = ("code", "func", "major_code", "template")
    models = [
        value for value in vars(bokeh.models).values() if inspect.isclass(value) and issubclass(value, Model)
    ]
    return {model for model in models if any(name in model.properties() for name in names)}


def test_every_class_whose_code_is_text_is_tried() -> None:
    assert classes_with_code() == set(WAYS)


@pytest.mark.parametrize("kind", WAYS, ids=lambda kind: kind.__name__)
def test_bokehs_code_runs_under_the_usual_policy(page: Page, serve: Serve, kind: type[Model]) -> None:
    page.add_init_script(LISTEN)
    page.goto(serve(lambda: pn.pane.Bokeh(WAYS[kind]())))
    ACTS.get(kind, wait_for_plot)(page)
    page.wait_for_function("() => globalThis.ran === 1")
    assert page.evaluate("window.violations") == []


def test_a_template_in_a_tabulator_runs_and_knows_every_column(page: Page, serve: Serve) -> None:
    page.add_init_script(LISTEN)
    template = HTMLTemplateFormatter(
        template="<b><% let all = value + constructor + out %><%= all + names + escape %></b>"
    )

    def app() -> Viewable:
        frame = pd.DataFrame({"a": ["<i>"], "constructor": [2], "out": [3], "names": [4], "escape": [5]})
        return pn.widgets.Tabulator(frame, formatters={"a": template})

    page.goto(serve(app))
    expect(page.locator(".tabulator-cell b")).to_have_text("<i>2345")
    assert page.evaluate("window.violations") == []


def test_a_module_of_custom_js_runs(page: Page, serve: Serve) -> None:
    page.add_init_script(LISTEN)
    page.goto(serve(lambda: pn.pane.Bokeh(with_callback("export default () => { globalThis.ran = 1 }"))))
    press(page)
    page.wait_for_function("() => globalThis.ran === 1")
    assert page.evaluate("window.violations") == []


def test_webgl_runs_without_code_made_of_text(page: Page, complaints: Complaints, serve: Serve) -> None:
    complaints.expect("GPU stall")  # what Chromium says of WebGL where there is no GPU
    page.add_init_script(LISTEN)
    page.goto(serve(lambda: pn.pane.Bokeh(plot(output_backend="webgl"))))
    wait_for_plot(page)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize(
    "trace",
    [
        go.Scattergl(x=[1, 2], y=[1, 2]),
        go.Splom(dimensions=[{"label": "a", "values": [1, 2]}, {"label": "b", "values": [2, 1]}]),
        go.Parcoords(dimensions=[{"label": "a", "values": [1, 2]}, {"label": "b", "values": [2, 1]}]),
    ],
    ids=lambda trace: trace.type,
)
def test_plotlys_webgl_traces_ask_nothing_of_the_policy(
    page: Page, complaints: Complaints, serve: Serve, trace: Any
) -> None:
    complaints.expect("GPU stall")
    page.add_init_script(LISTEN)

    def app() -> Viewable:
        pane = pn.pane.Plotly(go.Figure())
        show = pn.widgets.Button(name="Show")
        show.on_click(lambda _: setattr(pane, "object", go.Figure(trace)))
        return pn.Column(show, pane)

    page.goto(serve(app))
    page.get_by_role("button", name="Show").click()
    page.locator("lanai-plotly .gl-canvas").first.wait_for(state="attached")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert page.evaluate("window.violations") == []
