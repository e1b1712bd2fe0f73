"""What a run has found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.environments import Environment
from benchmarks.frameworks import Framework
from benchmarks.measures import Measure, Metric, Sample
from benchmarks.plan import Plan
from benchmarks.stats import Summary


@dataclass
class Findings:
    """The samples of one measure: by metric name, by framework name, one value a round."""

    measure: Measure
    values: dict[str, dict[str, list[float]]] = field(default_factory=dict)

    def add(self, framework: str, sample: Sample) -> None:
        """Note one round of one framework; what it has no figure for is left out."""
        for metric in self.measure.metrics:
            if metric.name not in sample:
                continue
            self.values.setdefault(metric.name, {}).setdefault(framework, []).append(sample[metric.name])

    def summary(self, metric: Metric, framework: str) -> Summary | None:
        """What the rounds of `framework` come to, or None where there are none."""
        samples = self.values.get(metric.name, {}).get(framework)
        return Summary.of(samples) if samples else None


@dataclass
class Results:
    """Everything the report is written from."""

    plan: Plan
    machine: dict[str, str]
    frameworks: dict[str, Framework]
    environments: dict[str, Environment]
    findings: list[Findings] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What was skipped, failed or disturbed, a line each."""

    def rows(self) -> Iterator[tuple[Findings, Metric]]:
        """Every metric with the findings it belongs to, in the order of the report."""
        for findings in self.findings:
            for metric in findings.measure.metrics:
                yield findings, metric
