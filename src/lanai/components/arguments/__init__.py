"""Widgets for the arguments of a function."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.arguments.interactive import Interactive

__all__ = ["Interactive"]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".interactive": "Interactive",
        },
    )
