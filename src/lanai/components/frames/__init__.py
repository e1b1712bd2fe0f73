"""Data frames of pandas, polars, pyarrow and others, seen in one way."""

from lanai.components.frames.base import Column, Frame
from lanai.components.frames.opening import is_frame, open_frame

__all__ = ["Column", "Frame", "is_frame", "open_frame"]
