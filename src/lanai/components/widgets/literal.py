"""LiteralInput: a Python literal, such as a list or a dict, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.components.widgets.literals import PIECE, read_literal
from lanai.errors import BadArgument, BadValue

LONGEST = 100_000
"""Characters of a literal."""

KINDS = ((param.Dict, dict), (param.List, list), (param.Tuple, tuple))
"""Kinds of parameters whose values are of one type."""


class LiteralInput(Widget):
    """A field for a Python literal: a number, a text in quotes, a list, a tuple, a dict. None is the empty field.

    `type` (a class, or a tuple of them) says which are taken. With `serializer='json'` the text is JSON. What is no
    literal, or of another type, is refused. `value` follows when it is entered.
    """

    placeholder = param.String(default="", doc="Text in the empty field.")
    serializer = Choice("ast", ["ast", "json"], doc="How the value is written: as Python has it, or as JSON.")
    type = param.ClassSelector(
        class_=(type, tuple), is_instance=True, default=None, allow_None=True, doc="Which values are taken."
    )
    value = param.Parameter(default=None, doc="The value entered.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _local: ClassVar[frozenset[str]] = Widget._local | {"type", "serializer"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"serializer": ("value",)}

    _foreign: ClassVar[frozenset[str]] = frozenset({"serializer", "value"})

    _text = ""

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        if self.type is not None and self.value is not None and not isinstance(self.value, self.type):
            raise BadArgument(
                f"Expected {_words(self.type)} as value of a LiteralInput, got {self.value!r}. Change `type` or `value`."
            )

    def _changed(self, name: str) -> None:
        if name in {"value", "serializer"}:
            value = self.value
            self._text = "" if value is None else self._write(value)
            if self.value is not value:  # another thread has set it meanwhile, and may have been quicker
                self._changed(name)
                return
        super()._changed(name)

    def _write(self, value: Any) -> str:
        return json.dumps(value, default=repr) if self.serializer == "json" else repr(value)

    def encode(self, name: str, value: Any) -> Any:
        return self._text if name == "value" else super().encode(name, value)

    def _limit_of(self, name: str) -> Limit:
        """Room for twice the present text, as the app may have put a long one there."""
        return Limit(max(LONGEST, 2 * len(self._text))) if name == "value" else super()._limit_of(name)

    def _takes_long(self, name: str, data: Any) -> bool:
        return isinstance(data, str) and len(data) > PIECE

    def decode(self, name: str, data: Any) -> Any:
        text = expect(super().decode(name, data), str, name).strip()
        if not text:
            return None
        try:
            value = json.loads(text) if self.serializer == "json" else read_literal(text)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            raise BadValue(f"Expected a literal for {self.label!r}, such as [1, 2] or 'text'.") from None
        if self.type is not None and not isinstance(value, self.type):
            raise BadValue(f"Expected {_words(self.type)} for {self.label!r}, got {type(value).__name__}.")
        return value

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        kind = next((kind for known, kind in KINDS if isinstance(parameter, known)), None)
        return {**super()._from_parameter(parameter), **({} if kind is None else {"type": kind})}


def _words(kinds: Any) -> str:
    return " or ".join(kind.__name__ for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
