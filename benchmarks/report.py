"""Writes what a run has found: every figure in JSON, a full page and a short table in Markdown."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.frameworks import FLOOR, OURS
from benchmarks.measures import Metric
from benchmarks.results import Findings, Results
from benchmarks.stats import Summary

BEGIN = "<!-- benchmarks: begin -->"
END = "<!-- benchmarks: end -->"

Cell = Callable[[Findings, Metric, str], str]


def write(results: Results, folder: Path) -> list[Path]:
    """Write `results.json`, `README.md` and `table.md` into `folder`; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "results.json": json.dumps(as_json(results), indent=1) + "\n",
        "README.md": page(results),
        "table.md": short_table(results),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def put_into(readme: Path, table: str) -> None:
    """Replace what stands between the benchmark marks of `readme`. Raises ValueError without the marks."""
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(
            f"expected the marks {BEGIN} and {END} in {readme.name}; add them where the table goes"
        )
    readme.write_text(f"{before}{BEGIN}\n{table}{END}{after}", encoding="utf-8")


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
    """The table for the README: medians, and how many times Lanai's figure the others' are."""
    rows = [(findings, metric) for findings, metric in results.rows() if metric.headline]
    return table(results, rows, short_cell) + "\n" + source_line(results)


def page(results: Results) -> str:
    """The full report."""
    parts = ["# Benchmarks", introduction(results)]
    for findings in results.findings:
        measure = findings.measure
        rows = [(findings, metric) for metric in measure.metrics]
        parts += [f"## {measure.title}", measure.how, table(results, rows, full_cell).rstrip()]
    parts += ["## Machine and versions", listing(results.machine), versions(results)]
    if results.remarks:
        parts += ["## Remarks", "\n".join(f"- {remark}" for remark in results.remarks)]
    return "\n\n".join(parts) + "\n"


def introduction(results: Results) -> str:
    """How to read the tables."""
    return (
        "Written by `python -m benchmarks`. All frameworks were measured in one run on one machine, with the "
        "same browser, in turn within every round. A cell holds the median over the rounds and, in brackets, "
        "what the middle four fifths of them lie between; then how many times Lanai's figure and the figure "
        f"of the page by hand it is. Counts and times: the {results.plan.name} plan in `benchmarks/plan.py`. "
        "Every round's value is in [results.json](results.json)."
    )


def table(results: Results, rows: list[tuple[Findings, Metric]], cell: Cell) -> str:
    """A Markdown table of `rows`, with a column for each framework that has a figure in them."""
    names = [name for name in results.frameworks if any(findings.summary(m, name) for findings, m in rows)]
    titles = [results.frameworks[name].title for name in names]
    lines = [line(["", *titles]), line(["---", *("---:" for _ in names)])]
    lines += [line([metric.title, *(cell(found, metric, name) for name in names)]) for found, metric in rows]
    return "\n".join(lines) + "\n"


def line(cells: list[str]) -> str:
    """One line of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def short_cell(findings: Findings, metric: Metric, name: str) -> str:
    """The median, and its ratio to Lanai's."""
    summary = findings.summary(metric, name)
    if summary is None:
        return "–"
    ratio = times(summary, findings.summary(metric, OURS)) if name != OURS else None
    return amount(summary.median, metric.unit) + (f" ({ratio})" if ratio else "")


def full_cell(findings: Findings, metric: Metric, name: str) -> str:
    """The median with its spread, and its ratios to Lanai's and to the floor's."""
    summary = findings.summary(metric, name)
    if summary is None:
        return "–"
    spread = f"{number(summary.p10)}–{number(summary.p90)}"
    ratios = [
        f"{ratio} {'Lanai' if reference == OURS else 'by hand'}"
        for reference in (OURS, FLOOR)
        if reference != name and (ratio := times(summary, findings.summary(metric, reference)))
    ]
    return "<br>".join([f"**{amount(summary.median, metric.unit)}** [{spread}]", *ratios])


def times(summary: Summary, reference: Summary | None) -> str | None:
    """A ratio as text, or None where there is nothing to compare with."""
    ratio = summary.ratio(reference) if reference else None
    return None if ratio is None or summary.median <= 0 else f"{number(ratio)}×"


def amount(value: float, unit: str) -> str:
    """A figure with its unit."""
    return f"{number(value)} {unit}".rstrip()


def number(value: float) -> str:
    """A figure to two or three digits: 1,234, 57, 8.1, 0.25, 0.0021."""
    size = abs(value)
    if 0 < size < 0.1:
        return f"{value:.2g}"
    digits = 0 if size >= 20 or value == int(value) else 1 if size >= 2 else 2
    return f"{value:,.{digits}f}"


def source_line(results: Results) -> str:
    """Where the short table's figures come from."""
    shown = [
        f"{framework.title} {results.environments[name].versions[framework.distributions[0]]}"
        for name, framework in results.frameworks.items()
        if name != FLOOR and framework.measures is None
    ]
    machine = results.machine
    source = "; ".join(
        [machine["when"], machine["processor"], machine["browser"], ", ".join(shown) or "by hand"]
    )
    return f"Medians of one run ({source}); in brackets, how many times Lanai's figure.\n"


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
