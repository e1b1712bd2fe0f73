"""Memory over time, and whether it is flat.

Tracing counts Python's objects to the byte, but what it keeps of each breaks up the memory that the process has from
its allocator. So either the bytes are traced, or the process is looked at, with the blocks that Python has given out.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

NOISE = 64 * 1024
"""Bytes by which two nights may differ for no reason: what tables and free lists took in between."""
A_VISITOR = 50
"""Bytes that may stay of each visitor: less than the least object with an attribute."""
BLOCKS = 6000
"""Blocks of Python's by which two nights may differ for no reason, of some 400,000."""
RESIDENT = 8 * 1024 * 1024
"""Bytes by which the process may grow between the first night and the last: what the allocator takes until it has settled."""


@dataclass(frozen=True)
class Point:
    """One look. `resident` is the process's memory in bytes, `blocks` counts what Python has given out.

    `traced` is how many bytes that is, 0 where it is not traced.
    """

    seconds: float
    sessions: int
    visitors: int
    """How many have come so far."""
    resident: int
    blocks: int
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
        judged = [("blocks of Python's memory", last.blocks - first.blocks, BLOCKS + visitors)]
        if last.traced:
            judged.append(
                ("bytes of Python's objects", last.traced - first.traced, NOISE + A_VISITOR * visitors)
            )
        else:
            judged.append(("bytes of the process", last.resident - first.resident, RESIDENT))
        return [_grown(what, grown, most, visitors) for what, grown, most in judged if grown > most]

    def as_json(self) -> list[dict[str, Any]]:
        """Every look."""
        return [asdict(point) for point in self.points]


def _grown(what: str, grown: int, most: int, visitors: int) -> str:
    return (
        f"{grown:,} {what} more in the last night than in the first, {grown / max(visitors, 1):,.0f} for each of "
        f"{visitors:,} visitors; at most {most:,} expected"
    )
