"""How a figure is written."""

from __future__ import annotations


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
