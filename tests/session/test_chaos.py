"""Thousands of random networks: whatever they cut, delay, lose or deliver twice, both sides end with the same state.

The network here is a list of wires. A wire delivers in order or not at all, as TCP does; but it may deliver late, after
its browser has given it up and opened another one, and it may be dead long before either side knows.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Iterable
from typing import Any

import msgspec
import param
import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component, Viewable
from lanai.errors import TakenOver
from lanai.session.outbox import MOST_DELTAS, WINDOW
from lanai.wire import codec, messages

SCHEDULES = 2000
SCHEDULES_A_SITE = 50
STEPS = 60


class Log(Viewable):
    """A text that grows."""

    object = param.String(default="")

    def write(self, line: str) -> None:
        self._extend("object", self.object + line, line)


class Desk:
    """An app with something of each kind: callbacks, coroutines, streams, edits that are overruled, a changing tree."""

    def __init__(self) -> None:
        self.counted: list[int] = []
        self.waited = 0
        self.counter = pn.widgets.Button(name="count")
        self.waiter = pn.widgets.Button(name="wait")
        self.streamer = pn.widgets.Button(name="stream")
        self.grower = pn.widgets.Button(name="grow")
        self.shrinker = pn.widgets.Button(name="shrink")
        self.idler = pn.widgets.Button(name="idle")
        self.text = pn.widgets.StaticText(value="0")
        self.name = pn.widgets.TextInput(name="name")
        self.even = pn.widgets.IntSlider(name="even", end=100)
        self.log = Log()
        self.written = ""
        self.shelf = pn.Row()
        self.spare = pn.Column(pn.widgets.StaticText(value="spare"))

    def __call__(self) -> Viewable:
        self.counter.on_click(self._count)
        self.waiter.on_click(self._wait)
        self.streamer.on_click(self._stream)
        self.grower.on_click(self._grow)
        self.shrinker.on_click(self._shrink)
        self.name.param.watch(lambda event: self.text.param.update(value=event.new.upper()), "value")
        self.even.param.watch(self._make_even, "value")
        buttons = (self.counter, self.waiter, self.streamer, self.grower, self.shrinker, self.idler)
        return pn.Column(*buttons, self.text, self.name, self.even, self.log, self.shelf)

    def _count(self, _: object) -> None:
        self.counted.append(self.counter.clicks)
        self.text.value = str(len(self.counted))

    async def _wait(self, _: object) -> None:
        await asyncio.sleep(0.05)
        self.waited += 1

    async def _stream(self, _: object) -> None:
        for number in range(10):
            self.written += f"{number},"
            self.log.write(f"{number},")
            await asyncio.sleep(0.02)

    def _grow(self, _: object) -> None:
        if self.spare in self.shelf.objects:
            self.shelf.append(pn.Row(pn.widgets.StaticText(value=str(len(self.shelf)))))
        else:
            self.shelf.insert(0, self.spare)

    def _shrink(self, _: object) -> None:
        if len(self.shelf):
            self.shelf.pop(0)

    def _make_even(self, event: Any) -> None:
        self.even.value = event.new - event.new % 2


class Wire:
    """One connection. Fulfils `lanai.session.connection.Connection`."""

    def __init__(self, network: Network, attempt: int) -> None:
        self.network = network
        self.attempt = attempt
        self.up: deque[bytes] = deque()
        self.down: deque[tuple[bytes, bool] | int] = deque()
        self.dead = False  # nothing arrives any more, and nobody knows
        self.ended = False  # the server knows, or has ended it itself

    def send(self, data: bytes, *, binary: bool = False) -> None:
        assert not self.ended
        self._put((data, binary))

    def close(self, code: int, reason: str) -> None:
        self.ended = True
        self._put(code)

    def say(self, data: bytes) -> None:
        if not self.dead:
            self.up.append(data)

    def _put(self, item: tuple[bytes, bool] | int) -> None:
        if not self.dead:
            self.down.append(item)
        flying = sum(1 for item in self.down if isinstance(item, tuple) and b'"rev"' in item[0])
        assert flying <= WINDOW + 1  # with the answer to `open`

    def die(self) -> None:
        self.dead = True
        self.up.clear()
        self.down.clear()


class Network:
    """Between one visitor and his session. `wires[-1]` is the browser's own, while `attached`."""

    def __init__(self, site: testing.Site, user: testing.User, chance: random.Random) -> None:
        self.site, self.user, self.chance = site, user, chance
        self.session, self.browser = user.session, user.browser
        self.wires: list[Wire] = []
        self.attached = False
        self.attempts = 0

    # -- the browser's side -------------------------------------------------------------------------

    def connect(self) -> None:
        """The browser opens a connection; it forgets the one it may have."""
        self.attempts += 1
        wire = Wire(self, self.attempts)
        self.wires.append(wire)
        self.attached = True
        self.browser.attach(wire.say, self.session.id)

    def browser_notices(self) -> None:
        if self.attached:
            self.attached = False
            self.browser.detach()

    def deliver_down(self, most: int) -> None:
        while self.attached and most > 0 and self.wires[-1].down:
            item = self.wires[-1].down.popleft()
            most -= 1
            if isinstance(item, int):
                raise AssertionError(f"the server closed the browser's own connection with {item}")
            self.browser.take(*item)

    # -- the server's side --------------------------------------------------------------------------

    def server_notices(self, wire: Wire) -> None:
        wire.die()
        wire.ended = True
        self.session.disconnect(wire)

    def deliver_up(self, wire: Wire, most: int) -> None:
        while wire.up and most > 0:
            data = wire.up.popleft()
            most -= 1
            if wire.ended:  # as `hosts.asgi.websocket.Conversation`
                continue
            message = messages.decode(data)
            if not isinstance(message, messages.Open):
                assert self.session.receive(message) is None
                continue
            try:
                self.session.connect(wire, message.rev, tab="page", attempt=wire.attempt)
            except TakenOver:
                wire.close(4409, "taken-over")

    # -- what happens -------------------------------------------------------------------------------

    def something_happens(self) -> None:
        wire, some = self.chance.choice(self.wires), self.chance.randint(1, 8)
        (happening,) = self.chance.choices(
            (
                lambda: self.deliver_up(self.wires[-1], some),
                lambda: self.deliver_down(some),
                lambda: self.deliver_up(wire, some),
                wire.die,
                lambda: self.cut(wire),
                self.browser_notices,
                self.connect_again,
                self.connect,
            ),
            (8, 8, 3, 1, 1, 2, 3, 1),
        )
        happening()

    def connect_again(self) -> None:
        if not self.attached:
            self.connect()

    def cut(self, wire: Wire) -> None:
        self.server_notices(wire)
        if wire is self.wires[-1]:
            self.browser_notices()

    def heal(self) -> None:
        """Everything still under way arrives, oldest last, and then the browser has a connection that works."""
        self.browser_notices()
        self.connect()
        for wire in reversed(self.wires):
            self.deliver_up(wire, 10_000)
            self.site.turn()
        self.carry()

    def carry(self) -> None:
        """Deliver both ways until nothing is under way."""
        while self.wires[-1].up or self.wires[-1].down:
            self.deliver_up(self.wires[-1], 10_000)
            self.deliver_down(10_000)
            self.site.settle()


class Forgetful(Network):
    """A network that is at fault: now and then a message is lost, and the line goes on."""

    def deliver_up(self, wire: Wire, most: int) -> None:
        if wire.up and self.chance.random() < 0.1:
            wire.up.popleft()
        super().deliver_up(wire, most)


class Visitor:
    """Clicks and types at random."""

    def __init__(self, user: testing.User, chance: random.Random) -> None:
        self.user, self.chance = user, chance
        self.clicked = {"count": 0, "wait": 0}

    def acts(self) -> None:
        action = self.chance.choice(("count", "wait", "stream", "grow", "shrink", "idle", "name", "even"))
        if action == "name":
            self.user.set("name", self.chance.choice("abcdef"), wait=False)
        elif action == "even":
            self.user.set("even", self.chance.randint(0, 100), wait=False)
        else:
            self.user.click(action, wait=False)
            if action in self.clicked:
                self.clicked[action] += 1


def chaos(site: testing.Site, desks: list[Desk], seed: int, kind: type[Network] = Network) -> None:
    """One visit through one random network, to its end."""
    chance = random.Random(seed)
    user = site.visit(connect=False)
    desk, network, visitor = desks[-1], kind(site, user, chance), Visitor(user, chance)
    network.connect()
    for _ in range(STEPS):
        step = chance.random()
        if step < 0.25:
            visitor.acts()
        elif step < 0.35:
            site.advance(0.02, wait=False)
        else:
            network.something_happens()
        site.turn()
        expect_little_is_kept(user)
    network.heal()
    while not (user.session.turns.idle and user.session.turns.tasks == 0):
        site.advance(0.1)
    network.carry()
    expect_the_same(user)
    for _ in range(WINDOW + 1):
        user.click("count", wait=False)
        network.carry()
    visitor.clicked["count"] += WINDOW + 1
    assert desk.counted == list(range(1, visitor.clicked["count"] + 1))
    assert desk.waited == visitor.clicked["wait"]
    assert desk.log.object == desk.written
    expect_the_same(user)
    site.loop.run_until_complete(user.session.close())


def expect_little_is_kept(user: testing.User) -> None:
    outbox = user.session.outbox
    assert len(outbox._sent) <= WINDOW
    assert all(len(deltas) <= MOST_DELTAS for deltas in outbox._grown.values())


def expect_the_same(user: testing.User) -> None:
    """The page holds what the session shows, neither more nor less, with the same values."""
    outbox, nodes = user.session.outbox, user.browser.nodes
    assert outbox.settled == outbox.rev == user.browser.rev
    assert user.browser._unsure == []
    assert sorted(nodes) == sorted(component._number for component in outbox.components())
    for component in outbox.components():
        assert shown(user, component) == told(component), component


def shown(user: testing.User, component: Component) -> dict[str, Any]:
    props = user.browser.nodes[component._number].props
    return _plain(
        {entry.key: props.get(entry.key, entry.default) for entry in component._spec.properties.values()}
    )


def told(component: Component) -> dict[str, Any]:
    return _plain(
        {entry.key: component.property(entry.name) for entry in component._spec.properties.values()}
    )


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(codec.dumps(values))
    return found


def visit_through(kind: type[Network], seeds: Iterable[int]) -> None:
    """One visit after the other to the same site, each through a random network of that kind."""
    desks: list[Desk] = []

    def app() -> Viewable:
        desks.append(Desk())
        return desks[-1]()

    with testing.Site(app, unused_lifetime=1e9) as site:
        for seed in seeds:
            try:
                chaos(site, desks, seed, kind)
            except Exception as error:
                raise AssertionError(f"schedule {seed}") from error


@pytest.mark.parametrize("first", range(0, SCHEDULES, SCHEDULES_A_SITE))
def test_whatever_the_network_does_nothing_is_lost_and_nothing_runs_twice(first: int) -> None:
    visit_through(Network, range(first, first + SCHEDULES_A_SITE))


def test_a_message_that_is_lost_is_found() -> None:
    with pytest.raises(AssertionError, match="schedule"):
        visit_through(Forgetful, range(10))


def test_an_acknowledgement_that_was_lost_is_given_again() -> None:
    with testing.Site(pn.widgets.TextInput(name="name")) as site:
        user = site.visit(connect=False)
        network = Network(site, user, random.Random(0))
        network.connect()
        network.carry()
        user.set("name", "x")
        network.deliver_up(network.wires[-1], 1)
        site.settle()
        network.wires[-1].die()
        assert user.browser._unsure
        network.heal()
        expect_the_same(user)
