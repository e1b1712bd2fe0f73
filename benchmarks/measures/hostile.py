"""What a neighbour feels of a visitor who means harm, or whose app does him harm."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, ElementHandle, Page
from playwright.async_api import Error as PlaywrightError

from benchmarks.browser import clicks_for, find_button, open_page, visitor
from benchmarks.errors import BenchmarkError
from benchmarks.frameworks import ROOT
from benchmarks.guests import arrive
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import kill_tree
from benchmarks.servers import Server, serving
from benchmarks.stats import median, quantile, without_waiting

READY = "Clicked 0 times"
PAUSE_MS = 40.0
"""Between a neighbour's clicks."""
LOAD_PAUSE_SECONDS = 0.4
PATIENCE_SECONDS = 3.0
"""After which a click or a page counts as lost, with this time."""
PREPARE_SECONDS = 8.0
LAST_SECONDS = 25.0
"""Of a sample's time, in which no further attack is begun: what has been found then is kept."""
HEAD_START_SECONDS = 0.2
WORD = "needle"
LARGE = 4_000_000
"""Numbers of a literal, each with its comma: a message of 8 MB."""
LONG = 200_000
"""Entries of a list."""
PATTERN = "(a+)+$"
TAMPER = Path(__file__).parents[1].joinpath("tamper.js").read_text(encoding="utf-8")

LOST = (BenchmarkError, PlaywrightError, OSError, EOFError, asyncio.TimeoutError)

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "callback": (
        "a callback that blocks",
        ("click", "watcher", "download", "coroutine", "bound", "onload", "periodic"),
    ),
    "message": ("a costly message", ("text", "list", "pattern")),
    "flood": ("a flood", ("messages", "pings", "bombs", "pending")),
    "exception": ("an exception", ("StopIteration", "SystemExit", "wordless")),
}
"""What one visitor does, by group: its title, and the ways."""

WORDS: Mapping[str, str] = {
    "click": "time.sleep(2) in a click's callback",
    "watcher": "time.sleep(2) in a watcher of a text field",
    "bound": "time.sleep(2) in a bound function",
    "onload": "time.sleep(2) in what runs when the page is loaded",
    "periodic": "time.sleep(2) in a periodic callback",
    "download": "time.sleep(2) in the callback of a download",
    "coroutine": "time.sleep(2) in a watcher that a coroutine sets going",
    "text": "a literal, or text, of 8 MB",
    "list": "a choice of 200,000 entries",
    "pattern": "a regular expression as a filter",
    "messages": "a flood of messages",
    "pings": "a flood of pings",
    "bombs": "compressed messages that become 16 MB each",
    "pending": "300 connections that never open",
    "StopIteration": "StopIteration in a click's callback",
    "SystemExit": "SystemExit in a click's callback",
    "wordless": "an exception without words in a click's callback",
}


@dataclass
class Felt:
    """What the others felt in one watch. Times in ms."""

    clicks: list[float] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)
    page_late: list[float] = field(default_factory=list)
    """By how much timers in the neighbour's own page were late."""
    harness_late: list[float] = field(default_factory=list)
    """By how much timers of the harness were late, which times the loads."""

    @property
    def click(self) -> float:
        """The 99th percentile of a click, as of somebody who does not wait for answers."""
        return quantile(without_waiting(self.clicks, PAUSE_MS), 0.99)

    @property
    def load(self) -> float:
        """The median of a page, likewise."""
        return median(without_waiting(self.loads, LOAD_PAUSE_SECONDS * 1000))


def metrics() -> tuple[Metric, ...]:
    """Of each group the neighbour's click and the page; of each way the same; and what they are to be compared with."""
    made = []
    for group, (title, _) in GROUPS.items():
        made += [
            Metric(f"click_{group}", f"Neighbour's click beside {title}, p99", "ms"),
            Metric(f"load_{group}", f"Page beside {title}, worst way: times the usual", "", headline=False),
        ]
    made += [
        Metric("click_calm", "Neighbour's click beside nobody, p99", "ms", headline=False),
        Metric("load_calm", "Page beside nobody, median", "ms", headline=False),
        Metric("restarts", "Attacks after which the server was started again", "", headline=False),
        Metric("page_late", "The neighbour's own page, late by, p99", "ms", headline=False),
        Metric("harness_late", "The harness, late by, p99", "ms", headline=False),
    ]
    for way, words in WORDS.items():
        made += [
            Metric(f"click_of_{way}", f"Click beside {words}, p99", "ms", headline=False),
            Metric(f"load_of_{way}", f"Page beside {words}, median", "ms", headline=False),
        ]
    return tuple(made)


@dataclass(frozen=True)
class Hostile:
    """One visitor does harm, in one way after the other; a neighbour clicks, and others load pages."""

    name: str = "hostile"
    title: str = "Neighbour of a hostile visitor"
    how: str = (
        "One visitor does each of these in turn, while a neighbour with a browser clicks (40 ms after each answer) and visitors without a "
        "browser open the page and its WebSocket until they have its text (0.4 s after each other): callbacks that run time.sleep(2), given "
        "in each way that the framework has; a message of 8 MB, a list of 200,000, a regular expression that takes for ever; for "
        "floods, ten lines of another process, nice by ten, with as much as the server reads (100 messages every 20 ms each), or 300 connections that "
        "never open; exceptions, three times a second. Watched for 1.2 seconds each, and to the end of the click under way. A "
        "click's p99 is that of somebody who clicks every 40 ms whether he is answered or not; over all ways of a kind, and "
        "for each. What is not answered within three seconds counts as three seconds. A page's times are medians, likewise; the "
        "kind's row says how many times the usual they are in its worst way. Where the neighbour is not answered two seconds after "
        "an attack, the server is started again. How late the timers of the neighbour's page and of the harness are is "
        "shown apart. –: the framework has no such way, or agrees on no compression, or there was no time."
    )
    metrics: tuple[Metric, ...] = field(default_factory=metrics)
    app: str = "hostile"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """Every way once a round."""
        return plan.hostile_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Watch in peace, then beside each attack."""
        plan = subject.plan
        async with contextlib.AsyncExitStack() as stack:
            street = Street(subject, stack, subject.running)
            await street.move_in()
            await street.watch(plan.hostile_seconds)  # the first clicks and pages are slower
            calm = await street.watch(plan.hostile_seconds)
            felt = await street.attacked_in_turn(plan)
            return sample_of(calm, felt, street.restarts)


@contextlib.contextmanager
def ended(attack: Awaitable[int]) -> Iterator[asyncio.Future[int]]:
    """The attack, under way until the end of the block at most."""
    attacking = asyncio.ensure_future(attack)
    try:
        yield attacking
    finally:
        attacking.cancel()


def head_start(way: str) -> float:
    """Seconds, at most, that an attack has before the others are watched: a large message has to be made and sent."""
    return PREPARE_SECONDS if way in GROUPS["message"][1] else HEAD_START_SECONDS


def sample_of(calm: Felt, felt: Mapping[str, Felt], restarts: int) -> dict[str, float]:
    """The figures."""
    everything = [calm, *felt.values()]
    made: dict[str, float] = {
        "click_calm": calm.click,
        "load_calm": calm.load,
        "restarts": restarts,
        "page_late": quantile([late for each in everything for late in each.page_late], 0.99),
        "harness_late": quantile([late for each in everything for late in each.harness_late], 0.99),
    }
    for group, (_, ways) in GROUPS.items():
        found = [felt[way] for way in ways if way in felt]
        if found:
            clicks = [time for each in found for time in each.clicks]
            made[f"click_{group}"] = quantile(without_waiting(clicks, PAUSE_MS), 0.99)
            made[f"load_{group}"] = max(each.load for each in found) / calm.load
    for way, each in felt.items():
        made |= {f"click_of_{way}": each.click, f"load_of_{way}": each.load}
    return made


class Street:
    """The neighbour, and the server they share with the attacker; a server that is gone is replaced."""

    def __init__(self, subject: Subject, stack: contextlib.AsyncExitStack, server: Server) -> None:
        self.subject = subject
        self.server = server
        self.restarts = 0
        self._stack = stack
        self._page: Page | None = None
        self._button: ElementHandle | None = None
        self._clicked = 0

    async def move_in(self) -> None:
        """Open the neighbour's page."""
        self._page = await self._stack.enter_async_context(visitor(self.subject.browser))
        await open_page(self._page, self.server.url, READY)
        self._button, self._clicked = await find_button(self._page, "Click me"), 0

    async def watch(self, seconds: float) -> Felt:
        """Click and load pages for so long."""
        felt = Felt()
        punctual = asyncio.create_task(note_lateness(felt.harness_late))
        try:
            await asyncio.gather(self._click(felt, seconds), self._load(felt, seconds))
        finally:
            punctual.cancel()
        return felt

    async def attacked_in_turn(self, plan: Plan) -> dict[str, Felt]:
        """What was felt beside each attack that the framework has a way for, while there is time."""
        end = time.monotonic() + plan.sample_seconds - LAST_SECONDS
        felt: dict[str, Felt] = {}
        for way in [way for _, ways in GROUPS.values() for way in ways[: plan.hostile_ways]]:
            if time.monotonic() > end:
                print(f"{self.subject.framework.title}: no time was left for {way}", flush=True)
                continue
            found = await self.attacked(way, plan.hostile_seconds)
            if found is not None:
                felt[way] = found
        return felt

    async def attacked(self, way: str, seconds: float) -> Felt | None:
        """Watch beside an attack, and put right what it left; None where the framework has no such way."""
        felt: Felt | None = None
        opened = 1
        with contextlib.suppress(*LOST):
            async with contextlib.AsyncExitStack() as stack:
                attack = await asyncio.wait_for(self._prepared(way, stack, seconds), PREPARE_SECONDS)
                if attack is None:
                    return None
                attacking = stack.enter_context(ended(attack()))
                await asyncio.wait({attacking}, timeout=head_start(way))
                felt = await self.watch(seconds)
                opened = await asyncio.wait_for(attacking, PATIENCE_SECONDS)
        await self._put_right()
        return felt if opened else None

    async def _click(self, felt: Felt, seconds: float) -> None:
        assert self._page is not None
        assert self._button is not None
        found = await clicks_for(
            self._page,
            self._button,
            "Clicked % times",
            self._clicked + 1,
            seconds,
            PAUSE_MS,
            PATIENCE_SECONDS * 1000,
        )
        self._clicked += len(found)
        felt.clicks += [time for time, _ in found]
        felt.page_late += [late for _, late in found]

    async def _load(self, felt: Felt, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            began = time.monotonic()
            try:
                await asyncio.wait_for(come_and_go(self.server), PATIENCE_SECONDS)
                felt.loads.append((time.monotonic() - began) * 1000)
            except LOST:
                felt.loads.append(PATIENCE_SECONDS * 1000)
            await asyncio.sleep(LOAD_PAUSE_SECONDS)

    async def _prepared(
        self, way: str, stack: contextlib.AsyncExitStack, seconds: float
    ) -> Callable[[], Awaitable[int]] | None:
        """What sets the attack going; None where the framework has no such way. It gives 0 where it reached nothing."""
        if way in GROUPS["flood"][1]:
            return await stack.enter_async_context(flooding(self.server, way, seconds + HEAD_START_SECONDS))
        page = await stack.enter_async_context(attacker(self.subject.browser))
        url = f"{self.server.url}?way={way}"
        if way in ("onload", "periodic"):
            return lambda: begin(page, url)
        await open_page(page, url, READY)
        if await page.get_by_text("No way").count():
            return None
        await page.wait_for_timeout(300)  # what else the page still does is no attack
        return lambda: act(page, way, seconds)

    async def _put_right(self) -> None:
        """See that the neighbour is answered, by a server that is started again where it has to be."""
        deadline = time.monotonic() + 2 * HEAD_START_SECONDS + 2.0
        while time.monotonic() < deadline:
            with contextlib.suppress(*LOST):
                felt = Felt()
                await asyncio.wait_for(self._click(felt, 0.01), 2.0)
                if max(felt.clicks) < 1000:
                    return
        self.restarts += 1
        subject = self.subject
        kill_tree(self.server.pid)
        self.server = await self._stack.enter_async_context(
            serving(subject.framework, subject.environment, "hostile")
        )
        await self.move_in()


@contextlib.asynccontextmanager
async def attacker(browser: Browser) -> AsyncIterator[Page]:
    """A page whose messages may be made larger on their way."""
    async with visitor(browser) as page:
        await page.context.add_init_script(TAMPER)
        yield page


async def begin(page: Page, url: str) -> int:
    """Open a page that blocks by being opened."""
    await page.goto(url, wait_until="commit")
    return 1


async def act(page: Page, way: str, seconds: float) -> int:
    """Do on the attacker's page what sets the attack going."""
    if way in ("watcher", "bound"):
        await enter(page, "anything")
    elif way == "text":
        await page.evaluate(
            "([word, many]) => { window.tamper = {word, text: '[' + '1,'.repeat(many) + ']'} }", [WORD, LARGE]
        )
        await enter(page, WORD)
    elif way == "list":
        await page.evaluate("([word, times]) => { window.tamper = {word, times} }", [WORD, LONG])
        await page.locator("select").select_option(WORD)
    elif way == "pattern":
        field = page.locator("input[placeholder*=ilter]").first
        await field.fill(PATTERN)
        await field.press("Enter")
    else:
        await press(page, times=round(seconds * 3) if way in GROUPS["exception"][1] else 1)
    return 1


async def enter(page: Page, text: str) -> None:
    """Put a text into the page's only field."""
    field = page.locator("input").first
    await field.fill(text)
    await field.press("Enter")


async def press(page: Page, times: int) -> None:
    """Press what is called “Go”, three times a second."""
    for _ in range(times):
        go = page.get_by_text("Go", exact=True).first
        await go.evaluate("element => (element.closest('button, a') ?? element).click()")
        await asyncio.sleep(1 / 3 if times > 1 else 0)


@contextlib.asynccontextmanager
async def flooding(server: Server, name: str, seconds: float) -> AsyncIterator[Callable[[], Awaitable[int]]]:
    """Another process that is ready to flood the server: called, it does, and gives how many lines were let in."""
    command = ["-m", "benchmarks.attackers", server.framework.name, str(server.port), name, str(seconds)]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdin=pipe, stdout=pipe
    )

    async def flood() -> int:
        said, _ = await process.communicate(b"go\n")
        return int(said or 0)

    try:
        assert process.stdout is not None
        await process.stdout.readline()
        yield flood
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def come_and_go(server: Server) -> None:
    """A visitor without a browser, until he has the page's text."""
    guest = await arrive(server)
    try:
        await guest.read(f"({READY})")
    finally:
        guest.vanish()


async def note_lateness(late: list[float], every: float = 0.01) -> None:
    """Note in ms by how much a timer of this process is late, until cancelled."""
    while True:
        due = time.monotonic() + every
        await asyncio.sleep(every)
        late.append((time.monotonic() - due) * 1000)
