"""Tqdm: a loop's progress, by the tqdm library."""

from __future__ import annotations

import functools
import io
import math
import threading
import weakref
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.indicators.base import ValueIndicator
from lanai.components.indicators.progress import UNKNOWN, Progress
from lanai.components.layout import Column, Row
from lanai.components.pane.text import Str
from lanai.components.parameters import Margin
from lanai.core.lazy import load
from lanai.errors import BadArgument

_WRITTEN = "{desc}{percentage:.0f}% {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_fmt}{postfix}]"

_LAYOUTS: Mapping[str, type[Row | Column]] = MappingProxyType({"row": Row, "column": Column})


class Tqdm(ValueIndicator):
    """Shows how far a loop is: `for item in tqdm(items)`, with all that `tqdm.tqdm` takes.

    One bar may follow several loops, one after the other; of nested loops each needs its own.
    `layout`, when it is made, is 'column' (the text above the bar) or 'row', or a layout that holds both.
    """

    layout: Any = param.ClassSelector(
        class_=(Row, Column), default=None, allow_None=True, doc="Holds bar and text."
    )
    lock = param.Parameter(
        default=None, doc="Accepted for compatibility; each bar may be used by any thread."
    )
    margin = Margin(default=0, allow_None=True, doc="Space around it in px.")
    max = param.Integer(default=100, bounds=(0, None), doc="The value at which all is done.")
    progress: Any = param.ClassSelector(
        class_=Progress, default=None, allow_None=True, doc="The bar.", allow_refs=False
    )
    text = param.String(default="", doc="How far it is, how long it took and how long it will take.")
    text_pane: Any = param.ClassSelector(
        class_=Str, default=None, allow_None=True, doc="Shows the text.", allow_refs=False
    )
    value = param.Integer(default=0, bounds=(UNKNOWN, None), doc="How far it is; -1 if unknown.")
    width = param.Integer(default=400, bounds=(0, None), allow_None=True, doc="Width in px.")
    write_to_console = param.Boolean(default=False, doc="Whether the bar shows in the terminal too.")

    _children: ClassVar[tuple[str, ...]] = ("layout",)
    _renamed: ClassVar[Mapping[str, str]] = {"layout": "objects"}
    _local: ClassVar[frozenset[str]] = ValueIndicator._local | {
        "lock", "max", "progress", "text", "text_pane", "value", "write_to_console",
    }  # fmt: skip

    def __init__(self, *, layout: str | Row | Column | None = "column", **params: Any) -> None:
        progress = params.pop("progress", None) or Progress(
            active=False, sizing_mode="stretch_width", min_width=100, margin=(5, 10)
        )
        text_pane = params.pop("text_pane", None) or Str(
            sizing_mode="stretch_width", min_height=20, margin=(5, 10, 0, 10)
        )
        for name, part, kind in (("progress", progress, Progress), ("text_pane", text_pane, Str)):
            if not isinstance(part, kind):
                raise BadArgument(
                    f"Expected a {kind.__name__} as {name} of a Tqdm, got {type(part).__name__}."
                )
        progress.param.update(value=params.get("value", 0), max=params.get("max", 100))
        super().__init__(
            progress=progress, text_pane=text_pane, layout=_arranged(layout, text_pane, progress), **params
        )

    def __call__(self, *args: Any, **options: Any) -> Any:
        """An iterable over what is given that shows here how far it is; arguments and methods are those of `tqdm.tqdm`.

        Raises `MissingDependency` where the tqdm library is not installed.
        """
        return _bar_type()(*args, indicator=self, **options)

    def reset(self) -> None:
        """Show an empty bar without text."""
        self.param.update(value=0, text="")

    def clone(self, **params: Any) -> Any:
        """A new one of this kind with the same parameters, but for `params`, and a bar and a text of its own."""
        return super().clone(**{"layout": "column", "progress": None, "text_pane": None, **params})

    def children_of(self, name: str) -> Sequence[Component]:
        return (self.layout,)

    def _changed(self, name: str) -> None:
        if name == "max":
            self.progress.max = self.max
        elif name == "value":
            self.progress.param.update(value=self.value, active=self.value == UNKNOWN)
        elif name == "text":
            self.text_pane.object = self.text
        super()._changed(name)

    def _follow(self, done: float, total: float | None, text: str) -> None:
        """Show that `done` of `total` is done, in the words of `text`."""
        if total is None:
            self.param.update(value=UNKNOWN, text=text)
        else:
            self.param.update(max=math.ceil(total), value=int(done), text=text)


def _arranged(layout: str | Row | Column | None, text_pane: Str, progress: Progress) -> Row | Column:
    if isinstance(layout, (Row, Column)):
        return layout
    kind = _LAYOUTS.get(layout or "column")
    if kind is None:
        raise BadArgument(
            f"Expected the layout of a Tqdm to be 'row' or 'column', or a layout, got {layout!r}."
        )
    return kind(text_pane, progress, sizing_mode="stretch_width")


@functools.cache
def _bar_type() -> Any:
    """The library's bar, which shows itself in an indicator. Made when the library is first needed."""
    library: Any = load("tqdm.asyncio", needed_for="pn.indicators.Tqdm").tqdm_asyncio

    class Bar(library):  # type: ignore[misc]
        """A loop's bar."""

        monitor_interval = (
            0  # the library's watching thread; the bar looks at the clock at every step instead
        )
        _lock = threading.RLock()
        _instances: ClassVar[weakref.WeakSet[Any]] = weakref.WeakSet()

        def __init__(self, *args: Any, indicator: Tqdm, **options: Any) -> None:
            self._indicator = indicator
            if not indicator.write_to_console:
                self._lock = threading.RLock()  # nobody waits for what follows another visitor's bar
                options.update(file=io.StringIO(), position=0)
            super().__init__(*args, **{"miniters": 1, **options})

        def display(self, msg: str | None = None, pos: int | None = None) -> Any:
            if msg is None:
                self._indicator._follow(self.n, self.total, self._words())
            elif not msg:
                self._indicator.reset()
            if self._indicator.write_to_console:
                return super().display(msg, pos)
            return True

        def _words(self) -> str:
            facts = dict(self.format_dict)
            if self.total is not None:
                facts["bar_format"] = _WRITTEN
                facts["prefix"] = f"{self.desc.removesuffix(': ')}: " if self.desc else ""
            return str(self.format_meter(**facts))

    return Bar
