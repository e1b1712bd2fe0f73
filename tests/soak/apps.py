"""Apps with something of everything that a session has to give back."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import param
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

import lanai as pn
from lanai.components.base import Viewable

TICK = 2000
"""Milliseconds between the ticks of a timer."""


class Settings(param.Parameterized):
    """What the URL follows."""

    page = param.Integer(default=1, bounds=(0, 1000))


class Desk:
    """One visitor's page: callbacks of each kind, among them such that fail and such that never end."""

    def __init__(self, shared: Viewable) -> None:
        self.shared = shared
        self.text = pn.widgets.StaticText(value="0")
        self.name = pn.widgets.TextInput(name="Name")
        self.even = pn.widgets.IntSlider(name="Even", end=100)
        self.shelf = pn.Column()
        self.file = pn.widgets.FileInput(name="File")
        self.drop = pn.widgets.FileDropper(name="Drop", multiple=True, max_files=5)
        self.numbers = itertools.count(1)
        self.settings = Settings()

    def page(self) -> Viewable:
        """Put it together, in its session."""
        pn.extension(notifications=True)
        acts: dict[str, Callable[[Any], object]] = {
            "Count": self.count, "Fail": self.fail, "Fail later": self.fail_later, "Forever": self.wait_forever,
            "Work": self.work, "Notify": self.notify, "Grow": self.grow, "Turn": self.turn,
            "Submit": self.submit, "Lock": pn.io.with_lock(self.hold_the_lock),
        }  # fmt: skip
        buttons = [pn.widgets.Button(name=label) for label in acts]
        for button in buttons:
            button.on_click(acts[button.name])
        self.name.param.watch(lambda event: self.text.param.update(value=event.new.upper()), "value")
        self.even.param.watch(self.make_even, "value")
        pn.state.add_periodic_callback(self.tick, period=TICK)
        pn.state.onload(self.greet)
        pn.state.on_session_destroyed(self.left)
        location = pn.state.location
        assert location is not None
        location.sync(self.settings, ["page"])
        return pn.Column(
            *buttons, self.text, self.name, self.even, self.file, self.drop, self.shelf, self.shared,
            pn.bind(self.spell, self.name), pn.bind("page {}".format, self.settings.param.page),
        )  # fmt: skip

    def spell(self, name: str) -> Iterator[str]:
        """A bound generator: each letter replaces the one before."""
        yield from name[:3]

    def count(self, event: object) -> None:
        self.text.value = f"{next(self.numbers)} clicks"

    def fail(self, event: object) -> None:
        raise ValueError("as it was asked to")

    async def fail_later(self, event: object) -> None:
        await asyncio.sleep(1)
        raise ValueError("as it was asked to")

    async def wait_forever(self, event: object) -> None:
        await asyncio.Event().wait()

    async def work(self, event: object) -> None:
        for part in range(5):
            self.text.value = f"part {part}"
            await asyncio.sleep(1)

    def submit(self, event: object) -> None:
        pn.state.submit(self.compute, name="sum")
        pn.state.submit(self.compute_slowly)

    def compute(self) -> int:
        return sum(range(100))

    async def compute_slowly(self) -> int:
        """The session lasts as long, also when the visitor has gone."""
        await asyncio.sleep(10)
        return self.compute()

    async def hold_the_lock(self, event: object) -> None:
        await asyncio.sleep(0.5)
        self.text.value = "locked"

    def notify(self, event: object) -> None:
        area = pn.state.notifications
        assert area is not None
        area.info("Noted.", duration=2000)

    def grow(self, event: object) -> None:
        self.shelf.append(pn.Row(pn.widgets.Button(name=""), f"row {next(self.numbers)}"))
        if len(self.shelf) > 5:
            self.shelf.clear()

    def turn(self, event: object) -> None:
        self.settings.page = next(self.numbers) % 1000

    def make_even(self, event: Any) -> None:
        self.even.value = event.new - event.new % 2

    def tick(self) -> None:
        self.text.value = f"{self.text.value[:20]}."

    async def greet(self) -> None:
        await asyncio.sleep(0)
        self.text.value = "loaded"

    async def left(self, context: object) -> None:
        await asyncio.sleep(0)
        self.text.value = "left"


def plot() -> Viewable:
    """A line that grows."""
    source = ColumnDataSource({"x": [0], "y": [0]})
    shown = figure(height=100)
    shown.line("x", "y", source=source)
    numbers = itertools.count(1)

    def stream() -> None:
        number = next(numbers)
        source.stream({"x": [number], "y": [number % 7]}, rollover=50)

    pn.state.add_periodic_callback(stream, period=TICK)
    return pn.Column(pn.pane.Bokeh(shown))


def broken() -> Viewable:
    """An app that does not work."""
    plot()
    raise ValueError("as it was asked to")


def apps(also: Callable[[], object] = lambda: None) -> dict[str, Callable[[], Viewable]]:
    """By endpoint. `also` is run in every session of the desk: what a test makes it leave behind."""
    shared = pn.widgets.StaticText(value="shared by all")

    def desk() -> Viewable:
        also()
        return Desk(shared).page()

    return {"/": desk, "/plot": plot, "/broken": broken}


def sweep_now_and_then() -> None:
    """A task that belongs to nobody, and runs as long as the server."""
    pn.state.schedule_task("sweep", _sweep, period="30s")


def _sweep() -> None:
    pn.state.cache["swept"] = pn.state.cache.get("swept", 0) + 1
