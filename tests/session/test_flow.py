"""A browser that takes nothing, or comes back late: what is kept for it stays small, and it catches up at once."""

from __future__ import annotations

import gc
import itertools
import tracemalloc
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import param
import pytest
from bokeh.document.events import MessageSentEvent

import lanai as pn
from lanai import testing
from lanai.components.base import Component, Viewable
from lanai.errors import TakenOver
from lanai.session.bokeh import graph
from lanai.session.bokeh.messages import HEAVIEST, MOST, weight_of
from lanai.session.outbox import FLIGHT, WINDOW, Attachment
from lanai.session.tabs import Tabs
from lanai.wire import messages
from tests.session.mirror import figure, mirror, models, plain

MINUTE = 60.0
PERIOD = 20
ROLLOVER = 200


class Log(Viewable):
    """A text that grows; `before_report` runs when its value is stored and nobody has been told."""

    object = param.String(default="")
    before_report: Callable[[], Any] | None = None

    def write(self, line: str) -> None:
        self._extend("object", self.object + line, line)

    def _changed(self, name: str) -> None:
        if name == "object" and self.before_report is not None:
            hook, self.before_report = self.before_report, None
            hook()
        super()._changed(name)


class Stream:
    """Every 20 ms: a row for a plot that keeps the last two hundred, a row for one that keeps all, and a line of text."""

    def __init__(self) -> None:
        self.rolling = models.ColumnDataSource({"x": [0], "y": [0.0]})
        self.growing = models.ColumnDataSource({"x": [0], "y": [0.0]})
        self.log = Log()
        self.numbers = itertools.count(1)

    def __call__(self) -> Viewable:
        plot = figure()
        plot.line("x", "y", source=self.rolling)
        plot.line("x", "y", source=self.growing)
        self.timer = pn.state.add_periodic_callback(self.tick, PERIOD)
        return pn.Column(pn.pane.Bokeh(plot), self.log)

    def tick(self) -> None:
        number = next(self.numbers)
        row = {"x": [number], "y": [number / 2]}
        self.rolling.stream(row, ROLLOVER)
        self.growing.stream(row)
        self.log.write(f"{number}\n")


def kept(user: testing.User) -> int:
    """The bytes of the frames that the server holds for this visitor, once written, and has not been told of."""
    return sum(frame.size for frame in user.session.outbox._sent)


@pytest.mark.parametrize("connected", [True, False], ids=["does not read", "is away"])
def test_a_browser_that_stops_for_a_minute_of_streaming(connected: bool) -> None:
    stream = Stream()
    with testing.Site(stream, unused_lifetime=1000) as site:
        user = site.visit()
        site.advance(1)
        if connected:
            user.browser.acknowledges = False
        else:
            user.drop()
        before = len(user.browser.frames)
        site.advance(MINUTE / 2)
        tracemalloc.start()
        half = tracemalloc.get_traced_memory()[0]
        site.advance(MINUTE / 2)
        grown = tracemalloc.get_traced_memory()[0] - half
        tracemalloc.stop()

        rows = len(stream.growing.data["x"])
        assert rows >= 3000
        assert len(user.browser.frames) - before <= (WINDOW if connected else 0)
        assert kept(user) <= WINDOW * 1000
        # The app's own data has grown by 1,500 rows meanwhile; what waits for the browser is a copy of it at most.
        assert grown < 600_000

        began = site.clock.monotonic()
        if connected:
            user.browser.catch_up()
        else:
            user.reconnect()
        site.settle()
        assert site.clock.monotonic() == began
        expect_caught_up(user, stream)


def expect_caught_up(user: testing.User, stream: Stream) -> None:
    document = mirror(user)
    for source in (stream.rolling, stream.growing):
        shown: Any = document.get_model_by_id(source.id)
        assert plain(shown.data) == plain(source.data)
    assert user.browser.nodes[stream.log._number].props["object"] == stream.log.object


def test_large_frames_are_held_back_sooner() -> None:
    text = pn.widgets.StaticText(value="")
    with testing.Site(text) as site:
        user = site.visit()
        user.browser.acknowledges = False
        before = len(user.browser.frames)
        for number in range(5):
            text.value = str(number) * FLIGHT
            site.settle()
        assert len(user.browser.frames) - before == 1
        user.browser.catch_up()
        site.settle()
        assert user.sees("4" * FLIGHT)


def test_many_small_pieces_wait_as_one() -> None:
    log = Log(object="x" * 100_000)
    with testing.Site(log) as site:
        user = site.visit()
        user.drop()
        for _ in range(10_000):
            log.write("y")
        ((_, pieces),) = user.session.outbox._grown.items()
        assert len(pieces) <= 64
        user.reconnect()
        site.settle()
        assert user.browser.nodes[log._number].props["object"] == log.object
        assert user.browser.frames[-1].append


def test_figures_that_come_and_go_unseen_leave_nothing() -> None:
    pane = pn.pane.Bokeh(figure())
    with testing.Site(pane) as site:
        user = site.visit()
        user.browser.acknowledges = False
        for _ in range(300):
            plot = figure()
            plot.line([1], [2])
            pane.object = plot
            plot.title.text = "new"
            site.settle()
        live = user.session.document._live
        assert live is not None
        assert len(live._changes._pending) < 600
        user.browser.catch_up()
        site.settle()
        assert mirror(user).get_model_by_id(plot.id) is not None


class Witness(np.ndarray):
    """An array that can be looked after."""


def test_figures_that_were_shown_leave_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "MOST_GONE", 100)
    pane = pn.pane.Bokeh(figure())
    columns: list[weakref.ref[Any]] = []
    with testing.Site(pane) as site:
        user = site.visit()

        def show() -> None:
            column = np.arange(10.0).view(Witness)
            columns.append(weakref.ref(column))
            plot = figure()
            plot.line("x", "y", source=models.ColumnDataSource({"x": column, "y": column}))
            pane.object = plot
            site.settle()
            plot.title.text = "new"
            site.settle()

        for _ in range(20):  # each has some thirty models
            show()
        gc.collect()
        document = user.session.document._live
        assert document is not None
        assert sum(column() is not None for column in columns) == 1
        assert len(document._changes._read) == 1
        assert len(document._flying._frames) == 1
        assert len(document.document.models._gone) <= 200


# -- messages to BokehJS -----------------------------------------------------------------------------


def say(model: Any, message: object) -> None:
    model.document.callbacks.trigger_on_change(MessageSentEvent(model.document, "greeting", message))


@pytest.mark.parametrize("connected", [True, False], ids=["does not read", "is away"])
@pytest.mark.parametrize(
    "message", ["short", b"x" * 100_000, {"rows": [1.5] * 1000}], ids=["many", "long", "nested"]
)
def test_messages_wait_within_bounds(
    connected: bool, message: object, caplog: pytest.LogCaptureFixture
) -> None:
    text = models.Div(text="before")
    with testing.Site(lambda: pn.pane.Bokeh(text), unused_lifetime=1000) as site:
        user = site.visit()
        if connected:
            user.browser.acknowledges = False
        else:
            user.drop()
        live = user.session.document._live
        assert live is not None
        most = 0
        for _ in range(2 * MOST):
            say(text, message)
            most = max(most, len(live._changes._pending))
        site.settle()
        assert most * weight_of(message) <= HEAVIEST + weight_of(message)
        assert most <= MOST
        assert "Dropped" in caplog.text

        text.text = "after"
        said = len(user.browser.patches)
        if connected:
            user.browser.catch_up()
        else:
            user.reconnect()
        site.settle()
        shown: Any = mirror(user).get_model_by_id(text.id)
        assert shown.text == "after"
        say(text, "heard")
        site.settle()
        last = user.browser.patches[-1][0]["events"][-1]
        assert (len(user.browser.patches) > said, last["msg_data"]) == (True, "heard")


def test_a_message_may_wait_however_large_it_is_and_whatever_it_holds() -> None:
    text = models.Div()
    with testing.Site(lambda: pn.pane.Bokeh(text)) as site:
        user = site.visit()
        say(text, np.zeros(HEAVIEST))
        site.settle()
        assert user.browser.patches[-1][0]["events"][-1]["kind"] == "MessageSent"
    endless: list[object] = []
    endless.append(endless)
    assert weight_of(endless) > HEAVIEST


# -- what grows while a frame is written ------------------------------------------------------------


def test_a_frame_between_storing_and_reporting_doubles_nothing() -> None:
    log = Log()
    with testing.Site(log) as site:
        user = site.visit()
        log.object = "a"
        log.before_report = user.session.flush  # "ab" goes out whole, and only then is "b" reported
        log.write("b")
        site.settle()
        assert user.browser.nodes[log._number].props["object"] == "ab"
        log.write("c")
        site.settle()
        assert user.browser.nodes[log._number].props["object"] == "abc"
        assert user.browser.frames[-1].append == [(log._number, "object", "c")]


# -- what fails while a frame is written ------------------------------------------------------------


class Moody(Viewable):
    """Holds children, and sometimes cannot say which."""

    objects = param.List()
    fails = False

    _type = "Row"
    _children = ("objects",)

    def children_of(self, name: str) -> Sequence[Component]:
        if self.fails:
            raise RuntimeError("not today")
        return super().children_of(name)


def test_children_that_cannot_be_read_cost_no_other_change(caplog: pytest.LogCaptureFixture) -> None:
    first, second, text = pn.widgets.Button(name="1"), pn.widgets.Button(name="2"), pn.widgets.StaticText()
    moody = Moody(objects=[first])
    with testing.Site(pn.Column(moody, text)) as site:
        user = site.visit()
        moody.fails = True
        moody.objects = [second]
        text.value = "still here"
        site.settle()
        assert user.sees("still here")
        assert user.sees("1")
        assert "reading the children of a Moody" in caplog.text
        moody.fails = False
        moody.param.trigger("objects")
        site.settle()
        assert user.sees("2")
        assert not user.sees("1")


def test_a_component_that_comes_with_unreadable_children_is_shown_without(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = pn.Row()
    with testing.Site(row) as site:
        user = site.visit()
        moody = Moody(objects=[pn.widgets.Button(name="1")], width=300)
        moody.fails = True
        row.append(moody)
        site.settle()
        assert user.browser.nodes[moody._number].props["width"] == 300
        assert "not today" in caplog.text


class Broken(Attachment):
    """Fails as long as it is told to."""

    def __init__(self) -> None:
        self.fails = True
        self.whole = False
        self.attempts = 0

    def pending(self) -> bool:
        return True

    def write(self, frame: messages.Frame) -> Sequence[tuple[str, bytes]]:
        self.attempts += 1
        frame.patch = {"events": ["half"]}
        if self.fails:
            raise RuntimeError("not today")
        return ()

    def lost(self) -> None:
        self.whole = True


def test_an_attachment_that_fails_costs_no_other_change(caplog: pytest.LogCaptureFixture) -> None:
    text = pn.widgets.StaticText()
    with testing.Site(text) as site:
        user = site.visit()
        broken = Broken()
        user.session.outbox.attach(broken)
        text.value = "still here"
        site.settle()
        assert user.sees("still here")
        assert broken.whole
        assert user.browser.patches == []
        assert broken.attempts == 1  # and not again with every acknowledgement
        broken.fails = False


# -- whose session it is ----------------------------------------------------------------------------


def test_a_page_comes_back_with_later_attempts_only() -> None:
    tabs = Tabs()
    tabs.enter("a", 1)
    tabs.enter("a", 3)
    tabs.check("a", 4)
    for attempt in (2, 3):
        with pytest.raises(TakenOver):
            tabs.check("a", attempt)


def test_a_page_from_which_another_took_over_does_not_come_back() -> None:
    tabs = Tabs()
    tabs.enter("a", 1)
    tabs.check("b", 1)
    tabs.enter("b", 1)
    with pytest.raises(TakenOver):
        tabs.check("a", 2)
    tabs.check("b", 2)


# -- a tab that nobody sees -------------------------------------------------------------------------


@pytest.mark.parametrize("pauses", [True, False])
def test_timers_pause_while_the_tab_is_hidden_and_while_nobody_is_connected(pauses: bool) -> None:
    ticks: list[Any] = []

    def app() -> Viewable:
        pn.state.add_periodic_callback(lambda: ticks.append(1), 100, pause_when_hidden=pauses)
        return pn.Column()

    def in_a_second() -> int:
        before = len(ticks)
        site.advance(1)
        return len(ticks) - before

    with testing.Site(app, unused_lifetime=1000) as site:
        user = site.visit()
        assert in_a_second() == 10
        user.browser.say(messages.Visible(value=False))
        assert in_a_second() == (0 if pauses else 10)
        user.browser.say(messages.Visible(value=True))
        assert in_a_second() == 10
        user.drop()
        assert in_a_second() == (0 if pauses else 10)
        user.reconnect()
        assert in_a_second() == 10


def test_the_server_answers_when_it_is_asked_whether_it_is_there() -> None:
    with testing.Site(pn.Column()) as site:
        user = site.visit()
        user.browser.say(messages.Ping())
        site.settle()
        assert user.browser.pongs == 1
