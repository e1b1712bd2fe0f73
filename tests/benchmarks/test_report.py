"""The report says what was measured, and nothing where nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import plots, report
from benchmarks.environments import Environment
from benchmarks.figures import number
from benchmarks.frameworks import frameworks
from benchmarks.measures import MEASURES
from benchmarks.plan import QUICK
from benchmarks.results import Findings, Results

NO_BREAK = "\N{NO-BREAK SPACE}"
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
    assert row == "| Click to text | 2 ms | 5 ms<br>2.5× | 1 ms<br>0.50× |".replace(
        " ms", "\N{NO-BREAK SPACE}ms"
    )


def test_the_page_shows_the_spread_and_both_ratios(results: Results) -> None:
    page = report.page(results)
    assert "**5~ms**<br>[4.2–5.8]<br>2.5×~Lanai<br>5×~by~hand".replace("~", NO_BREAK) in page
    assert "- A peer is skipped: why" in page
    assert MEASURES["click"].how in page


def test_a_framework_without_figures_leaves_no_ratio(results: Results) -> None:
    del results.findings[0].values["p50"]["lanai"]
    row = next(
        line for line in report.short_table(results).splitlines() if line.startswith("| Click to text")
    )
    assert "×" not in row


def test_one_round_has_no_spread(results: Results) -> None:
    results.findings[0].values["p50"]["panel"] = [6.0]
    assert "**6~ms**<br>3×~Lanai".replace("~", NO_BREAK) in report.page(results)


def test_who_stays_out_of_a_measure_is_named_with_the_reason(results: Results) -> None:
    results.findings.append(Findings(MEASURES["broadcast"]))
    reason = results.frameworks["dash"].left_out["broadcast"]
    assert f"- Dash is left out: {reason}." in report.page(results)
    assert reason not in report.short_table(results)


def test_a_variant_is_in_the_full_table_alone(results: Results) -> None:
    variant = frameworks()["panel_threads"]
    results.frameworks[variant.name] = variant
    results.environments[variant.name] = results.environments["panel"]
    results.findings[0].add(variant.name, {"p50": 4.0, "p95": 4.0})
    assert variant.title in report.page(results)
    assert variant.title not in report.short_table(results)


def test_a_row_without_any_figure_is_left_out(results: Results) -> None:
    growth = Findings(MEASURES["growth"])
    growth.add("lanai", {"click_10": 3.0})
    results.findings.append(growth)
    rows = [line for line in report.page(results).splitlines() if line.startswith("| Click to text beside")]
    assert rows == ["| Click to text beside 10 visitors, p50 | **3~ms** |".replace("~", NO_BREAK)]


def test_every_round_is_in_the_json(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    written = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    p50 = next(figure for figure in written["figures"] if figure["metric"] == "p50")
    assert p50["samples"]["lanai"] == [2.0, 1.0, 3.0]
    assert p50["summary"]["panel"]["median"] == 5.0
    assert written["machine"] == MACHINE


def test_the_table_goes_between_the_marks_and_nowhere_else(results: Results, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.put_into(readme, results, tmp_path / "docs")
    text = readme.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}\n{report.short_table(results)}")
    assert text.endswith(f"{report.END}\nafter\n")
    assert 'src="docs/overview-light.svg"' in text
    assert "old" not in text

    readme.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="expected the marks"):
        report.put_into(readme, results, tmp_path)
    assert readme.read_text(encoding="utf-8") == "no marks"


def test_a_plot_shows_each_framework_by_name_and_figure(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["overview-dark.svg", "overview-light.svg"]
    figure = plots.overview(results, plots.COLOURS[0])
    assert figure is not None
    [axes] = figure.axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == [framework.title for framework in results.frameworks.values()]
    written = [text.get_text() for text in axes.texts]
    assert dict(zip(names, written, strict=True))["Panel"] == "5 ms"
    assert dict(zip(names, written, strict=True))["Dash"] == "–"


def test_a_run_with_nothing_to_draw_has_no_pictures(results: Results, tmp_path: Path) -> None:
    results.findings.clear()
    readme = tmp_path / "README.md"
    readme.write_text(f"{report.BEGIN}\n{report.END}\n", encoding="utf-8")
    report.write(results, tmp_path / "docs")
    report.put_into(readme, results, tmp_path / "docs")
    assert "<picture>" not in readme.read_text(encoding="utf-8") + report.page(results)
    assert not list((tmp_path / "docs").glob("*.svg"))


def test_growth_is_a_line_through_the_steps_that_were_reached(results: Results) -> None:
    assert plots.growth(results, plots.COLOURS[0]) is None
    assert "growth-light.svg" not in report.page(results)
    growth = Findings(MEASURES["growth"])
    growth.add("lanai", {"click_10": 3.0, "click_100": 4.0})
    results.findings.append(growth)
    assert plots.series(growth, "click", "lanai") == [(10, 3.0), (100, 4.0)]
    figure = plots.growth(results, plots.COLOURS[0])
    assert figure is not None
    assert len(figure.axes[0].get_lines()) == 1
    assert "growth-light.svg" in report.page(results)


def test_plots_of_the_same_figures_are_the_same_file(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path)
    first = (tmp_path / "overview-dark.svg").read_bytes()
    report.write(results, tmp_path)
    assert (tmp_path / "overview-dark.svg").read_bytes() == first


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
    assert number(value) == text
