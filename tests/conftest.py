"""What every test may use: a real Chromium, and servers that end with the test."""

from __future__ import annotations

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
