"""NiceGUI with blocking work on threads, as its documentation advises, where that makes a difference."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.frameworks import nicegui
from benchmarks.frameworks.base import Framework

FRAMEWORK: Framework = replace(
    nicegui.FRAMEWORK,
    name="nicegui_io",
    title="NiceGUI, io_bound",
    variant=True,
    measures=frozenset({"neighbour", "fairness"}),
    note="The handler that blocks is a coroutine that awaits `run.io_bound`, which its documentation offers for that.",
)
