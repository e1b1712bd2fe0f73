"""What every test may use: a real Chromium, and servers that end with the test."""

from __future__ import annotations

pytest_plugins = ["tests.support.chromium", "tests.support.servers"]
