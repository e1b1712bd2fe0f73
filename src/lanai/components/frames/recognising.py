"""What is a data frame, of whatever library."""

from __future__ import annotations

from typing import Any

from lanai.core.lazy import load, loaded


def is_frame(obj: Any) -> bool:
    """Whether `obj` is a data frame or a series. Imports nothing that the app has not."""
    pandas = loaded("pandas")
    if pandas is not None and isinstance(obj, (pandas.DataFrame, pandas.Series)):
        return True
    return is_eager(obj)


def is_eager(obj: Any) -> bool:
    """Whether `obj` is a frame that is there in full, of a library other than pandas."""
    library = type(obj).__module__.partition(".")[0]
    if library not in {"polars", "pyarrow", "modin", "cudf", "narwhals"}:
        return False
    narwhals = load("narwhals", needed_for=f"data frames of {library}")
    found = narwhals.from_native(obj, pass_through=True, eager_only=True)
    return isinstance(found, narwhals.DataFrame)
