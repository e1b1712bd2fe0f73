"""Random interleavings of clicks, timers, awaits, locks, cancellations and ends, on a clock moved by hand.

Whatever the order: synchronous callbacks of a session run in the order of what caused them, at most one callback holds
the lock, nothing runs after a session's end, and no update is lost. What functions hear of a parameter that coroutines set
comes in the order of the changes, on a worker thread, and a coroutine can wait for it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable

ACTIONS = (
    "sync",
    "async",
    "locked sync",
    "locked async",
    "cancel",
    "changing",
    "toggle",
    "wait",
    "drop",
    "reconnect",
    "leave",
)


@dataclass
class Visit:
    """What one visitor's callbacks noted."""

    clicks: list[int] = field(default_factory=list)
    """Numbers of the synchronous clicks, as their callbacks ran."""
    inside: int = 0
    overlaps: int = 0
    ended: bool = False
    changed: list[int] = field(default_factory=list)
    """What a parameter that coroutines set was, in the order in which a function that watches it heard."""
    set: list[int] = field(default_factory=list)
    """What they set it to, in their order."""
    on_loop: int = 0
    """How often that function ran on the event loop's thread."""
    unsettled: int = 0
    """How often a coroutine that had waited for the function found that it had not run."""
    after_the_end: list[str] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what: str) -> None:
        if self.ended:
            self.after_the_end.append(what)

    def enter(self) -> None:
        with self.guard:
            self.inside += 1
            self.overlaps += self.inside > 1

    def leave(self) -> None:
        with self.guard:
            self.inside -= 1


class App:
    """One page with a callback of each kind; `visits` holds what each session's callbacks noted."""

    def __init__(self) -> None:
        self.visits: list[Visit] = []
        self.loop_thread = threading.get_ident()

    def __call__(self) -> Viewable:
        visit = Visit()
        self.visits.append(visit)
        texts = {
            name: pn.widgets.StaticText(value="0") for name in ("sync", "async", "locked", "ticks", "changes")
        }
        buttons = {name: pn.widgets.Button(name=name) for name in ACTIONS[:6]}

        def count(name: str) -> None:
            visit.note(name)
            texts[name].value = str(int(str(texts[name].value)) + 1)

        def sync(_: object) -> None:
            visit.clicks.append(buttons["sync"].clicks)
            count("sync")

        async def later(_: object) -> None:
            task = asyncio.current_task()
            assert task is not None
            visit.tasks.append(task)
            await asyncio.sleep(0.3)
            count("async")

        @pn.io.with_lock
        def locked_sync(_: object) -> None:
            visit.enter()
            count("locked")
            visit.leave()

        @pn.io.with_lock
        async def locked_async(_: object) -> None:
            visit.enter()
            try:
                await asyncio.sleep(0.2)
                count("locked")
            finally:
                visit.leave()

        def cancel(_: object) -> None:
            for task in visit.tasks:
                task.get_loop().call_soon_threadsafe(task.cancel)

        callbacks = (sync, later, locked_sync, locked_async, cancel, self._changing(visit, count))
        for button, callback in zip(buttons.values(), callbacks, strict=True):
            button.on_click(callback)
        ticker = pn.state.add_periodic_callback(lambda: count("ticks"), 100)
        toggle = pn.widgets.Toggle(name="toggle", value=True)
        toggle.link(ticker, bidirectional=True, value="running")
        pn.state.on_session_destroyed(lambda _: setattr(visit, "ended", True))
        return pn.Column(*buttons.values(), toggle, *texts.values())

    def _changing(self, visit: Visit, count: Callable[[str], None]) -> Callable[[object], Any]:
        """A coroutine function that sets a parameter which a function watches, and then waits for that."""
        number = pn.widgets.IntInput(value=0)

        def hear(event: Any) -> None:
            visit.note("changed")
            visit.changed.append(event.new)
            visit.on_loop += threading.get_ident() == self.loop_thread
            count("changes")

        async def changing(_: object) -> None:
            for pause in (0.0, 0.1):
                following = (number.value or 0) + 1
                number.value = following
                visit.set.append(following)
                await asyncio.sleep(pause)
            await pn.state.settled()
            visit.unsettled += following not in visit.changed

        number.param.watch(hear, "value")
        return changing


def _act(site: testing.Site, user: testing.User, action: str) -> None:
    connected = user.session.connected
    if action == "wait":
        site.advance(0.15, wait=False)
    elif action == "drop":
        if connected:
            user.drop()
    elif action == "reconnect":
        if not connected:
            user.reconnect()
    elif action == "toggle":
        user.find("toggle").click(wait=False)
    else:
        user.click(action, wait=False)


def _at_rest(site: testing.Site) -> bool:
    """Let some time pass. Threads and coroutines wait for each other's lock, so both have to get on."""
    site.advance(0.5, wait=False)
    return all(session.turns.idle and session.turns.tasks == 0 for session in site.sessions)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTIONS)), max_size=40))
def test_whatever_the_order(steps: list[tuple[int, str]]) -> None:
    app = App()
    clicked = [0, 0]
    with testing.Site(app) as site:
        users = [site.visit(), site.visit()]
        gone: set[int] = set()
        for who, action in steps:
            if who in gone:
                continue
            if action == "leave":
                users[who].drop()
                site.loop.create_task(users[who].session.close())
                gone.add(who)
                continue
            clicked[who] += action == "sync"
            _act(site, users[who], action)
        for who in {0, 1} - gone:
            _act(site, users[who], "reconnect")
        site.wait_for(lambda: _at_rest(site))
        site.settle()
        for who, visit in enumerate(app.visits):
            assert visit.clicks == sorted(visit.clicks)
            assert visit.overlaps == 0
            assert visit.on_loop == 0
            assert visit.changed == visit.set[: len(visit.changed)]
            assert visit.after_the_end == []
            if who not in gone:
                assert visit.clicks == list(range(1, clicked[who] + 1))
                assert visit.changed == visit.set
                assert visit.unsettled == 0
                _page_shows_the_servers_state(users[who])


def _page_shows_the_servers_state(user: testing.User) -> None:
    for component in user.session.outbox.components():
        if isinstance(component, pn.widgets.StaticText):
            assert user.browser.nodes[component._number].props.get("text", "") == str(component.value)
