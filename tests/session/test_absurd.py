"""Times and counts: what is absurd is refused where it is given, whoever gives it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.components.page.notifications import Notification, NotificationArea
from lanai.core.times import Count, Milliseconds, Seconds
from lanai.errors import BadArgument, BadCache, CallbackError, UsageError
from lanai.hosts.asgi.options import _SETTINGS, ServerOptions, options_of
from lanai.session.process import Process, enter_process
from lanai.session.settings import Settings
from tests.support.kinds import all_kinds

HUGE = 10**400
ABSURD: tuple[Any, ...] = (HUGE, 10**5000, -HUGE, math.inf, -math.inf, math.nan, 1e300, "soon", -1)
REFUSALS = (ValueError, TypeError, BadArgument, BadCache, CallbackError, UsageError)

NAMES = re.compile(
    r"(^|_)(period|timeout|duration|interval|throttle|delay|ttl|count|retries|jitter|grace|max_items|history"
    r"|max_notifications)(_|$)"
)
UNITS = re.compile(r"\bin (ms|s)\b")
NO_TIMES = {"Audio.time", "Video.time", "DatetimeSlider.step", "DatetimeRangeSlider.step"}
"""Places and distances, which no timer waits for."""


@pytest.fixture(autouse=True)
def _process() -> Iterator[None]:
    leave = enter_process(Process())
    yield
    leave()


# -- parameters -----------------------------------------------------------------------------------------


def _times() -> Iterator[tuple[str, type[param.Parameterized], str]]:
    kinds: Iterable[Any] = dict.fromkeys([*all_kinds(), Notification, PeriodicCallback, Settings])
    for kind in kinds:
        for name, parameter in kind.param.objects("existing").items():
            place = f"{kind.__name__}.{name}"
            numeric = isinstance(parameter, param.Number) and place not in NO_TIMES
            if numeric and (NAMES.search(name) or UNITS.search(parameter.doc or "")):
                yield place, kind, name


TIMES = list(_times())


def test_there_are_some() -> None:
    assert {"PeriodicCallback.period", "Player.interval", "Notification.duration"} <= {
        each[0] for each in TIMES
    }


@pytest.mark.parametrize(("place", "kind", "name"), TIMES, ids=[place for place, _, _ in TIMES])
def test_a_parameter_refuses_them(place: str, kind: type[param.Parameterized], name: str) -> None:
    parameter: Any = kind.param[name]
    bounds: Any = parameter.bounds
    assert isinstance(parameter, (Milliseconds, Seconds, Count)), f"{place} takes any number"
    for absurd in ABSURD:
        if absurd == -1 and (bounds is None or bounds[0] < 0):
            continue
        with pytest.raises(ValueError, match=name):
            parameter._validate(absurd)
    parameter._validate(parameter.default)


def test_so_does_an_editor_on_the_page_and_the_line_stays_open() -> None:
    """A period that was set so closed the connection of whoever looked at it."""
    made: list[PeriodicCallback] = []

    def app() -> Any:
        made.append(pn.state.add_periodic_callback(lambda: None, period=1000))
        return pn.Column(pn.Param(made[0].param, parameters=["period", "count", "timeout"]))

    with testing.Site(app) as site:
        user = site.visit()
        for name in ("Period", "Count", "Timeout"):
            for absurd in (HUGE, 2**53, 10**12, -5, math.inf):
                node = user.find(name)._node
                user.browser.edit(node.id, {"value": absurd})
                site.settle()
        assert made[0].period == 1000
        assert made[0].timeout is None
        user.set("Period", 20)
        assert made[0].period == 20
        site.advance("1s")
        assert made[0].counter > 0
        assert not user.browser.gone
    with pytest.raises(ValueError, match="period"):
        made[0].period = HUGE


# -- functions ------------------------------------------------------------------------------------------

CALLS: dict[str, Callable[..., object]] = {
    "add_periodic_callback": lambda **given: pn.state.add_periodic_callback(print, start=False, **given),
    "schedule_task": lambda **given: pn.state.schedule_task("t", print, **{"period": "1s", **given}),
    "as_cached": lambda **given: pn.state.as_cached("k", lambda: 1, **given),
    "cache": lambda **given: pn.cache(**given),
    "send": lambda **given: NotificationArea().send("x", **given),
    "info": lambda **given: NotificationArea().info("x", **given),
    "success": lambda **given: NotificationArea().success("x", **given),
    "warning": lambda **given: NotificationArea().warning("x", **given),
    "error": lambda **given: NotificationArea().error("x", **given),
    "prompt_user": lambda **given: pn.chat.ChatFeed().prompt_user(pn.widgets.TextInput(), **given),
}


def _arguments() -> Iterator[tuple[str, str]]:
    """Each argument of a public function or method that is a time or a count."""
    owners = (type(pn.state), NotificationArea, pn.chat.ChatFeed)
    methods = [getattr(owner, name) for owner in owners for name in vars(owner) if not name.startswith("_")]
    for function in [*methods, pn.cache]:
        if inspect.isfunction(function):
            for name in inspect.signature(function).parameters:
                if NAMES.search(name) and not name.endswith(("_message", "_params")):
                    yield function.__name__, name


ARGUMENTS = sorted({*_arguments()} - {("undo", "count")})


@pytest.mark.parametrize(("function", "name"), ARGUMENTS)
def test_a_function_refuses_them(function: str, name: str) -> None:
    for absurd in ABSURD:
        if name == "ttl" and absurd == math.inf:
            continue  # for ever
        with pytest.raises(REFUSALS):
            CALLS[function](**{name: absurd})


@pytest.mark.parametrize(
    "period", ["0s", "0.1ms", "99999999999999999w", f"{HUGE}s", dt.timedelta.max, -dt.timedelta(1)]
)
def test_a_period_of_a_task_is_from_a_millisecond_to_ten_years(period: Any) -> None:
    with pytest.raises(CallbackError, match="at least 1 ms and at most"):
        pn.state.schedule_task("t", print, period=period)


# -- servers --------------------------------------------------------------------------------------------

FIELDS = {field.name: field for field in dataclasses.fields(ServerOptions)}
NUMBERS = [
    name for name, (field, _) in _SETTINGS.items() if re.search(r"\b(int|float)\b", str(FIELDS[field].type))
]


@pytest.mark.parametrize("name", NUMBERS)
def test_a_setting_of_a_server_refuses_them(name: str) -> None:
    for absurd in ABSURD:
        if (name, absurd) == ("session_history", -1):
            continue
        with pytest.raises(UsageError, match=name):
            options_of(**{name: absurd})


# -- times that do not go forward -----------------------------------------------------------------------


def _asked(
    answer: Callable[[dt.datetime], dt.datetime],
) -> tuple[Callable[[dt.datetime], dt.datetime], list[int]]:
    asked = [0]

    def at(now: dt.datetime) -> dt.datetime:
        asked[0] += 1
        return answer(now)

    return at, asked


PAST = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize(
    ("answer", "most"),
    [
        (lambda now: PAST, 15),
        (lambda now: now, 15),
        (lambda now: now - dt.timedelta(days=1), 15),
        (lambda now: now + dt.timedelta(microseconds=1), 11_000),
    ],
    ids=["a fixed time", "now", "yesterday", "a microsecond later"],
)
@pytest.mark.parametrize("catch_up", ["skip", "once", "all"])
def test_a_function_that_tells_the_past_is_not_asked_without_end(
    answer: Callable[[dt.datetime], dt.datetime], most: int, catch_up: Any
) -> None:
    at, asked = _asked(answer)
    ran = [0]

    async def task() -> None:
        ran[0] += 1

    def setup() -> None:
        pn.state.schedule_task("t", task, at=at, catch_up=catch_up)

    with testing.Site(lambda: pn.Column(), setup=setup) as site:
        site.advance("10s")
    assert 1 <= ran[0] <= most
    assert asked[0] <= most


BEFORE = PAST - dt.timedelta(days=1)


@pytest.mark.parametrize("times", [[PAST], [PAST, BEFORE], [BEFORE, PAST, BEFORE]])
def test_an_iterator_that_does_not_go_forward_ends_its_task(times: list[dt.datetime]) -> None:
    def setup() -> None:
        pn.state.schedule_task("t", print, at=itertools.cycle(times))

    with testing.Site(lambda: pn.Column(), setup=setup) as site:
        site.settle()
        assert ["that ascend" in failure.message for failure in site.failures] == [True]
        assert all(task.ended for task in site.process.scheduler)
