"""Parameter types that the components need beyond Param's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import param


class _OwnCopy:
    """A mutable default that costs nothing until it is read.

    Param copies a mutable default into every object when the object is made. Here the copy is made when an
    object's value is first read, so that a page of a thousand components holds no thousand empty lists.
    """

    __slots__ = ()

    def __get__(self, obj: Any, objtype: type | None = None) -> Any:
        if obj is None:
            return super().__get__(obj, objtype)  # type: ignore[misc]
        values = obj.__dict__["_param__private"].values
        name = self.name  # type: ignore[attr-defined]
        if name not in values:
            default = self.default  # type: ignore[attr-defined]
            if default is None:
                return None
            values[name] = default.copy()
        return values[name]


class OwnList(_OwnCopy, param.List[Any]):
    """A list; each object has its own."""

    def __init__(self, default: list[Any] | None = None, **params: Any) -> None:
        super().__init__(default=[] if default is None else default, instantiate=False, **params)


class OwnDict(_OwnCopy, param.Dict[Any]):
    """A dict; each object has its own."""

    def __init__(self, default: dict[Any, Any] | None = None, **params: Any) -> None:
        super().__init__(default={} if default is None else default, instantiate=False, **params)


class OwnOptions(_OwnCopy, param.ClassSelector[Any]):
    """Choices: a list of values, or a dict of label to value; each object has its own."""

    def __init__(self, **params: Any) -> None:
        super().__init__(default=[], class_=(list, dict), instantiate=False, **params)


class Choice(param.Selector[Any]):
    """One of a fixed few values."""

    def __init__(self, default: Any, objects: Iterable[Any], **params: Any) -> None:
        super().__init__(default=default, objects=list(objects), **params)


class Margin(param.Parameter[Any]):
    """Space around a component in px: one number, (vertical, horizontal) or (top, right, bottom, left)."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value is None and allow_None:
            return
        numbers = value if isinstance(value, (tuple, list)) else (value,)
        if len(numbers) not in (1, 2, 4) or not all(_is_number(number) for number in numbers):
            raise ValueError(
                f"Margin parameter {self.name!r} must be a number of px, or a tuple of 2 (vertical, horizontal) "
                f"or 4 (top, right, bottom, left) of them, not {value!r}."
            )


class Align(param.Parameter[Any]):
    """Where a component stands in its row or column: 'start', 'center', 'end', or (vertical, horizontal)."""

    _choices = ("auto", "start", "center", "end")

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        parts = value if isinstance(value, (tuple, list)) and len(value) == 2 else (value,)
        if not all(part in self._choices for part in parts):
            raise ValueError(
                f"Align parameter {self.name!r} must be one of {self._choices} or a tuple of two, not {value!r}."
            )


class Aspect(param.Parameter[Any]):
    """Width divided by height: a positive number, 'auto', or None."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value in (None, "auto") or (_is_number(value) and value > 0):
            return
        raise ValueError(
            f"Aspect parameter {self.name!r} must be a positive number, 'auto' or None, not {value!r}."
        )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
