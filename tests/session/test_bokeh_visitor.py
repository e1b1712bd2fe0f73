"""What a visitor does in a plot: it reaches Python's callbacks, and nothing but the models on the page."""

from __future__ import annotations

import struct
import threading
from typing import Any

import pytest
from bokeh.events import Tap
from bokeh.io import curdoc

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from tests.session.mirror import events, figure, mirror, models, plain, shown

Patch = dict[str, Any]


def change(model: Any, attr: str, new: Any) -> Patch:
    return {"events": [{"kind": "ModelChanged", "model": {"id": model.id}, "attr": attr, "new": new}]}


def happened(name: str, model: Any, **values: Any) -> Patch:
    entries = [["model", {"id": model.id}], *([key, value] for key, value in values.items())]
    data = {"type": "event", "name": name, "values": {"type": "map", "entries": entries}}
    return {"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": data}]}


def send(site: testing.Site, user: testing.User, patch: Patch) -> None:
    user.browser.patch(patch)
    site.settle()


def test_a_change_runs_the_callback_once_and_is_not_echoed() -> None:
    plot = figure(x_range=(0, 1))
    seen: list[tuple[Any, ...]] = []

    def note(attr: str, old: Any, new: Any) -> None:
        seen.append((attr, old, new, curdoc(), threading.current_thread().name))

    plot.x_range.on_change("start", note)
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        send(site, user, change(plot.x_range, "start", 0.5))
        assert [entry[:3] for entry in seen] == [("start", 0, 0.5)]
        assert seen[0][3] is plot.document
        assert seen[0][4] == "lanai-callback-worker"
        assert plot.x_range.start == 0.5
        assert events(user) == []


def test_values_that_python_stores_in_its_own_way_are_not_echoed_either() -> None:
    slider = models.RangeSlider(start=0, end=10, value=(1, 2))
    with testing.Site(lambda: pn.pane.Bokeh(slider)) as site:
        user = site.visit()
        send(site, user, change(slider, "value", [3, 4]))
        assert slider.value == (3, 4)
        assert events(user) == []


def test_where_the_callback_decides_otherwise_the_browser_is_told() -> None:
    plot = figure(x_range=(0, 1))

    def limit(attr: str, old: float, new: float) -> None:
        plot.x_range.start = max(new, 0.25)

    plot.x_range.on_change("start", limit)
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        send(site, user, change(plot.x_range, "start", 0.1))
        assert plot.x_range.start == 0.25
        assert shown(user, plot.x_range).start == 0.25


def test_a_change_that_crosses_one_of_the_servers_ends_the_same_on_both_sides() -> None:
    plot = figure(x_range=(0, 1))
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        user.browser.acknowledges = False
        plot.x_range.start = 3
        site.settle()
        assert shown(user, plot.x_range).start == 3
        send(site, user, change(plot.x_range, "start", 5))  # done before the 3 was on the screen
        assert plot.x_range.start == 5
        assert shown(user, plot.x_range).start == 5
        user.browser.catch_up()
        site.settle()
        send(site, user, change(plot.x_range, "start", 6))
        assert [event["new"] for event in events(user)] == [3, 5]


def test_events() -> None:
    plot, button = figure(), models.Button(label="Go")
    taps: list[Tap] = []
    clicks: list[str] = []
    plot.on_event(Tap, taps.append)
    button.on_click(lambda: clicks.append(pn.state.curdoc.title))
    with testing.Site(lambda: pn.Row(plot, button)) as site:
        user = site.visit()
        send(site, user, happened("tap", plot, sx=1, sy=2, x=0.5, y=0.25, modifiers=None))
        send(site, user, happened("button_click", button))
        assert [(tap.x, tap.y) for tap in taps] == [(0.5, 0.25)]
        assert clicks == ["Bokeh Application"]
        assert events(user) == []


def test_a_selection_and_drawn_data() -> None:
    source = models.ColumnDataSource({"x": [1, 2, 3], "y": [4, 5, 6]})
    plot = figure()
    plot.scatter("x", "y", source=source)
    seen: list[list[int]] = []
    source.selected.on_change("indices", lambda attr, old, new: seen.append(list(new)))
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        send(site, user, change(source.selected, "indices", [0, 2]))
        data = {"type": "map", "entries": [["x", [7, 8]], ["y", [9, 10]]]}
        send(site, user, change(source, "data", data))
        rows = {"type": "map", "entries": [["x", [1]], ["y", [1]]]}
        base = {"model": {"id": source.id}, "attr": "data"}
        send(site, user, {"events": [{"kind": "ColumnsStreamed", **base, "data": rows}]})
        patches = {"type": "map", "entries": [["y", [[0, 90]]]]}
        send(site, user, {"events": [{"kind": "ColumnsPatched", **base, "patches": patches}]})
        assert seen == [[0, 2]]
        assert plain(source.data) == {"x": [7, 8, 1], "y": [90, 10, 1]}
        assert events(user) == []
        assert user.browser.errors == []


def test_a_model_that_the_browser_made_is_known_to_it() -> None:
    plot = figure()
    plot.line([0, 1], [0, 1])
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        made = {"type": "object", "name": "Range1d", "id": "j1", "attributes": {"start": 4, "end": 5}}
        send(site, user, change(plot, "x_range", made))
        assert isinstance(plot.x_range, models.Range1d)
        assert plot.x_range.end == 5
        assert events(user) == []
        plot.x_range.end = 6
        plot.y_range = plot.x_range
        site.settle()
        assert [event["new"] for event in events(user)] == [6, {"id": "j1"}]


def test_a_model_that_the_browser_describes_again_stays_what_it_is() -> None:
    plot = figure(x_range=(0, 1))
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        before = plot.x_range
        again = {"type": "object", "name": "Range1d", "id": before.id, "attributes": {"start": 99}}
        send(site, user, change(plot, "x_range", again))
        assert plot.x_range is before
        assert before.start == 0


def test_a_callback_that_raises_is_logged_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    plot = figure(x_range=(0, 1))

    def fail(attr: str, old: Any, new: Any) -> None:
        raise LookupError("no such thing")

    plot.x_range.on_change("start", fail)
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        both = change(plot.x_range, "start", 0.5)["events"] + change(plot.x_range, "end", 2)["events"]
        send(site, user, {"events": both})
        assert "no such thing" in caplog.text
        assert (plot.x_range.start, plot.x_range.end) == (0.5, 2)
        assert curdoc() is not plot.document
        assert user.browser.errors == []


def deep(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


def bad_patches(plot: Any, source: Any) -> list[Any]:
    base = {"kind": "ModelChanged", "model": {"id": plot.id}, "attr": "tags"}
    columns = {"model": {"id": source.id}, "attr": "data"}
    rows = {"type": "map", "entries": [["x", [1, 2]], ["y", [1]]]}
    array = {"type": "ndarray", "order": "little", "shape": [1], "array": {"type": "array", "entries": [1]}}
    return [
        {},
        {"events": "x"},
        {"events": [1]},
        {"events": [{"kind": "Nonsense"}]},
        {"events": [{"kind": ["ModelChanged"]}]},
        {"events": [{"kind": "RootAdded", "model": {"id": plot.id}}]},
        {"events": [{"kind": "RootRemoved", "model": {"id": plot.id}}]},
        {"events": [{"kind": "TitleChanged", "title": "mine"}]},
        {"events": [{"kind": "MessageSent", "msg_type": "other", "msg_data": 1}]},
        {"events": [{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": 1}]},
        {"events": [{**base}]},
        {"events": [{**base, "new": [], "extra": 1}]},
        change(plot, "no_such_property", 1),
        change(plot, "document", 1),
        change(plot, "width", "wide"),
        {"events": [{**base, "model": {"id": "p0"}, "new": []}]},
        {"events": [{**base, "model": 5, "new": []}]},
        {"events": [{**base, "new": {"id": "p0"}}]},
        {"events": [{**base, "new": {"type": "object", "name": "os.system"}}]},
        {"events": [{**base, "new": {"type": "object", "id": "j9", "name": "NoSuchModel"}}]},
        {"events": [{**base, "new": {"type": "bytes", "data": "H4sIAAAAAAAA"}}]},
        {"events": [{**base, "new": {"type": "bytes", "data": {"id": "7"}}}]},
        {"events": [{**base, "new": [{**array, "dtype": "U10"}]}]},
        {"events": [{**base, "new": {**array, "dtype": "float64", "shape": [-1, 5]}}]},
        {"events": [{**base, "new": {"type": "number", "value": "many"}}]},
        {"events": [{**base, "new": {"type": "model", "name": "Mine"}}]},
        {"events": [{**base, "new": {"type": "map", "entries": [[[], 1]]}}]},
        {"events": [{**base, "new": deep(150)}]},
        {"events": [{**base, "new": deep(100)}]},
        happened("no_such_event", plot),
        happened("tap", plot, nonsense=1),
        {"events": [{"kind": "ColumnsStreamed", **columns, "data": rows, "rollover": None}]},
        {"events": [{"kind": "ColumnsStreamed", **columns, "data": {"type": "map"}, "rollover": None}]},
        {"events": [{"kind": "ColumnsStreamed", **columns, "data": 5, "rollover": None}]},
        {
            "events": [
                {
                    "kind": "ColumnsPatched",
                    **columns,
                    "patches": {"type": "map", "entries": [["y", [[9, 1]]]]},
                }
            ]
        },
        {
            "events": [
                {"kind": "ColumnsPatched", **columns, "patches": {"type": "map", "entries": [["z", []]]}}
            ]
        },
        {"events": [{"kind": "ColumnDataChanged", **columns, "data": 5}]},
        {"events": [{"kind": "ColumnDataChanged", "model": {"id": plot.id}, "attr": "tags", "data": []}]},
    ]


def test_what_is_not_a_visitors_to_say_is_refused_and_has_no_effect() -> None:
    source = models.ColumnDataSource({"x": [1], "y": [2]})
    plot = figure(x_range=(0, 1), tags=["mine"])
    plot.line("x", "y", source=source)
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        before = mirror(user).to_json(deferred=False)
        good = change(plot.x_range, "start", 0.5)["events"]
        for number, patch in enumerate(bad_patches(plot, source), 1):
            if isinstance(patch.get("events"), list):
                patch["events"] = [*good, *patch["events"]]
            send(site, user, patch)
            assert len(user.browser.errors) == number, patch
            assert user.browser.errors[-1].code in ("bad-message", "bad-value")
        assert plot.x_range.start == 0
        assert plot.document.title != "mine"
        assert mirror(user).to_json(deferred=False) == before
        send(site, user, {"events": good})
        assert plot.x_range.start == 0.5


def test_the_models_of_another_visitor_are_out_of_reach() -> None:
    plots: list[Any] = []

    def app() -> Viewable:
        plots.append(figure(x_range=(0, 1)))
        return pn.pane.Bokeh(plots[-1])

    with testing.Site(app) as site:
        site.visit()
        user = site.visit()
        send(site, user, change(plots[0].x_range, "start", 9))
        assert user.browser.errors[-1].code == "bad-value"
        assert plots[0].x_range.start == 0


def test_a_change_of_a_model_that_has_just_gone_is_let_pass() -> None:
    plot = figure(x_range=(0, 1))
    pane = pn.pane.Bokeh(plot)
    with testing.Site(lambda: pn.Column(pane)) as site:
        user = site.visit()
        gone = plot.x_range
        plot.x_range = models.Range1d(0, 5)
        send(site, user, change(gone, "start", 9))
        assert gone.start == 0
        assert user.browser.errors == []


def test_a_session_without_a_document_takes_no_patch() -> None:
    with testing.Site(lambda: pn.widgets.StaticText(value="text")) as site:
        user = site.visit()
        send(site, user, {"events": []})
        assert user.browser.errors[-1].code == "bad-message"


def test_buffers_of_the_browser_are_read() -> None:
    source = models.ColumnDataSource({"x": [1.0], "y": [2.0]})
    plot = figure()
    plot.line("x", "y", source=source)
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        user = site.visit()
        content = struct.pack("<d", 1.5)
        array = {
            "type": "ndarray",
            "order": "little",
            "dtype": "float64",
            "shape": [1],
            "array": {"type": "bytes", "data": {"id": "0"}},
        }
        data = {"type": "map", "entries": [["x", array], ["y", array]]}
        user.session.document.apply(change(source, "data", data), {"0": content})
        assert plain(source.data) == {"x": [1.5], "y": [1.5]}
