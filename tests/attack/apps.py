"""What the attacked server serves: the neighbour's page, every place of user code, and pages with much to be wrong about."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

import lanai as pn
from lanai.components.base import Viewable
from tests.attack.absurd import take
from tests.attack.acts import Gate, act_of
from tests.attack.places import PLACES, Place
from tests.fuzz.apps import one_of_each

App = Callable[[], Viewable]

ROWS = 100_000
POINTS = 500_000
NUMBERS = 1_000_000


def neighbour() -> Viewable:
    """What the visitor has who must not notice anything."""
    button, text = pn.widgets.Button(name="Count"), pn.widgets.StaticText(value="0 clicks")

    def count(_: object) -> None:
        text.value = f"{button.clicks} clicks"

    button.on_click(count)
    return pn.Column(button, text)


def argument(name: str) -> str:
    """What the address says of `name`."""
    (value,) = pn.state.session_args.get(name, [b"nothing"])
    return value.decode()


def at(place: Place, gate: Gate) -> Viewable:
    """The page of a place, whose user code does what the address says."""
    return place(act_of(argument("do"), gate))


def everything() -> Viewable:
    """One of each component, and a callback for each change of a value."""
    column = pn.Column(*one_of_each())
    seen = pn.widgets.StaticText(value="")
    for component in column.objects:
        if "value" in component.param:
            component.param.watch(lambda event: seen.param.update(value=type(event.new).__name__), "value")
    return pn.Column(column, seen)


def inputs() -> Viewable:
    """Widgets that make much of what they are given."""
    return pn.Column(
        pn.widgets.LiteralInput(value=[1]),
        pn.widgets.ArrayInput(value=np.zeros(3)),
        pn.widgets.MultiChoice(options=[str(number) for number in range(1000)]),
        pn.widgets.MultiSelect(options=[str(number) for number in range(1000)]),
        pn.widgets.CrossSelector(options=["a" * 40 + "!", "b"]),
        pn.widgets.TextEditor(),
        pn.widgets.TextInput(),
        pn.widgets.JSONEditor(value={}),
    )


def files() -> Viewable:
    """Fields for files, with a limit."""
    return pn.Column(
        pn.widgets.FileInput(max_file_size="1MB", multiple=True),
        pn.widgets.FileDropper(max_file_size="1MB", max_total_file_size="2MB", multiple=True),
    )


def large() -> Viewable:
    """What the app shows is large: what it is, and which share of the full size, the address says."""
    what, _, share = argument("do").partition(":")
    return LARGE[what](float(share))


def _table(share: float) -> Viewable:
    rows = round(ROWS * share)
    return pn.widgets.Tabulator(pd.DataFrame({f"column {number}": np.arange(rows) for number in range(10)}))


def _plot(share: float) -> Viewable:
    points = round(POINTS * share)
    plot = figure()
    plot.line("x", "y", source=ColumnDataSource({"x": list(range(points)), "y": [0.5] * points}))
    return pn.Column(pn.pane.Bokeh(plot))


def _json(share: float) -> Viewable:
    return pn.pane.JSON(list(range(round(NUMBERS * share))))


def _text(share: float) -> Viewable:
    return pn.pane.Str("long text " * round(NUMBERS * share))


LARGE: Mapping[str, Callable[[float], Viewable]] = {
    "table": _table,
    "plot": _plot,
    "json": _json,
    "text": _text,
}


def absurd() -> Viewable:
    """Numbers that nobody can mean, where the address says."""
    take(argument("do"))
    return pn.Column("took it")


# -- injected faults: the harness must find each ------------------------------------------------------


def fault() -> Viewable:
    """An app that does what the server promises that no app can do, so that the harness has something to find."""
    what = FAULTS[argument("do")]

    async def click(_: object) -> None:
        what()

    button = pn.widgets.Button(name="Go")
    button.on_click(click)
    return button


def _keep_memory() -> None:
    pn.state.cache.setdefault("kept", []).append(bytearray(os.urandom(1024)) * 300 * 1024)


def _keep_session() -> None:
    pn.state.cache.setdefault("sessions", []).append(pn.state.session())
    pn.state.block_expiration()


def _keep_thread() -> None:
    threading.Thread(target=threading.Event().wait, name="left-behind", daemon=True).start()


def _keep_file() -> None:
    pn.state.cache.setdefault("files", []).extend(os.dup(0) for _ in range(20))


FAULTS: Mapping[str, Callable[[], object]] = {
    "loop": partial(time.sleep, 0.5),
    "memory": _keep_memory,
    "session": _keep_session,
    "thread": _keep_thread,
    "file": _keep_file,
    "death": partial(os._exit, 3),
    "deaf": partial(time.sleep, 60.0),
}
"""By name, each run on the event loop."""


def apps(gate: Gate) -> dict[str, App]:
    """By endpoint."""
    pages: dict[str, App] = {
        "/": neighbour,
        "/everything": everything,
        "/inputs": inputs,
        "/files": files,
        "/large": large,
        "/absurd": absurd,
        "/fault": fault,
    }
    places = {f"/place/{name}": partial(at, place, gate) for name, place in PLACES.items()}
    return {**pages, **places}
