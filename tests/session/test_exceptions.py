"""Whatever an app's code raises, wherever it is called: it ends its own callback, and nothing else.

Law 10 of docs/design/laws.md. The places are those of `places.py`, the exceptions those of `tests/support/raising.py`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks import turns
from lanai.core import failures
from lanai.errors import BuildError, CallbackFailed
from lanai.session.session import Session
from tests.session.places import PLACES, Place
from tests.support.raising import ALL, LONGEST, Code, is_told, skip

CASES = [(place, style) for place in PLACES for style in place.styles]


class Heard(logging.Handler):
    """What the log was told of as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def heard() -> Iterator[list[logging.LogRecord]]:
    """The errors of the log meanwhile, of this package and of asyncio."""
    handler = Heard()
    logs = [logging.getLogger("lanai"), logging.getLogger("asyncio")]
    for log in logs:
        log.addHandler(handler)
    try:
        yield handler.records
    finally:
        for log in logs:
            log.removeHandler(handler)


class Trial:
    """One place, a visitor who comes there again and again, and another one who must notice nothing."""

    def __init__(self, place: Place, style: str) -> None:
        self.place = place
        self.style = style
        self.code = Code()
        self.handled: list[BaseException] = []
        self.act: Any = None
        self.site = testing.Site({"/": self.app, "/other": counting}, setup=self.setup)

    def setup(self) -> None:
        pn.config.exception_handler = self.handled.append
        if self.place.setup:
            self.arrange()

    def arrange(self) -> Any:
        shown, self.act = self.place.arrange(getattr(self.code, self.style)) or (None, None)
        return shown

    def app(self) -> Any:
        shown = None if self.place.setup else self.arrange()
        return pn.Column(counting(), *([] if shown is None else [shown]))

    def run(self, error: BaseException, expected: int) -> None:
        """Let the code raise `error`; it is to be told of `expected` times."""
        self.handled.clear()
        with heard() as records:
            user = self.provoke(error)
            if not self.place.ends:
                self.check_alive(user)
            assert not self.code.left, "it was not called"
            self.check_told(error, records, expected)
        if not self.place.ends:
            user.leave()
        assert user.session.ended, "the session does not end"
        self.site.process.cache.clear()

    def provoke(self, error: BaseException) -> testing.User:
        if self.place.early:
            self.code.arm(error)
        user = self.site.visit()
        self.code.arm(error) if not self.place.early else None
        if self.act is not None:
            self.act(user)
        self.site.settle()
        return user

    def check_alive(self, user: testing.User) -> None:
        """What comes next works as ever."""
        assert user.connection == "open"
        assert [each.code for each in user.browser.errors if each.code != "app-notice"] == []
        assert not user.busy, "busy for ever"
        assert not user.session.lock.held
        user.click("count")
        assert user.sees("count: 1"), "the next event does not run"
        assert not user.session.working

    def check_told(self, error: BaseException, records: list[logging.LogRecord], expected: int) -> None:
        said = [record.getMessage() for record in records]
        assert len(records) == expected, said
        for record in records:
            assert record.name == "lanai"
            assert re.search(self.place.doing, record.getMessage()), said
            logged = record.exc_info[1] if record.exc_info else None
            assert logged is not None
            assert is_told(logged, error) or isinstance(logged, CallbackFailed)
            assert logging.Formatter().format(record)
        assert len(self.handled) == (0 if self.place.outside else expected), self.handled
        assert all(is_told(each, error) for each in self.handled)


def counting() -> Any:
    """A button that counts its clicks."""
    button = pn.widgets.Button(name="count")
    return pn.Column(button, pn.bind(lambda clicks: f"count: {clicks}", button.param.clicks))


def times_told(place: Place, style: str, error: BaseException) -> int:
    """How often one is told of `error`: once, but for a coroutine that was called off."""
    called_off = type(error) is asyncio.CancelledError and style in (
        "coroutine",
        "returning",
        "async_generator",
    )
    return 0 if called_off and not place.awaited else 1


@pytest.mark.parametrize(
    ("place", "style"), CASES, ids=[f"{place.name}, {style}".replace(" ", "-") for place, style in CASES]
)
def test_code_ends_its_own_callback_and_nothing_else(place: Place, style: str) -> None:
    trial = Trial(place, style)
    with trial.site as site:
        other = site.visit("/other")
        wrong: dict[str, str] = {}
        for name, make in ALL.items():
            if name == LONGEST and style != place.styles[0]:
                continue  # it takes as long as all others together
            error = make()
            if place.refuses and issubclass(type(error), ValueError):
                continue
            try:
                trial.run(error, times_told(place, style, error))
            except AssertionError as failure:
                wrong[name] = str(failure).partition("\nassert")[0]
        assert wrong == {}
        if place.skips and (place.doing == "evaluating" or style == "function"):
            trial.run(skip(), 0)
        other.click("count")
        assert other.sees("count: 1")
        assert other.browser.errors == []


# -- where nobody is there yet ------------------------------------------------------------------------

PYTHON = "import lanai as pn\npn.state.cache['work']()\npn.pane.Str('built').servable()\n"
MARKDOWN = f"# Title\n\n```python\n{PYTHON}```\n"
NOTEBOOK = """{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "source": [
"import lanai as pn\\n", "pn.state.cache['work']()\\n", "pn.pane.Str('built').servable()"]}]}"""


def app_of(kind: str, folder: Path, code: Code) -> Any:
    """An app of that kind that calls the code."""

    def function() -> Any:
        code.step()
        return pn.pane.Str("built")

    async def coroutine() -> Any:
        await code.coroutine()
        return pn.pane.Str("built")

    files = {".py": PYTHON, ".md": MARKDOWN, ".ipynb": NOTEBOOK}
    if kind not in files:
        return {"function": function, "coroutine": coroutine}[kind]
    path = folder / f"app{kind}"
    path.write_text(files[kind])
    return path


@pytest.mark.parametrize("kind", ["function", "coroutine", ".py", ".md", ".ipynb"])
def test_an_app_that_fails_is_answered_and_the_next_visitor_finds_it(kind: str, tmp_path: Path) -> None:
    code = Code()
    with testing.Site({"/": app_of(kind, tmp_path, code), "/other": counting}) as site:
        site.process.cache["work"] = code.step
        other = site.visit("/other")
        for make in ALL.values():
            error = make()
            code.arm(error)
            with pytest.raises(BuildError) as told, heard() as records:
                site.visit()
            assert told.value.__cause__ is not None
            assert is_told(told.value.__cause__, error)
            assert records == []  # the host tells of it, with a number that the visitor is given
            assert len(site.sessions) == 1
            user = site.visit()
            assert user.sees("built")
            user.leave()
        other.click("count")
        assert other.sees("count: 1")


# -- the process's own --------------------------------------------------------------------------------


@pytest.mark.parametrize("style", ["function", "coroutine", "returning"])
def test_each_attempt_of_a_scheduled_task_is_told_and_the_next_one_is_made(style: str) -> None:
    code = Code()
    with testing.Site(counting) as site:
        task = pn.state.schedule_task("task", getattr(code, style), period="1m", retries=2, retry_delay=1)
        site.advance(30)
        for runs, make in enumerate(ALL.values(), 2):
            error = make()
            cancels = type(error) is asyncio.CancelledError and style != "function"
            code.arm(error, times=1 if cancels else 2)
            with heard() as records:
                site.advance(60)
            assert len(records) == (0 if cancels else 2)
            assert all("the scheduled task 'task' failed" in record.getMessage() for record in records)
            run = task.last_run
            assert run is not None
            assert (run.outcome, run.attempts) == (("cancelled", 1) if cancels else ("ok", 3))
            assert task.runs == runs


@pytest.mark.parametrize("kind", ["function", "iterator"])
def test_times_that_fail_end_their_task_and_no_other(kind: str) -> None:
    code, runs = Code(), list[str]()

    def times(now: dt.datetime) -> dt.datetime:
        code.step()
        return now + dt.timedelta(seconds=1)

    def iterator() -> Iterator[dt.datetime]:
        moment = site.clock.now()
        while True:
            moment = times(moment)
            yield moment

    with testing.Site(counting) as site:
        pn.state.schedule_task("other", lambda: runs.append("run"), period="1s")
        for number, make in enumerate(ALL.values()):
            error = make()
            task = pn.state.schedule_task(
                f"task {number}", lambda: None, at=times if kind == "function" else iterator()
            )
            code.arm(error)
            before = len(runs)
            with heard() as records:
                site.advance(5)
            told = f"the times of the scheduled task 'task {number}' failed; it ends"
            assert [record.getMessage() for record in records] == [told]
            assert task.ended
            assert len(runs) >= before + 4
            code.left = 0


# -- who is told, and fails himself -------------------------------------------------------------------


@pytest.mark.parametrize("style", ["function", "coroutine", "returning", "generator"])
def test_an_exception_handler_that_fails_is_called_once_and_only_logged(style: str) -> None:
    code, calls = Code(), list[BaseException]()

    def handler(error: BaseException) -> Any:
        calls.append(error)
        return getattr(code, style)()

    def app() -> Any:
        pn.config.exception_handler = handler
        button = pn.widgets.Button(name="act")
        button.on_click(lambda _: 1 / 0)
        return pn.Column(button, counting())

    with testing.Site(app) as site:
        for make in ALL.values():
            user, error = site.visit(), make()
            calls.clear()
            code.arm(error)
            with heard() as records:
                user.click("act")
                site.advance(2)
            said = [record.getMessage().partition(" in session")[0] for record in records]
            called_off = type(error) is asyncio.CancelledError and style in ("coroutine", "returning")
            assert said == [
                "click of a Button failed",
                *(["the exception_handler failed"] * (not called_off)),
            ]
            assert len(calls) == 1
            assert not user.busy
            user.click("count")
            assert user.sees("count: 1")
            user.leave()
            assert user.session.ended


def test_a_handler_of_the_log_that_raises_costs_nobody_anything(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise SystemExit(7)

    handled: list[BaseException] = []

    def app() -> Any:
        pn.config.exception_handler = handled.append
        button = pn.widgets.Button(name="act")
        button.on_click(lambda _: 1 / 0)
        return pn.Column(button, counting())

    log, broken = logging.getLogger("lanai"), Broken(logging.ERROR)
    with testing.Site(app) as site:
        user = site.visit()
        log.addHandler(broken)
        try:
            user.click("act")
        finally:
            log.removeHandler(broken)
        user.click("count")
        assert user.sees("count: 1")
        assert [type(error) for error in handled] == [ZeroDivisionError]
        user.leave()
        assert user.session.ended
    assert "so did the log (SystemExit)" in capsys.readouterr().err


# -- threads of the app's own -------------------------------------------------------------------------


def test_a_thread_of_the_apps_own_that_fails_leaves_nothing_of_its_session_behind() -> None:
    seen: list[BaseException] = []

    def start(make: Callable[[], BaseException]) -> None:
        session = pn.state.session()

        def work() -> None:
            try:
                with session.entered():
                    raise make()
            except BaseException as error:
                seen.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    def start_all() -> None:
        for make in ALL.values():
            start(make)

    def app() -> Any:
        button = pn.widgets.Button(name="act")
        button.on_click(lambda _: start_all())
        return pn.Column(button, counting())

    with testing.Site(app) as site:
        user = site.visit()
        user.click("act")
        assert len(seen) == len(ALL)
        user.click("count")
        assert user.sees("count: 1")
        assert not user.busy
        user.leave()
        assert user.session.ended


# -- the test itself ----------------------------------------------------------------------------------


def raising_report(self: Session, error: BaseException, doing: str) -> None:
    raise RuntimeError("the report failed")


def unshielded(self: Session, error: BaseException, doing: str) -> None:
    failures.log.error("%s failed in session %s: %s", doing, self.id, error, exc_info=error)


def by_hand(done: asyncio.Future[Any], failure: BaseException | None, result: Any = None) -> None:
    if not done.done():
        done.set_result(result) if failure is None else done.set_exception(failure)


FAULTS: dict[str, tuple[Any, str, Any, str, str]] = {
    "a report that raises": (Session, "report", raising_report, "on_click", "coroutine"),
    "a report that asks the exception": (Session, "report", unshielded, "on_click", "coroutine"),
    "a future given whatever it is": (turns, "conclude", by_hand, "onload", "function"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.filterwarnings("ignore")
def test_the_test_fails_where_the_mechanism_does(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name, broken, where, style = FAULTS[fault]
    monkeypatch.setattr(owner, name, broken)
    monkeypatch.setattr("lanai.testing.site.PATIENCE", 1.0)
    place = next(place for place in PLACES if place.name == where)
    found: list[str] = []
    for kind, make in ALL.items():
        trial = Trial(place, style)
        with trial.site:
            try:
                trial.run(make(), 1)
            except Exception:
                found.append(kind)
        if found:
            break
    assert found
