"""The memory curves as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tests.soak.curve import Curve, Point

MEBIBYTE = 1024 * 1024
SHADE, GREY, RESIDENT, BLOCKS = "#e2e8f0", "#64748b", "#0f766e", "#b45309"

Measure = Callable[[Point], float]


def draw(curves: dict[str, Curve], file: Path) -> None:
    """Draw each curve beside the others, under its title: the process above, Python's blocks below."""
    figure = Figure(figsize=(6 * len(curves), 6), layout="constrained")
    rows = figure.subplots(2, len(curves), squeeze=False, sharex="col")
    for above, below, (title, curve) in zip(*rows, curves.items(), strict=True):
        above.set_title(title)
        _panel(above, curve, "memory of the process, MiB", RESIDENT, lambda point: point.resident / MEBIBYTE)
        _panel(
            below, curve, "blocks of Python's memory, thousands", BLOCKS, lambda point: point.blocks / 1000
        )
        below.set_xlabel("minutes")
    figure.savefig(file, metadata={"Date": None})


def _panel(axes: Axes, curve: Curve, label: str, color: str, measure: Measure) -> None:
    points = curve.points
    nights = [point for point in points if point.night]
    _sessions(axes, curve)
    axes.plot(_minutes(points), [measure(point) for point in points], color=color, linewidth=1.4)
    axes.plot(
        _minutes(nights),
        [measure(point) for point in nights],
        "o",
        color=color,
        markersize=5,
        label="at night",
    )
    axes.set_ylim(0, 1.2 * max(measure(point) for point in points))
    axes.set_xlim(0, _minutes(points)[-1] * 1.01)
    axes.set_ylabel(label, color=color)
    axes.legend(loc="lower right", frameon=False, fontsize="small")
    axes.spines[["top", "right"]].set_visible(False)


def _sessions(axes: Axes, curve: Curve) -> None:
    """How many there were, behind the line."""
    beside = axes.twinx()
    axes.set_zorder(beside.get_zorder() + 1)
    axes.patch.set_visible(False)
    beside.fill_between(
        _minutes(curve.points), [point.sessions for point in curve.points], color=SHADE, step="mid"
    )
    beside.set_ylabel("sessions", color=GREY)
    beside.set_ylim(0, 3 * max(point.sessions for point in curve.points))
    beside.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    beside.tick_params(colors=GREY)
    beside.spines[["top", "right"]].set_visible(False)


def _minutes(points: list[Point]) -> list[float]:
    return [point.seconds / 60 for point in points]
