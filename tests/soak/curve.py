"""Memory over time, and whether it is flat."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

NOISE = 64 * 1024
"""Bytes by which two nights may differ for no reason: what tables and free lists took in between."""
A_VISITOR = 50
"""Bytes that may stay of each visitor: less than the least object with an attribute."""
RESIDENT = 8 * 1024 * 1024
"""Bytes by which the whole process may grow between the first night and the last: the allocator's own."""


@dataclass(frozen=True)
class Point:
    """One look. Memory in bytes: `resident` of the process, `traced` what Python's objects take, 0 where unknown."""

    seconds: float
    sessions: int
    visitors: int
    """How many have come so far."""
    resident: int
    traced: int
    night: bool
    """Whether everybody has gone."""


@dataclass
class Curve:
    """Looks at the memory, in order of time."""

    points: list[Point] = field(default_factory=list)

    @property
    def nights(self) -> list[Point]:
        """The looks at which nobody was there. The first day, in which all is made that is kept, is left out."""
        return [point for point in self.points if point.night][1:]

    def growth(self) -> list[str]:
        """What is to be said against it, a line each: nothing where it is flat."""
        if len(self.nights) < 2:
            return [f"expected two nights at least, got {len(self.nights)}"]
        first, last = self.nights[0], self.nights[-1]
        visitors = last.visitors - first.visitors
        most = NOISE + A_VISITOR * visitors
        found = []
        if last.traced - first.traced > most:
            found.append(_grown("Python's objects", last.traced - first.traced, most, visitors))
        if last.resident - first.resident > RESIDENT:
            found.append(_grown("the process", last.resident - first.resident, RESIDENT, visitors))
        return found

    def as_json(self) -> list[dict[str, Any]]:
        """Every look."""
        return [asdict(point) for point in self.points]


def _grown(what: str, grown: int, most: int, visitors: int) -> str:
    return (
        f"memory of {what} grew by {grown:,} bytes from the first night to the last, {grown / max(visitors, 1):,.0f} for "
        f"each of {visitors:,} visitors; at most {most:,} expected"
    )
