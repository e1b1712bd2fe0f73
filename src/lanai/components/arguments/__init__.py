"""Widgets for the arguments of a function."""

from lanai.components.arguments.interactive import Interactive

__all__ = ["Interactive"]
