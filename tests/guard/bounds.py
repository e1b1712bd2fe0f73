"""What the ways cost when it was last recorded, how much more they may cost, and what to say of one that costs more."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from tests.guard.measuring import Cost

FOLDER = Path(__file__).parent / "recorded"
THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
LIBRARIES = ("param", "bokeh", "starlette", "msgspec")

UNITS = MappingProxyType(
    {
        "instructions": "instructions",
        "sent": "bytes sent",
        "peak": "bytes at the peak",
        "kept": "bytes kept",
        "blocks": "blocks of memory kept",
    }
)
MARGINS = MappingProxyType({"instructions": 0.10, "sent": 0.10, "peak": 0.25, "kept": 0.10, "blocks": 0.10})
"""Shares by which a figure may grow. The figures themselves differ by less than a hundredth from run to run."""
SLACK = MappingProxyType({"instructions": 50, "sent": 16, "peak": 1024, "kept": 512, "blocks": 8})
"""What it may grow by in any case: of a small figure, a share is next to nothing."""
FOREIGN = 0.60
"""The share more for a version of Python of which there is no record: each compiles the same source to other bytecode."""
STALE = 0.30
"""A figure that has fallen by more than this share has a bound that holds nothing any more."""
MOST_FUNCTIONS = 60
"""Functions of which a record keeps the counts, those that count most."""
SHOWN = 8


@dataclass(frozen=True)
class Record:
    """What was recorded on one version of Python."""

    python: str
    versions: Mapping[str, str]
    costs: Mapping[str, Cost]

    @property
    def ours(self) -> bool:
        """Whether it is of this version of Python."""
        return self.python == THIS


def versions() -> dict[str, str]:
    """Of the libraries whose work is counted as well."""
    return {name: version(name) for name in LIBRARIES}


def read(folder: Path = FOLDER) -> Record:
    """The record of this version of Python, or else of the nearest one."""
    names = sorted(
        (file.stem for file in folder.glob("*.json")), key=lambda name: abs(_minor(name) - _minor(THIS))
    )
    if not names:
        raise FileNotFoundError(f"Expected records in {folder}, there are none. Run scripts/guard --record.")
    found = json.loads((folder / f"{names[0]}.json").read_text("utf-8"))
    costs = {name: Cost(entry["figures"], entry["by_function"]) for name, entry in found["costs"].items()}
    return Record(names[0], found["versions"], costs)


def write(costs: Mapping[str, Cost], folder: Path = FOLDER) -> Path:
    """Record what the ways cost on this version of Python. Returns the file."""
    entries = {
        name: {"figures": _whole(cost.figures), "by_function": _most(cost.by_function)}
        for name, cost in costs.items()
    }
    folder.mkdir(exist_ok=True)
    file = folder / f"{THIS}.json"
    file.write_text(json.dumps({"versions": versions(), "costs": entries}, indent=1) + "\n", "utf-8")
    return file


def bound(figure: str, recorded: float, *, ours: bool = True) -> float:
    """The most that a figure may be."""
    share = MARGINS[figure] + (0 if ours else FOREIGN)
    return max(recorded * (1 + share), recorded + SLACK[figure])


def findings(title: str, cost: Cost, record: Record, name: str) -> list[str]:
    """What is to be said against the way called `name`: nothing where it keeps its bounds."""
    if name not in record.costs:
        return [f"Of {title} nothing is recorded. Run scripts/guard --record."]
    recorded = record.costs[name]
    found = []
    for figure, value in cost.figures.items():
        before = recorded.figures.get(figure, 0)
        limit = bound(figure, before, ours=record.ours)
        if value > limit:
            found.append(_too_much(title, figure, value, before, limit))
            if figure == "instructions":
                found += _grown(cost, recorded)
        elif record.ours and value < before * (1 - STALE) - SLACK[figure]:
            found.append(_stale(title, figure, value, before))
    if found:
        found += _otherwise(record)
    return found


def _too_much(title: str, figure: str, value: float, before: float, limit: float) -> str:
    more = f"{value / before - 1:+.0%}" if before else "new"
    return (
        f"{title}: {value:,.0f} {UNITS[figure]}, at most {limit:,.0f} expected; {before:,.0f} were recorded ({more}). "
        "Find what grew and mend it, or, where it has to be so, record it anew: scripts/guard --record."
    )


def _stale(title: str, figure: str, value: float, before: float) -> str:
    return (
        f"{title}: {value:,.0f} {UNITS[figure]}, where {before:,.0f} were recorded. It is so much better that the bound "
        "would not notice the loss of it. Record it anew: scripts/guard --record."
    )


def _grown(cost: Cost, recorded: Cost) -> list[str]:
    """The functions that grew most. One that is not in the record was below the least that is."""
    least = min(recorded.by_function.values(), default=0)
    grown = {
        name: count - recorded.by_function.get(name, min(least, count))
        for name, count in cost.by_function.items()
    }
    first = sorted(grown.items(), key=lambda entry: -entry[1])[:SHOWN]
    return [f"    {more:+,} instructions in {name}" for name, more in first if more > 0]


def _otherwise(record: Record) -> list[str]:
    """What else may be the reason."""
    told = [] if record.ours else [f"  (These are bounds of Python {record.python}; this is {THIS}.)"]
    now = versions()
    told += [
        f"  (Recorded with {name} {then}; this is {name} {now[name]}.)"
        for name, then in record.versions.items()
        if now.get(name, then) != then
    ]
    return told


def _whole(figures: Mapping[str, float]) -> dict[str, int]:
    return {name: round(value) for name, value in figures.items()}


def _most(by_function: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(by_function.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_FUNCTIONS])


def _minor(name: str) -> int:
    return int(name.partition(".")[2])
