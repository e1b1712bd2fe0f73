"""Draws what a run has found: SVG files in two colourings, for a light and for a dark page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.figures import amount, number
from benchmarks.frameworks import FLOOR, OURS, Framework
from benchmarks.measures import Metric
from benchmarks.measures.growth import STEPS
from benchmarks.results import Findings, Results

OVERVIEW: tuple[tuple[str, str, str], ...] = (
    ("page_load", "load", "Counter page, cold, to text"),
    ("click", "p50", "Click to text"),
    ("neighbour", "click", "Click while another session blocks"),
    ("cpu_per_click", "cpu", "Server CPU of a click"),
    ("sessions", "cpu", "Server CPU of a counter session"),
    ("sessions", "memory", "Memory of a counter session"),
    ("big_sessions", "cpu", "Server CPU of a 50 × 50 session"),
    ("big_sessions", "memory", "Memory of a 50 × 50 session"),
    ("stream", "p99", "Stream of 20 ms, gap, p99"),
    ("stream", "point", "Server CPU of a streamed point"),
    ("broadcast", "last", "1,000 visitors told by one callback"),
    ("timers", "cpu", "1,000 timers of 1 s, CPU"),
)
"""Measure, metric and heading of the small plots, in rows of `COLUMNS`."""

GROWTH: tuple[tuple[str, str], ...] = (
    ("click", "Click to text, ms"),
    ("cpu", "Server CPU of an arrival, ms"),
    ("memory", "Memory of a visitor, KB"),
)
"""Prefix of the metrics of `measures/growth.py`, and the heading of their plot."""

COLUMNS = 4
LINES = ("#d97706", "#2563eb", "#a855f7", "#dc2626", "#0891b2", "#84cc16")
MARKS = ("s", "^", "D", "v", "P", "X")


@dataclass(frozen=True)
class Colours:
    """The colours of one page; every plot's background is the page's own."""

    name: str
    ink: str
    faint: str
    ours: str
    theirs: str


COLOURS = (
    Colours("light", ink="#1f2328", faint="#d1d9e0", ours="#0f766e", theirs="#818b98"),
    Colours("dark", ink="#d1d7e0", faint="#3d444d", ours="#2dd4bf", theirs="#7d8590"),
)

Draw = Callable[[Results, Colours], Figure | None]


@dataclass(frozen=True)
class Plot:
    """One picture of the report."""

    name: str
    title: str
    draw: Draw
    """None where the run has nothing to show in it."""


def write(results: Results, folder: Path) -> list[Path]:
    """Write every plot that has something to show into `folder`, in each colouring; the files written."""
    written: list[Path] = []
    # Names of the file's parts that do not change from run to run, so that a difference is one of figures.
    with matplotlib.rc_context({"svg.hashsalt": "benchmarks", "font.family": "DejaVu Sans", "font.size": 8}):
        for plot in PLOTS:
            for colours in COLOURS:
                figure = plot.draw(results, colours)
                if figure is not None:
                    path = folder / f"{plot.name}-{colours.name}.svg"
                    figure.savefig(path, transparent=True, metadata={"Date": None})
                    written.append(path)
    return written


def shown(results: Results) -> list[Plot]:
    """The plots that have something to show."""
    return [plot for plot in PLOTS if plot.draw(results, COLOURS[0]) is not None]


def overview(results: Results, colours: Colours) -> Figure | None:
    """A small plot for each of the chosen metrics that has figures: a row for each framework."""
    panels = [
        (title, *row) for key in OVERVIEW for title, row in [(key[2], row_of(results, *key[:2]))] if row
    ]
    if not panels:
        return None
    rows = -(-len(panels) // COLUMNS)
    figure = Figure(figsize=(11, 0.3 + 1.85 * rows), layout=ConstrainedLayoutEngine(h_pad=0.1))
    for place, (title, findings, metric) in enumerate(panels, 1):
        axes = figure.add_subplot(rows, COLUMNS, place)
        dots(axes, results, findings, metric, colours)
        dress(axes, title, colours)
    return figure


def row_of(results: Results, measure: str, metric: str) -> tuple[Findings, Metric] | None:
    """The findings and the metric of these names, where a framework has figures above zero in them."""
    for findings, found in results.rows():
        if (findings.measure.name, found.name) == (measure, metric):
            there = [findings.summary(found, framework.name) for framework in columns(results)]
            return (findings, found) if any(summary and summary.median > 0 for summary in there) else None
    return None


def columns(results: Results) -> list[Framework]:
    """The frameworks that are drawn: no variants."""
    return [framework for framework in results.frameworks.values() if not framework.variant]


def dots(axes: Axes, results: Results, findings: Findings, metric: Metric, colours: Colours) -> None:
    """Each framework's median as a dot on a logarithmic axis, its spread as a line, and the figure beside it."""
    frameworks = columns(results)
    for place, framework in enumerate(frameworks):
        colour = colours.ours if framework.name == OURS else colours.theirs
        summary = findings.summary(metric, framework.name)
        if summary is None or summary.median <= 0:
            axes.annotate(
                "–", (0.02, place), xycoords=("axes fraction", "data"), va="center", color=colours.ink
            )
            continue
        axes.plot([max(summary.p10, summary.median / 100), summary.p90], [place, place], color=colour, lw=1)
        axes.plot([summary.median], [place], "o", color=colour, ms=5)
        axes.annotate(
            amount(summary.median, metric.unit),
            (summary.median, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=colours.ink,
            weight="bold" if framework.name == OURS else "normal",
        )
    axes.set_xscale("log")
    axes.set_yticks(range(len(frameworks)), [framework.title for framework in frameworks])
    axes.set_ylim(len(frameworks) - 0.5, -0.5)
    axes.margins(x=0.1)
    low, high = axes.get_xlim()
    axes.set_xlim(low, high * (high / low) ** 0.45)  # room for the figures
    axes.set_xticks([])
    axes.minorticks_off()


def growth(results: Results, colours: Colours) -> Figure | None:
    """How the cost of a visitor changes with the number of visitors, a line for each framework."""
    findings = next((found for found in results.findings if found.measure.name == "growth"), None)
    if findings is None or not findings.values:
        return None
    figure = Figure(figsize=(11, 3.2), layout="constrained")
    drawn = [framework for framework in columns(results) if series(findings, GROWTH[0][0], framework.name)]
    for place, (prefix, title) in enumerate(GROWTH, 1):
        axes = figure.add_subplot(1, len(GROWTH), place)
        for framework, (colour, mark) in zip(drawn, styles(drawn, colours), strict=True):
            points = series(findings, prefix, framework.name)
            axes.plot(
                [step for step, _ in points],
                [median for _, median in points],
                color=colour,
                marker=mark,
                lw=2.5 if framework.name == OURS else 1.2,
                ls="--" if framework.name == FLOOR else "-",
                ms=5,
            )
        scale(axes, colours)
        dress(axes, title, colours)
    names = [framework.title for framework in drawn]
    lines = figure.axes[0].get_lines()
    figure.legend(
        lines, names, loc="outside lower center", ncols=len(names), frameon=False, labelcolor=colours.ink
    )
    return figure


def series(findings: Findings, prefix: str, framework: str) -> list[tuple[float, float]]:
    """Number of visitors and median, at each step that was reached."""
    summaries = {
        step: findings.summary(metric, framework)
        for metric in findings.measure.metrics
        for step in STEPS
        if metric.name == f"{prefix}_{step}"
    }
    return [(step, summary.median) for step, summary in summaries.items() if summary and summary.median > 0]


def styles(frameworks: Sequence[Framework], colours: Colours) -> list[tuple[str, str]]:
    """A colour and a mark for each framework: Lanai's own and the floor's, and one after the other for the rest."""
    own = {OURS: (colours.ours, "o"), FLOOR: (colours.theirs, "o")}
    rest = iter(zip(LINES, MARKS, strict=True))
    return [own[framework.name] if framework.name in own else next(rest) for framework in frameworks]


def scale(axes: Axes, colours: Colours) -> None:
    """Logarithmic axes with plain numbers."""
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("visitors", color=colours.ink)
    axes.set_xticks(STEPS, [f"{step:,}" for step in STEPS])
    axes.set_xlim(STEPS[0] * 0.7, STEPS[-1] * 1.5)
    axes.yaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_formatter(NullFormatter())
    axes.grid(color=colours.faint, lw=0.6)


def dress(axes: Axes, title: str, colours: Colours) -> None:
    """The heading, and the colours of what frames a plot."""
    axes.set_title(title, loc="left", color=colours.ink, fontsize=9, weight="bold")
    axes.tick_params(colors=colours.ink, which="both", length=0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in {"left", "bottom"})
        spine.set_color(colours.faint)


PLOTS: Sequence[Plot] = (
    Plot("overview", "Medians of the run, each on a logarithmic axis of its own; less is better", overview),
    Plot("growth", "The cost of a visitor as their number grows from ten to ten thousand", growth),
)
