"""What is said about a list of samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


def quantile(samples: Sequence[float], q: float) -> float:
    """The `q`-quantile (0 to 1) of `samples`, linear between neighbours.

    Raises ValueError when there are no samples or `q` is outside 0..1.
    """
    if not samples:
        raise ValueError("expected at least one sample, got none")
    if not 0 <= q <= 1:
        raise ValueError(f"expected a quantile from 0 to 1, got {q}")
    ordered = sorted(samples)
    place = q * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def median(samples: Sequence[float]) -> float:
    """The middle of `samples`. Raises ValueError when there are none."""
    return quantile(samples, 0.5)


def without_waiting(times: Sequence[float], every: float) -> list[float]:
    """The times that somebody would have seen who asks at every `every`, whether he was answered or not; one unit for all.

    Who waits for an answer before he asks again meets a stop of a second once, and then many quick answers; those who
    would have asked meanwhile are added here, so that quantiles are of time and not of answers.
    """
    return [time - place * every for time in times for place in range(max(1, int(time // every)))]


def gaps(times: Sequence[float]) -> list[float]:
    """The distances between successive `times`, in their unit; one fewer than there are times."""
    return [after - before for before, after in pairwise(times)]


@dataclass(frozen=True)
class Summary:
    """The median of some samples, and the range that holds the middle four fifths of them."""

    median: float
    p10: float
    p90: float
    n: int

    @classmethod
    def of(cls, samples: Sequence[float]) -> Summary:
        """Summarise `samples`. Raises ValueError when there are none."""
        return cls(median(samples), quantile(samples, 0.1), quantile(samples, 0.9), len(samples))

    def ratio(self, reference: Summary) -> float | None:
        """How many times `reference` this is (medians), or None where the reference is not above zero."""
        return self.median / reference.median if reference.median > 0 else None
