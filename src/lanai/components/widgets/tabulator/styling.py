"""`table.style`: a pandas Styler whose colours the table shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanai.components.frames import Frame
from lanai.components.frames.encoding import encode_integers
from lanai.components.frames.pandas import PandasFrame
from lanai.core.lazy import load
from lanai.errors import BadArgument


class TableStyle:
    """A pandas Styler of the table's value. Every method of the Styler's is there, and shows in the table at once.

    What was asked for is applied again to each new value.
    """

    def __init__(self, frame: Frame, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._styler = _styler(frame)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._styler, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            result = found(*args, **kwargs)
            if type(result) is not type(self._styler):
                return result
            self._styler = result
            self._changed()
            return self

        return call

    def follow(self, frame: Frame) -> None:
        """The table has another value."""
        if frame.native is self._styler.data:
            self._styler.ctx.clear()
            return
        asked = self._styler.export()
        self._styler = _styler(frame).use(asked)

    def compute(self) -> dict[str, Any]:
        """The CSS of each cell: `css`, the texts, and for each field the number of each cell's text, -1 for none."""
        styler = self._styler
        styler.ctx.clear()
        styler._compute()
        return _gathered(styler)


def _styler(frame: Frame) -> Any:
    if not isinstance(frame, PandasFrame):
        raise BadArgument(
            "Expected a pandas DataFrame as the value of a table that is styled, got another library's."
        )
    load("jinja2", needed_for="the style of a table")
    return frame.native.style


def _gathered(styler: Any) -> dict[str, Any]:
    numpy = load("numpy", needed_for="tables")
    texts: dict[str, int] = {}
    rows = len(styler.data)
    cells: dict[int, Any] = {}
    for (row, place), rules in styler.ctx.items():
        text = "; ".join(f"{name}: {value}" for name, value in rules)
        if not text:
            continue
        if place not in cells:
            cells[place] = numpy.full(rows, -1, dtype="int32")
        cells[place][row] = texts.setdefault(text, len(texts))
    return {"css": list(texts), "cells": cells}


def encode_styles(styles: dict[str, Any] | None, frame: Frame, rows: Any) -> dict[str, Any] | None:
    """The styles of the rows that travel, as they travel."""
    if styles is None or not styles["css"]:
        return None
    data = [column for column in frame.columns if not column.index]
    cells = {
        data[place].field: encode_integers(numbers if rows is None else numbers[rows])
        for place, numbers in styles["cells"].items()
    }
    return {"css": styles["css"], "cells": cells}
