"""Str: an object as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane


class Str(Pane):
    """Shows `str(object)` as plain text; nothing for None. Shows whatever no other pane is for."""

    enable_streaming = param.Boolean(
        default=False, doc="Whether of text that grows at its end only what is new travels."
    )

    priority: ClassVar[float] = 0.0
    _streams: ClassVar[bool] = True
    _local: ClassVar[frozenset[str]] = Pane._local | {"enable_streaming"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "text"}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return True

    def read(self, obj: Any) -> Any:
        return "" if obj is None else str(obj)
