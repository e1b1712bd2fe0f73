"""The memory curves as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tests.soak.curve import Curve, Point

MEBIBYTE = 1024 * 1024
INK, SHADE, RESIDENT, TRACED = "#334155", "#e2e8f0", "#0f766e", "#b45309"

Measure = Callable[[Point], float]


def draw(curves: dict[str, Curve], file: Path) -> None:
    """Draw each curve beside the others, under its title."""
    figure = Figure(figsize=(6 * len(curves), 4.4), layout="constrained")
    for axes, (title, curve) in zip(
        figure.subplots(1, len(curves), squeeze=False)[0], curves.items(), strict=True
    ):
        _panel(axes, title, curve)
    figure.savefig(file, metadata={"Date": None})


def _panel(axes: Axes, title: str, curve: Curve) -> None:
    minutes = [point.seconds / 60 for point in curve.points]
    beside = axes.twinx()
    axes.set_zorder(beside.get_zorder() + 1)
    axes.patch.set_visible(False)
    beside.fill_between(
        minutes, [point.sessions for point in curve.points], color=SHADE, step="mid", label="sessions"
    )
    beside.set_ylabel("sessions", color="#94a3b8")
    beside.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    beside.set_ylim(0, 3 * max(point.sessions for point in curve.points))
    _line(axes, curve, "the process", RESIDENT, lambda point: point.resident)
    _line(axes, curve, "Python's objects", TRACED, lambda point: point.traced)
    axes.set_ylim(0, 1.25 * max(point.resident for point in curve.points) / MEBIBYTE)
    axes.set_xlim(0, minutes[-1])
    axes.set(title=title, xlabel="minutes", ylabel="MiB")
    handles, labels = _entries(axes, beside)
    axes.legend(handles, labels, loc="upper center", ncols=4, frameon=False, fontsize="small")
    for each in (axes, beside):
        each.spines[["top"]].set_visible(False)
        each.tick_params(colors=INK)


def _line(axes: Axes, curve: Curve, label: str, color: str, measure: Measure) -> None:
    nights = [point for point in curve.points if point.night]
    minutes = [point.seconds / 60 for point in curve.points]
    axes.plot(
        minutes,
        [measure(point) / MEBIBYTE for point in curve.points],
        color=color,
        label=label,
        linewidth=1.4,
    )
    axes.plot(
        [point.seconds / 60 for point in nights],
        [measure(point) / MEBIBYTE for point in nights],
        "o",
        color=color,
        markersize=4,
        label="at night" if color == RESIDENT else None,
    )


def _entries(*axes: Axes) -> tuple[list[Any], list[str]]:
    """What a legend says of all of them."""
    handles: list[Any] = []
    labels: list[str] = []
    for each in axes:
        more, names = each.get_legend_handles_labels()
        handles += more
        labels += names
    return handles, labels
