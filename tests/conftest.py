"""What every test may use: a real Chromium, and servers that end with the test."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["tests.support.chromium", "tests.support.servers"]

# A property holds or not; how long one example takes says something of the machine only.
settings.register_profile("lanai", deadline=None)
settings.load_profile("lanai")
