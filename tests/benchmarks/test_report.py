"""The report says what was measured, and nothing where nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.environments import Environment
from benchmarks.frameworks import frameworks
from benchmarks.measures import MEASURES
from benchmarks.plan import QUICK
from benchmarks.results import Findings, Results

MACHINE = {"when": "2030-01-01 00:00 UTC", "processor": "A processor", "browser": "Chromium 1"}


@pytest.fixture
def results() -> Results:
    """Three rounds of Lanai and of the floor, two of Panel, of one measure."""
    chosen = {name: framework for name, framework in frameworks().items() if framework.measures is None}
    environments = {
        name: Environment(Path("python"), dict.fromkeys(framework.distributions, "1.2.3"))
        for name, framework in chosen.items()
    }
    findings = Findings(MEASURES["click"])
    for name, rounds in {"lanai": [2.0, 1.0, 3.0], "panel": [6.0, 4.0], "floor": [1.0, 1.0, 1.0]}.items():
        for p50 in rounds:
            findings.add(name, {"p50": p50, "p95": p50 * 2})
    return Results(QUICK, MACHINE, chosen, environments, [findings], ["A peer is skipped: why"])


def test_the_short_table_compares_with_lanai(results: Results) -> None:
    row = next(
        line for line in report.short_table(results).splitlines() if line.startswith("| Click to text")
    )
    assert row == "| Click to text, p50 | 2 ms | 5 ms (2.5×) | 1 ms (0.50×) |"


def test_the_page_shows_the_spread_and_both_ratios(results: Results) -> None:
    page = report.page(results)
    assert "**5 ms** [4.2–5.8]<br>2.5× Lanai<br>5× by hand" in page
    assert "- A peer is skipped: why" in page
    assert MEASURES["click"].how in page


def test_a_framework_without_figures_leaves_no_ratio(results: Results) -> None:
    del results.findings[0].values["p50"]["lanai"]
    row = next(
        line for line in report.short_table(results).splitlines() if line.startswith("| Click to text")
    )
    assert "×" not in row


def test_every_round_is_in_the_json(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    written = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    p50 = next(figure for figure in written["figures"] if figure["metric"] == "p50")
    assert p50["samples"]["lanai"] == [2.0, 1.0, 3.0]
    assert p50["summary"]["panel"]["median"] == 5.0
    assert written["machine"] == MACHINE


def test_the_table_goes_between_the_marks_and_nowhere_else(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.put_into(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == f"before\n{report.BEGIN}\nnew\n{report.END}\nafter\n"

    readme.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="expected the marks"):
        report.put_into(readme, "new\n")
    assert readme.read_text(encoding="utf-8") == "no marks"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1923.4, "1,923"),
        (57.2, "57"),
        (8.12, "8.1"),
        (0.254, "0.25"),
        (0.00213, "0.0021"),
        (13.0, "13"),
        (0.0, "0"),
    ],
)
def test_figures_have_two_or_three_digits(value: float, text: str) -> None:
    assert report.number(value) == text
