"""Full garbage collections: few, where there is something to find, and by Python's own rule once no server runs."""

from __future__ import annotations

import gc
import re
import sys
import weakref
from collections.abc import Iterator

import pytest

import lanai as pn
from lanai.hosts.collector import BACKSTOP, FEW, LOOK, Balance, Collector
from lanai.testing.clock import ManualClock, ManualLoop
from tests.hosts.conftest import Launch
from tests.hosts.visitor import get
from tests.support.servers import Run

ORDINARY = (700, 10, 10)
OBJECTS = 200
"""Of each session here."""

own_rule = pytest.mark.skipif(
    sys.version_info >= (3, 14), reason="from 3.14 on Python collects in steps, and is left alone"
)


class Part:
    """An object that is in a circle with others."""

    def __init__(self) -> None:
        self.others: list[object] = []


def session() -> list[Part]:
    """What a visitor leaves behind: objects that only the collector finds."""
    parts = [Part() for _ in range(OBJECTS // 2)]
    for part in parts:
        part.others.append(parts)
    return parts


class Crowd:
    """Sessions that come and go while a collector looks after them, second by second."""

    def __init__(self) -> None:
        self.loop = ManualLoop()
        self.sessions: list[list[Part]] = []
        self.collector = Collector(ManualClock(self.loop), lambda: len(self.sessions), freeze=True)

    def come(self, many: int) -> None:
        self.sessions += [session() for _ in range(many)]
        self.pass_time()

    def go(self, many: int) -> None:
        del self.sessions[:many]
        self.pass_time()

    def pass_time(self) -> None:
        self.loop.move_to(self.loop.time() + 1.5 * LOOK)
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()


def collections() -> int:
    """How many full ones there have been."""
    return int(gc.get_stats()[2]["collections"])


@pytest.fixture
def ordinary() -> Iterator[None]:
    """Thresholds as a program begins with."""
    before = gc.get_threshold()
    gc.set_threshold(*ORDINARY)
    yield
    gc.set_threshold(*before)


@pytest.fixture
def crowd(ordinary: None) -> Iterator[Crowd]:
    """Nobody yet, and a collector in charge."""
    crowd = Crowd()
    crowd.collector.start()
    yield crowd
    crowd.collector.stop()
    crowd.loop.close()


# -- who decides ------------------------------------------------------------------------------------


@own_rule
def test_a_server_takes_over_and_gives_back(ordinary: None, launch: Launch) -> None:
    server = launch(lambda: pn.pane.Markdown("text"))
    assert gc.get_threshold() == (*ORDINARY[:2], BACKSTOP)
    assert gc.get_freeze_count() == 0, "it runs beside somebody whose objects are none of its business"
    server.stop()
    assert gc.get_threshold() == ORDINARY


@own_rule
def test_of_two_servers_one_decides(ordinary: None, launch: Launch) -> None:
    first = launch(lambda: pn.pane.Markdown("first"))
    launch(lambda: pn.pane.Markdown("second")).stop()
    assert gc.get_threshold() == (*ORDINARY[:2], BACKSTOP)
    first.stop()
    assert gc.get_threshold() == ORDINARY


def test_thresholds_of_a_program_are_left_alone(ordinary: None, launch: Launch) -> None:
    gc.set_threshold(5000, 20, 20)
    server = launch(lambda: pn.pane.Markdown("text"))
    assert gc.get_threshold() == (5000, 20, 20)
    server.stop()
    assert gc.get_threshold() == (5000, 20, 20)


@own_rule
def test_thresholds_set_while_it_serves_stay(ordinary: None, launch: Launch) -> None:
    server = launch(lambda: pn.pane.Markdown("text"))
    gc.set_threshold(5000, 20, 20)
    server.stop()
    assert gc.get_threshold() == (5000, 20, 20)


def test_a_collector_that_is_off_stays_off(crowd: Crowd) -> None:
    gc.disable()
    try:
        other = Collector(ManualClock(crowd.loop), lambda: 0)
        other.start()
        assert not other.in_charge
        before = collections()
        crowd.come(200)
        assert collections() == before
    finally:
        gc.enable()


PROGRAM = """
import gc
import lanai as pn

def app():
    return pn.pane.Markdown(f"frozen: {gc.get_freeze_count()}")

server = pn.serve(app, port=0, show=False, start=False)
print(server.url, flush=True)
server.run()
print("left frozen:", gc.get_freeze_count(), gc.get_threshold(), flush=True)
"""


@own_rule
def test_a_program_that_serves_looks_at_its_modules_no_more(run: Run) -> None:
    program = run("-c", PROGRAM)
    shown = re.search(r"frozen: (\d+)", get(program.url).text)
    assert shown is not None
    assert int(shown[1]) > FEW
    program.stop()
    assert re.search(r"left frozen: 0 \(\d+, 10, 10\)", program.output), program.output


# -- when -------------------------------------------------------------------------------------------


@own_rule
def test_a_crowd_that_arrives_is_not_looked_through_again_and_again(crowd: Crowd) -> None:
    crowd.come(100)  # here it learns how much a session is
    before = collections()
    for _ in range(30):
        crowd.come(50)
    assert collections() == before


@own_rule
def test_what_visitors_leave_behind_is_collected(crowd: Crowd) -> None:
    crowd.come(400)
    gone = [weakref.ref(session[0]) for session in crowd.sessions[:300]]
    crowd.go(300)
    assert not [part for part in gone if part() is not None]


@own_rule
def test_it_is_collected_while_others_come(crowd: Crowd) -> None:
    crowd.come(400)
    most = 0
    for _ in range(40):
        crowd.come(20)
        crowd.go(20)
        most = max(most, len(gc.get_objects()))
    assert most < 2 * 400 * OBJECTS, "no more than half of what is needed may be garbage"


@own_rule
def test_what_an_app_drops_is_collected(crowd: Crowd) -> None:
    """Garbage that has nothing to do with how many sessions there are."""
    crowd.come(100)
    data = [session() for _ in range(2 * FEW // OBJECTS)]
    gc.collect(1)  # too old for Python's quick collections to find
    dropped = weakref.ref(data[0][0])
    data.clear()
    assert dropped() is not None
    crowd.pass_time()
    assert dropped() is None


@own_rule
def test_what_is_frozen_and_needed_no_more_is_found_when_nobody_is_there(crowd: Crowd) -> None:
    data = [session() for _ in range(200)]  # an app's own
    crowd.come(1)
    crowd.go(1)
    assert gc.get_freeze_count() > 200 * OBJECTS
    dropped = weakref.ref(data[0][0])
    data.clear()
    data = [session() for _ in range(4000)]
    crowd.pass_time()
    crowd.pass_time()
    assert dropped() is None
    del data


# -- how much ---------------------------------------------------------------------------------------


def test_few_objects_are_worth_no_collection() -> None:
    balance = Balance()
    balance.settle(0, 0)
    assert balance.room(FEW - 1, 0) > 0 >= balance.room(FEW, 0)


def test_sessions_account_for_what_they_take() -> None:
    balance = Balance()
    balance.settle(0, 0)
    balance.settle(100_000, 1000)
    assert balance.each == 100
    assert balance.room(1_000_000, 10_000) > 0
    assert balance.room(1_500_000, 10_000) <= 0
    assert balance.room(100_000, 100) <= 0, "as many objects, and most of the sessions have gone"


def test_modules_that_the_first_sessions_load_are_not_theirs_for_long() -> None:
    balance = Balance()
    balance.settle(0, 0)
    balance.settle(100_000 + 400, 4)
    balance.room(100_000 + 10_000, 100)
    assert balance.each == pytest.approx(100)
