"""Components of the app's own."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.custom.children import Child, Children
    from lanai.components.custom.esm import (
        AnyWidgetComponent,
        ESMEvent,
        JSComponent,
        ReactComponent,
        ReactiveESM,
    )
    from lanai.components.custom.python import PyComponent
    from lanai.components.custom.reactivehtml import ReactiveHTML

__all__ = [
    "AnyWidgetComponent",
    "Child",
    "Children",
    "ESMEvent",
    "JSComponent",
    "PyComponent",
    "ReactComponent",
    "ReactiveESM",
    "ReactiveHTML",
]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".children": "Child Children",
            ".esm": "AnyWidgetComponent ESMEvent JSComponent ReactComponent ReactiveESM",
            ".python": "PyComponent",
            ".reactivehtml": "ReactiveHTML",
        },
    )
