"""Panel with the thread pool its documentation offers, where that makes a difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from benchmarks.frameworks import panel
from benchmarks.frameworks.base import Framework


def arguments(app: Path, port: int) -> list[str]:
    """`panel serve` with four threads for callbacks."""
    return [*panel.arguments(app, port), "--num-threads", "4"]


FRAMEWORK: Framework = replace(
    panel.FRAMEWORK,
    name="panel_threads",
    title="Panel, 4 threads",
    arguments=arguments,
    folder="panel",
    variant=True,
    measures=frozenset({"click", "cpu_per_click", "neighbour", "fairness"}),
    note="`panel serve --num-threads 4`, which its documentation offers for slow callbacks.",
)
