"""Plots of other libraries in a real browser: they are drawn, they follow Python, and Python follows the visitor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Run, Serve

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_figure_of_plotlys(page: Page, serve: Serve) -> None:
    wave = go.Figure(go.Scatter(y=[1, 2, 3], mode="markers", marker_size=30))
    wave.update_layout(dragmode="zoom")

    def app() -> Any:
        pane = pn.pane.Plotly(wave, width=500, height=400)
        button = pn.widgets.Button(name="Change")
        button.on_click(lambda _: wave.update_layout(title="Changed"))
        told = pn.bind(
            lambda click, view: f"clicked {click and click['points'][0]['y']}, zoomed {bool(view)}",
            pane.param.click_data,
            pane.param.viewport,
        )
        return pn.Column(button, pane, told)

    page.goto(serve(app))
    drawing = page.locator("lanai-plotly .nsewdrag")
    expect(drawing).to_be_visible()
    expect(page.locator("lanai-plotly .point")).to_have_count(3)
    box = page.locator("lanai-plotly .point").nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.click(box["x"] + 15, box["y"] + 15)
    expect(page.get_by_text("clicked 2, zoomed False")).to_be_visible()
    area = drawing.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + 40, area["y"] + 40)
    page.mouse.down()
    page.mouse.move(area["x"] + 200, area["y"] + 200, steps=4)
    page.mouse.up()
    expect(page.get_by_text("clicked 2, zoomed True")).to_be_visible()
    zoomed = page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range")
    page.get_by_role("button", name="Change").click()
    expect(page.locator("lanai-plotly").get_by_text("Changed")).to_be_visible()
    assert page.evaluate("document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range") == zoomed


def test_a_chart_of_vegas(page: Page, serve: Serve) -> None:
    rows = pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    chart = alt.Chart(rows).mark_point().encode(x="a:Q", y="b:Q")
    chart = chart.add_params(alt.selection_interval(name="brush"))

    def app() -> Any:
        pane = pn.pane.Vega(chart, width=400, height=300)
        return pn.Column(
            pane, pn.bind(lambda brush: f"brushed {len(brush)} fields", pane.selection.param.brush)
        )

    page.goto(serve(app))
    expect(page.get_by_text("brushed 0 fields")).to_be_visible()
    drawing = page.locator("lanai-vega canvas")
    expect(drawing).to_be_visible()
    box = drawing.bounding_box()
    assert box is not None
    assert 380 < box["width"] <= 400
    page.mouse.move(box["x"] + 100, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 200, steps=5)
    page.mouse.up()
    expect(page.get_by_text("brushed 2 fields")).to_be_visible()


def test_a_chart_of_echarts(page: Page, serve: Serve) -> None:
    def chart(names: list[str]) -> dict[str, Any]:
        bars = {"type": "bar", "data": [5 for _ in names], "barWidth": "90%"}
        return {"xAxis": {"data": names}, "yAxis": {}, "series": [bars], "animation": False}

    def app() -> Any:
        pane = pn.pane.ECharts(chart(["first"]), renderer="svg", width=400, height=300)
        told = pn.widgets.StaticText(value="nothing")
        pane.on_event(
            "click", lambda event: setattr(told, "value", f"clicked {event.data['name']}"), "series.bar"
        )
        button = pn.widgets.Button(name="Change")
        button.on_click(lambda _: setattr(pane, "object", chart(["second"])))
        return pn.Column(button, pane, told)

    page.goto(serve(app))
    expect(page.locator("lanai-echarts").get_by_text("first")).to_be_visible()
    page.locator("lanai-echarts .lanai-plot").click(position={"x": 200, "y": 200})
    expect(page.get_by_text("clicked first")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    expect(page.locator("lanai-echarts").get_by_text("second")).to_be_visible()


HOLOVIEWS = """
import holoviews as hv

import lanai as pn

hv.extension("bokeh", logo=False)
curves = hv.DynamicMap(lambda kind: hv.Curve([1, 2, 3], label=kind), kdims=["kind"])
curves = curves.redim.values(kind=["round", "square"])
line = hv.Curve([1, 2, 3])
seen = hv.streams.RangeX(source=line)
pn.Column(
    pn.pane.HoloViews(curves),
    pn.pane.HoloViews(line),
    pn.bind(lambda x: f"panned {bool(x and x[0] != 0)}", seen.param.x_range),
).servable()
"""


def test_a_plot_of_holoviews_with_a_widget_and_a_stream(page: Page, run: Run, tmp_path: Path) -> None:
    """In a program of its own: what HoloViews imports leaves event loops behind on threads."""
    (tmp_path / "app.py").write_text(HOLOVIEWS)
    program = run("-m", "lanai", "serve", "app.py", "--port", "0")
    page.goto(program.url)
    expect(page.locator("lanai-bokeh .bk-Canvas")).to_have_count(2)
    page.get_by_role("combobox", name="kind").click()
    page.get_by_role("option", name="square").click()
    page.wait_for_function("() => Bokeh.index.roots.some(view => /square/.test(view.model.title?.text))")
    box = page.locator("lanai-bokeh .bk-Canvas").nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 150, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 150, steps=5)
    page.mouse.up()
    expect(page.get_by_text("panned True")).to_be_visible()


def test_a_broken_plot_says_so_in_its_place_and_can_be_mended(
    page: Page, serve: Serve, complaints: Complaints
) -> None:
    complaints.expect("Vega")
    good = {
        "data": {"values": [{"a": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "ordinal"}},
    }
    pane = pn.pane.Vega({**good, "mark": "no such mark"}, width=300)
    page.goto(serve(pane))
    expect(page.get_by_role("alert")).to_contain_text("This plot cannot be shown")
    pane.object = good
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("lanai-vega canvas")).to_be_visible()
    pane.object = None
    expect(page.locator("lanai-vega canvas")).to_have_count(0)
