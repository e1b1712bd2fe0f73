"""Components of the app's own."""

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
