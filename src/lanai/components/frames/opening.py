"""Data frames of any library, opened to be seen in one way."""

from __future__ import annotations

from typing import Any

from lanai.components.frames.base import Frame
from lanai.components.frames.eager import EagerFrame
from lanai.components.frames.pandas import PandasFrame
from lanai.components.frames.recognising import is_eager
from lanai.core.lazy import load, loaded
from lanai.errors import BadArgument


def open_frame(native: Any, like: Frame | None = None) -> Frame:
    """See a data frame of any library. `like` is what was seen before, if columns may have stayed the same.

    None is a frame without columns. Raises `BadArgument` for what is no data frame.
    """
    pandas = loaded("pandas")
    if native is None:
        native = load("pandas", needed_for="a table without data").DataFrame()
        pandas = loaded("pandas")
    if pandas is not None and isinstance(native, pandas.Series):
        native = native.to_frame()
    if pandas is not None and isinstance(native, pandas.DataFrame):
        return PandasFrame(native, like if isinstance(like, PandasFrame) else None)
    if is_eager(native):
        return EagerFrame(native)
    raise BadArgument(
        f"Expected a data frame of pandas, polars or pyarrow, got {type(native).__module__}."
        f"{type(native).__qualname__}. Make a pandas.DataFrame of it; a lazy frame has to be collected."
    )
