"""Writes what a run has found: every figure in JSON, a full page and a short table in Markdown, and the plots."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import plots
from benchmarks.figures import amount, number
from benchmarks.frameworks import FLOOR, OURS, Framework
from benchmarks.measures import Metric
from benchmarks.results import Findings, Results
from benchmarks.stats import Summary

BEGIN = "<!-- benchmarks: begin -->"
END = "<!-- benchmarks: end -->"

Cell = Callable[[Findings, Metric, str], str]

Row = tuple[str, Findings, Metric]
"""The title of a row, and where its figures are."""


def write(results: Results, folder: Path) -> list[Path]:
    """Write `results.json`, `README.md`, `table.md` and the plots into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "results.json": json.dumps(as_json(results), indent=1) + "\n",
        "README.md": page(results),
        "table.md": short_table(results),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [*(folder / name for name in texts), *plots.write(results, folder)]


def put_into(readme: Path, results: Results, folder: Path) -> None:
    """Put the short table, and the first of the plots in `folder`, between the benchmark marks of `readme`.

    Raises ValueError without the marks.
    """
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(
            f"expected the marks {BEGIN} and {END} in {readme.name}; add them where the table goes"
        )
    place = Path(os.path.relpath(folder, readme.parent)).as_posix()
    pictures = "".join(f"\n{picture(plot, place)}\n" for plot in plots.shown(results)[:1])
    readme.write_text(f"{before}{BEGIN}\n{short_table(results)}{pictures}{END}{after}", encoding="utf-8")


def as_json(results: Results) -> dict[str, object]:
    """Everything, with each round's value."""
    return {
        "plan": dataclasses.asdict(results.plan),
        "machine": results.machine,
        "frameworks": {
            name: {"title": framework.title, "note": framework.note, **results.environments[name].versions}
            for name, framework in results.frameworks.items()
        },
        "remarks": results.remarks,
        "figures": [figure(results, findings, metric) for findings, metric in results.rows()],
    }


def figure(results: Results, findings: Findings, metric: Metric) -> dict[str, object]:
    """One row with its samples."""
    summaries = {name: findings.summary(metric, name) for name in results.frameworks}
    return {
        "measure": findings.measure.name,
        "metric": metric.name,
        "title": metric.title,
        "unit": metric.unit,
        "lower_is_better": metric.lower_is_better,
        "summary": {name: dataclasses.asdict(found) for name, found in summaries.items() if found},
        "samples": findings.values.get(metric.name, {}),
    }


def short_table(results: Results) -> str:
    """The table for the README: medians, and how many times Lanai's figure the others' are. No variants."""
    rows = [(findings, metric) for findings, metric in results.rows() if metric.headline]
    shown = [framework for framework in results.frameworks.values() if not framework.variant]
    made = table(
        shown, [(metric.short or metric.title, findings, metric) for findings, metric in rows], short_cell
    )
    return made + "\n" + source_line(results)


def page(results: Results) -> str:
    """The full report."""
    parts = ["# Benchmarks", introduction(results), *(picture(plot, ".") for plot in plots.shown(results))]
    for findings in results.findings:
        parts += section(results, findings)
    parts += ["## Machine and versions", listing(results.machine), versions(results)]
    if results.remarks:
        parts += ["## Remarks", "\n".join(f"- {remark}" for remark in results.remarks)]
    return "\n\n".join(parts) + "\n"


def section(results: Results, findings: Findings) -> list[str]:
    """One measure: its heading, how it is measured, the table, and who stays out of it and why."""
    measure = findings.measure
    rows = [(metric.title, findings, metric) for metric in measure.metrics]
    parts = [
        f"## {measure.title}",
        measure.how,
        table(results.frameworks.values(), rows, full_cell).rstrip(),
    ]
    reasons = [
        f"- {framework.title} is left out: {framework.left_out[measure.name]}."
        for framework in results.frameworks.values()
        if measure.name in framework.left_out and not framework.variant
    ]
    return [*parts, "\n".join(reasons)] if reasons else parts


def picture(plot: plots.Plot, folder: str) -> str:
    """The plot as Markdown, in the colours of the reader's page."""
    light, dark = (f"{folder}/{plot.name}-{colours.name}.svg" for colours in plots.COLOURS)
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img alt="{plot.title}" src="{light}" width="100%"></picture>'
        f"\n\n*{plot.title}.*"
    )


def introduction(results: Results) -> str:
    """How to read the tables."""
    return (
        "Written by `python -m benchmarks`. All frameworks were measured in one run on one machine, with the "
        "same browser, in turn within every round. A cell holds the median over the rounds and, in brackets where there "
        "are several, what the middle four fifths of them lie between; then how many times Lanai's figure and the figure "
        f"of the page by hand it is. Counts and times: the {results.plan.name} plan in `benchmarks/plan.py`. "
        "Every round's value is in [results.json](results.json)."
    )


def table(frameworks: Iterable[Framework], rows: list[Row], cell: Cell) -> str:
    """A Markdown table of the rows in which a framework has a figure, with a column for each that has one."""
    columns = [framework for framework in frameworks if any(has(framework, row) for row in rows)]
    rows = [row for row in rows if any(has(framework, row) for framework in columns)]
    lines = [
        line(["", *(framework.title for framework in columns)]),
        line(["---", *("---:" for _ in columns)]),
        *(
            line([title, *(cell(found, metric, framework.name) for framework in columns)])
            for title, found, metric in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def has(framework: Framework, row: Row) -> bool:
    """Whether there is a figure of the framework in the row."""
    _, findings, metric = row
    return findings.summary(metric, framework.name) is not None


def line(cells: list[str]) -> str:
    """One line of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def short_cell(findings: Findings, metric: Metric, name: str) -> str:
    """The median, and its ratio to Lanai's."""
    summary = findings.summary(metric, name)
    if summary is None:
        return "–"
    ratio = times(summary, findings.summary(metric, OURS)) if name != OURS else None
    return stacked([amount(summary.median, metric.unit), *([ratio] if ratio else [])])


def full_cell(findings: Findings, metric: Metric, name: str) -> str:
    """The median with its spread, and its ratios to Lanai's and to the floor's."""
    summary = findings.summary(metric, name)
    if summary is None:
        return "–"
    spread = [f"[{number(summary.p10)}–{number(summary.p90)}]"] if summary.n > 1 else []
    ratios = [
        f"{ratio} {'Lanai' if reference == OURS else 'by hand'}"
        for reference in (OURS, FLOOR)
        if reference != name and (ratio := times(summary, findings.summary(metric, reference)))
    ]
    return stacked([f"**{amount(summary.median, metric.unit)}**", *spread, *ratios])


def stacked(lines: list[str]) -> str:
    """The lines of a cell, none of which a narrow column breaks."""
    return "<br>".join(lines).replace(" ", "\N{NO-BREAK SPACE}")


def times(summary: Summary, reference: Summary | None) -> str | None:
    """A ratio as text, or None where there is nothing to compare with."""
    ratio = summary.ratio(reference) if reference else None
    return None if ratio is None or summary.median <= 0 else f"{number(ratio)}×"


def source_line(results: Results) -> str:
    """Where the short table's figures come from."""
    shown = [
        f"{framework.title} {results.environments[name].versions[framework.distributions[0]]}"
        for name, framework in results.frameworks.items()
        if name != FLOOR and not framework.variant
    ]
    machine = results.machine
    source = "; ".join(
        [machine["when"], machine["processor"], machine["browser"], ", ".join(shown) or "by hand"]
    )
    return f"Medians of one run ({source}); below each, how many times Lanai's figure. –: not measured; the full report says why.\n"


def listing(entries: dict[str, str]) -> str:
    """A Markdown list of names and values."""
    return "\n".join(f"- {name}: {value}" for name, value in entries.items())


def versions(results: Results) -> str:
    """What each framework ran with."""
    lines = []
    for name, framework in results.frameworks.items():
        found = ", ".join(f"{key} {value}" for key, value in results.environments[name].versions.items())
        lines.append(f"- {framework.title}: {framework.note} ({found})")
    return "\n".join(lines)
