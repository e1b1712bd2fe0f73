"""Times and counts that somebody gives: what is absurd is refused where it is given, not where it is used."""

from __future__ import annotations

import math
import numbers
from typing import Any, TypeGuard

import param

LONGEST = 10 * 366 * 24 * 3600.0
"""The longest time that anything may take or wait, in s: ten years."""

LONGEST_TIMER = 2**31 - 1
"""The longest time of a browser's timer, in ms; one beyond that (25 days) is over at once."""

MOST = 2**53 - 1
"""The largest count: what a browser has as a whole number."""

SHOWN = 40
"""Characters of a refused value that are told."""


def is_time(value: object, least: float = 0.0, longest: float = LONGEST) -> TypeGuard[float]:
    """Whether `value` is a number of seconds from `least` to `longest`."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= longest


def is_count(value: object, least: int = 0, most: int = MOST) -> TypeGuard[int]:
    """Whether `value` is a whole number from `least` to `most`."""
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def shown(value: object) -> str:
    """`value` for an error, however long it is."""
    if isinstance(value, int) and abs(value) > 10**SHOWN:
        return f"a number of about {math.floor(value.bit_length() * math.log10(2)) + 1} digits"
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


class Milliseconds(param.Integer[Any]):
    """A time in ms, of at most `LONGEST_TIMER`. That is no bound: an editor of it is no slider."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        super()._validate_value(value, allow_None)
        _check(self.name, value, LONGEST_TIMER, "ms, some 24 days")


class Seconds(param.Number[Any]):
    """A time in s, of at most `LONGEST`."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        super()._validate_value(value, allow_None)
        _check(self.name, value, LONGEST, "s, ten years")


class Count(param.Integer[Any]):
    """How many, at most `MOST`."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        super()._validate_value(value, allow_None)
        _check(self.name, value, MOST, "")


def _check(name: str | None, value: Any, most: float, unit: str) -> None:
    # Of whole numbers beyond any float there is no float to compare.
    number: Any = value if isinstance(value, numbers.Real) else 0
    if not -most <= number <= most:
        raise ValueError(f"Expected for {name!r} at most {most:.0f} {unit}, got {shown(value)}.")
