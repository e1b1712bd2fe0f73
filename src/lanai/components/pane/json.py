"""JSON: nested data as a tree that opens and closes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import is_json
from lanai.components.parameters import Choice
from lanai.errors import BadArgument


class JSON(Pane):
    """Shows `object`, a text of JSON or what JSON can be made of, as a tree whose branches open and close.

    Text that is no JSON is shown with what is wrong about it. Numbers of any size keep all their digits; NaN and
    infinities are shown by name. Raises `BadArgument` for an object of which no JSON can be made.
    """

    depth = param.Integer(
        default=1,
        bounds=(-1, None),
        allow_None=True,
        doc="How many levels are open at first; -1 or None: all.",
    )
    enable_streaming = param.Boolean(default=False, doc="Accepted for compatibility; a tree comes as one.")
    encoder = param.ClassSelector(
        class_=json.JSONEncoder,
        is_instance=False,
        default=None,
        allow_None=True,
        doc="A class that makes JSON of objects of other kinds.",
    )
    hover_preview = param.Boolean(
        default=False, doc="Whether a closed branch tells its contents under the pointer."
    )
    theme = Choice("light", ["light", "dark"], doc="'light' is as the page is, 'dark' is always dark.")

    priority: ClassVar[float] = 0.1
    _local: ClassVar[frozenset[str]] = Pane._local | {"enable_streaming", "encoder"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "text"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"encoder": ("object",)}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_json(obj)

    def read(self, obj: Any) -> Any:
        """The JSON text; None for no object."""
        if obj is None or isinstance(obj, str):
            return obj
        try:
            try:
                return json.dumps(obj, cls=self.encoder, allow_nan=False, ensure_ascii=False)
            except ValueError:  # JSON has neither NaN nor infinities
                return json.dumps(
                    json.loads(json.dumps(obj, cls=self.encoder), parse_constant=str), ensure_ascii=False
                )
        except (TypeError, ValueError, RecursionError) as error:
            raise BadArgument(
                f"pn.pane.JSON shows what JSON can be made of, got {type(obj).__qualname__}: {error}. Give an `encoder`, "
                "a subclass of json.JSONEncoder, for objects of other kinds."
            ) from error
