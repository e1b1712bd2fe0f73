"""What every test may use: a real Chromium, and servers that end with the test."""

from __future__ import annotations

import os
import sys
from itertools import count

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.servers", "tests.support.chromium"]

# A property holds or not; how long one example takes says something of the machine only.
settings.register_profile("lanai", deadline=None)
settings.load_profile("lanai")


_numbers = count()


@pytest.fixture(scope="session")
def state_homes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where each test has a folder for what programs keep for the user."""
    return str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def state_home(state_homes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a server remembers by itself is this test's own, and not kept among the user's files."""
    monkeypatch.setenv("XDG_STATE_HOME", f"{state_homes}/{next(_numbers)}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in Chromium that fails runs once more, and the summary says so (RERUN).

    A browser, a server and a test share the machine with whatever else it does; a busy moment must not cost a whole
    run. A test that needs its second chance again is a fault of the test or of the product, and to be mended.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


WATCHED = frozenset({"callbacks", "components", "conformance", "session"})
"""Folders whose tests run under the monitor of the event loop."""
STAND_INS = frozenset(
    {"test_chaos.py", "test_flow.py", "test_observing.py", "test_outbox.py", "test_reaping.py"}
)
"""Tests with classes of their own that stand for a part of Lanai, such as a connection or an observer."""


@pytest.fixture(autouse=True)
def loop_is_watched(request: pytest.FixtureRequest) -> None:
    """Fail a test in which a function of the app's is called on an event loop.

    Python before 3.12 has only its profiler for that, with which tests take more than twice as long: there
    `LANAI_MONITOR=1` asks for it.
    """
    place = request.path
    cheap = sys.version_info >= (3, 12) or "LANAI_MONITOR" in os.environ
    if cheap and place.parent.name in WATCHED and place.name not in STAND_INS:
        request.getfixturevalue("lanai_monitor")
