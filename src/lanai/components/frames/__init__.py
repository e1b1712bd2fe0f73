"""Data frames of pandas, polars, pyarrow and others, seen in one way."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.frames.base import Column, Frame
    from lanai.components.frames.opening import open_frame
    from lanai.components.frames.recognising import is_frame

__all__ = ["Column", "Frame", "is_frame", "open_frame"]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__, {".base": "Column Frame", ".opening": "open_frame", ".recognising": "is_frame"}
    )
