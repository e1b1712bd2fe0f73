"""Plots of other libraries: which pane shows them, what travels of them, and what comes back."""

from __future__ import annotations

import base64
import gc
import weakref
from typing import Any

import altair as alt
import holoviews as hv
import numpy as np
import pandas as pd
import param
import plotly.graph_objects as go
import pytest
from matplotlib.figure import Figure

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument, ComponentError

BARS: dict[str, Any] = {
    "xAxis": {"data": ["a", "b"]},
    "yAxis": {},
    "series": [{"type": "bar", "data": [1, 2]}],
}
SPEC: dict[str, Any] = {
    "data": {"values": [{"a": 1}]},
    "mark": "point",
    "params": [{"name": "brush", "select": "interval"}, {"name": "dots", "select": {"type": "point"}}],
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


@pytest.fixture(scope="module", autouse=True)
def bokeh_backend() -> None:
    hv.extension("bokeh", logo=False)


def figure() -> Figure:
    made = Figure(figsize=(4, 3))
    made.subplots().plot([1, 3, 2])
    return made


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (figure, pn.pane.Matplotlib),
        (lambda: figure().subplots(), pn.pane.Matplotlib),
        (lambda: go.Figure(go.Scatter(y=[1, 2])), pn.pane.Plotly),
        (lambda: {"data": [{"y": [1, 2]}], "layout": {}}, pn.pane.Plotly),
        (lambda: alt.Chart(pd.DataFrame({"a": [1]})).mark_point(), pn.pane.Vega),
        (lambda: SPEC, pn.pane.Vega),
        (lambda: BARS, pn.pane.ECharts),
        (lambda: hv.Curve([1, 2]), pn.pane.HoloViews),
        (lambda: hv.HoloMap({1: hv.Curve([1, 2])}), pn.pane.HoloViews),
        (lambda: {"a": [1, 2]}, pn.pane.JSON),
    ],
    ids=[
        "figure",
        "axes",
        "plotly",
        "plotly-dict",
        "altair",
        "vega-dict",
        "echarts",
        "curve",
        "holomap",
        "dict",
    ],
)
def test_an_object_is_shown_by_its_pane(make: Any, kind: type[Any]) -> None:
    assert type(pn.panel(make())) is kind


@pytest.mark.parametrize(
    "kind", [pn.pane.Matplotlib, pn.pane.Plotly, pn.pane.Vega, pn.pane.ECharts, pn.pane.HoloViews]
)
def test_what_is_no_plot_is_refused_with_words(kind: Any) -> None:
    with pytest.raises(BadArgument, match=f"{kind.__name__} shows .* got int"):
        kind(3)
    assert kind(None).object is None


def tell(user: testing.User, name: str, data: dict[str, Any]) -> None:
    """The browser reports an event of the one component on the page."""
    user.browser.event(user.browser.roots[0][0], name, data)
    user.rest()


def shown(pane: Any, name: str) -> Any:
    """What a browser has of the pane's property."""
    with testing.Site(pane) as site:
        return site.visit().elements()[0].read(name)


# -- Matplotlib -------------------------------------------------------------------------------------------


def test_a_figure_is_an_image_at_half_its_dots() -> None:
    pane = pn.pane.Matplotlib(figure(), dpi=100)
    image = shown(pane, "image")
    assert (image["width"], image["height"]) == (200, 150)
    head, data = image["src"].split(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data).startswith(b"\x89PNG")
    pane.high_dpi = False
    assert shown(pane, "image")["width"] == 400
    pane.param.update(format="svg", high_dpi=True)
    assert shown(pane, "image")["src"].startswith("data:image/svg+xml,")
    assert shown(pane, "image")["width"] == 200


def test_a_figure_changed_in_place_is_drawn_anew_when_told() -> None:
    drawn = figure()
    pane = pn.pane.Matplotlib(drawn)
    before = shown(pane, "image")["src"]
    drawn.suptitle("Changed")
    assert shown(pane, "image")["src"] == before
    pane.param.trigger("object")
    assert shown(pane, "image")["src"] != before


def test_an_interactive_figure_is_refused() -> None:
    with pytest.raises(ComponentError, match="Plotly"):
        pn.pane.Matplotlib(figure(), interactive=True)


# -- Plotly -----------------------------------------------------------------------------------------------


def test_a_figure_travels_with_its_arrays_packed() -> None:
    found = shown(
        pn.pane.Plotly(go.Figure(go.Scatter(y=np.arange(4.0)), {"title": {"text": "Four"}})), "figure"
    )
    assert found["layout"]["title"]["text"] == "Four"
    assert np.frombuffer(base64.b64decode(found["data"][0]["y"]["bdata"]), found["data"][0]["y"]["dtype"]).tolist() == [
        0, 1, 2, 3,
    ]  # fmt: skip


def test_a_figure_changed_in_place_shows_by_itself() -> None:
    wave = go.Figure(go.Scatter(y=[1, 2]))
    with testing.Site(pn.pane.Plotly(wave)) as site:
        element = site.visit().elements()[0]
        wave.data[0].y = [5, 6]
        wave.update_layout(title="Changed")
        wave.add_scatter(y=[7, 8])
        site.settle()
        assert element.read("figure")["layout"]["title"]["text"] == "Changed"
        assert [trace["y"] for trace in element.read("figure")["data"]] == [[5, 6], [7, 8]]


def test_a_figure_does_not_keep_its_panes() -> None:
    wave = go.Figure(go.Scatter(y=[1, 2]))
    gone = weakref.ref(pn.pane.Plotly(wave))
    gc.collect()
    assert gone() is None
    wave.data[0].y = [3, 4]


def test_a_figure_that_is_not_linked_waits_to_be_told() -> None:
    wave = go.Figure(go.Scatter(y=[1, 2]))
    pane = pn.pane.Plotly(wave, link_figure=False)
    wave.data[0].y = [5, 6]
    assert shown(pane, "figure")["data"][0]["y"] == [1, 2]


def test_what_a_visitor_does_in_a_figure_is_seen() -> None:
    seen: list[Any] = []
    with testing.Site(pane := pn.pane.Plotly(go.Figure(go.Scatter(y=[1, 2])))) as site:
        pane.param.watch(lambda event: seen.append(event.new), "click_data", onlychanged=False)
        user = site.visit()
        for _ in range(2):
            tell(user, "click", {"value": {"points": [{"x": 0, "y": 1}]}})
        tell(user, "viewport", {"value": {"xaxis.range": [0, 1]}})
        site.settle()
    assert [points["points"][0]["y"] for points in seen] == [1, 1]
    assert pane.viewport == {"xaxis.range": [0, 1]}


# -- Vega -------------------------------------------------------------------------------------------------


def test_selections_are_parameters() -> None:
    seen: list[Any] = []
    with testing.Site(pane := pn.pane.Vega(SPEC)) as site:
        pane.selection.param.watch(lambda event: seen.append(event.new), "brush")
        user = site.visit()
        tell(user, "select", {"name": "brush", "value": {"a": [0, 1]}})
        tell(user, "select", {"name": "dots", "value": [1, 3]})
        site.settle()
    assert seen == [{"a": [0, 1]}]
    assert pane.selection.dots == [1, 3]


def test_a_chart_of_many_rows_and_of_frames_travels() -> None:
    rows = pd.DataFrame({"a": range(6000), "day": pd.Timestamp("2024-01-02"), "b": np.nan})
    chart = alt.Chart(rows).mark_point().encode(x="a:Q")
    assert len(next(iter(shown(pn.pane.Vega(chart), "chart")["datasets"].values()))) == 6000
    found = shown(pn.pane.Vega({"data": rows.head(1), "mark": "point"}), "chart")
    assert found["data"]["values"] == [{"a": 0, "day": "2024-01-02T00:00:00", "b": None}]


# -- ECharts ----------------------------------------------------------------------------------------------


def test_events_of_a_chart_reach_their_callbacks() -> None:
    seen: list[Any] = []

    async def later(event: Any) -> None:
        seen.append(("later", event.data["name"]))

    with testing.Site(pane := pn.pane.ECharts(BARS)) as site:
        pane.on_event("click", lambda event: seen.append((event.query, event.data["name"])), "series.bar")
        pane.on_event("click", later)
        user = site.visit()
        assert user.elements()[0].read("subscriptions") == [[0, "click", "series.bar"], [1, "click", None]]
        tell(user, "chart", {"number": 0, "data": {"name": "a"}})
        tell(user, "chart", {"number": 1, "data": {"name": "b"}})
        site.settle()
    assert seen == [("series.bar", "a"), ("later", "b")]


def test_numbers_of_numpy_travel_and_what_is_none_is_empty() -> None:
    series = {"type": "line", "data": np.array([1.5, np.nan])}
    assert shown(pn.pane.ECharts({"xAxis": {}, "series": [series]}), "chart")["series"][0]["data"] == [
        1.5,
        None,
    ]


# -- HoloViews --------------------------------------------------------------------------------------------


def heights(pane: Any) -> list[float]:
    return [float(value) for value in pane.plot.handles["source"].data["y"]]


def test_each_dimension_has_a_widget_that_moves_the_plot() -> None:
    curves = {
        (number, letter): hv.Curve([number, len(letter)]) for number in (1, 2) for letter in ("a", "bb")
    }
    pane = pn.pane.HoloViews(hv.HoloMap(curves, kdims=["number", "letter"]))
    slider, select = pane.widget_box
    assert (type(slider), type(select)) == (pn.widgets.DiscreteSlider, pn.widgets.Select)
    slider.value, select.value = 2, "bb"
    assert heights(pane) == [2, 2]


def test_a_function_of_dimensions_is_called_for_their_values() -> None:
    waves = hv.DynamicMap(lambda low, high: hv.Curve([low, high]), kdims=["low", "high"])
    waves = waves.redim.range(low=(1, 5), high=(0.0, 2.0))
    pane = pn.pane.HoloViews(waves, widgets={"high": pn.widgets.FloatInput(name="High", value=1.5)})
    low, high = pane.widget_box
    assert type(low) is pn.widgets.IntSlider
    assert heights(pane) == [1, 1.5]
    low.value, high.value = 4, 2.0
    assert heights(pane) == [4, 2]


def test_a_dimension_without_values_says_what_to_do() -> None:
    with pytest.raises(Exception, match="redim"):
        pn.pane.HoloViews(hv.DynamicMap(lambda low: hv.Curve([low]), kdims=["low"]))
    with pytest.raises(BadArgument, match="no dimensions"):
        pn.pane.HoloViews(hv.HoloMap({1: hv.Curve([1]), 2: hv.Curve([2])}, kdims=["x"]), widgets={"low": {}})


def test_a_stream_updates_the_plot() -> None:
    pipe = hv.streams.Pipe(data=[1, 2])
    pane = pn.pane.HoloViews(hv.DynamicMap(hv.Curve, streams=[pipe]))
    pipe.send([7, 8])
    assert heights(pane) == [7, 8]


def test_a_player_runs_through_all_values_and_a_single_plot_has_no_widgets() -> None:
    pane = pn.pane.HoloViews(
        hv.HoloMap({1: hv.Curve([1]), 2: hv.Curve([2])}, kdims=["x"]), widget_type="scrubber"
    )
    (player,) = pane.widget_box
    player.value = (2,)
    assert heights(pane) == [2]
    assert len(pn.pane.HoloViews(hv.Curve([1, 2])).widget_box) == 0


def test_coroutines_run_in_their_session_whatever_an_import_has_put_in_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """HoloViews imports a package that runs Param's coroutines itself."""
    seen: list[Any] = []
    monkeypatch.setattr(param.parameterized, "async_executor", vars(param.parameterized)["async_executor"])

    def app() -> Any:
        monkeypatch.setattr(param.parameterized, "async_executor", lambda work: seen.append("lost"))
        button = pn.widgets.Button(name="Press")

        async def pressed(_: Any) -> None:
            seen.append("found")

        button.on_click(pressed)
        return button

    with testing.Site(app) as site:
        site.visit().click("Press")
    assert seen == ["found"]
