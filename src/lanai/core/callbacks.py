"""Parameters that hold a callback of the app's: one of a kind that nobody can run is refused where it is given."""

from __future__ import annotations

from typing import Any

import param

from lanai.core.callables import check_callback, check_function


class Callback(param.Callable[Any]):
    """A function or a coroutine function. Raises `CallbackError` for anything else."""

    def __init__(self, default: Any = None, **params: Any) -> None:
        super().__init__(default, **{"allow_refs": False, **params})

    def _validate_value(self, val: Any, allow_None: bool) -> None:
        super()._validate_value(val, allow_None)
        if val is not None:
            check_callback(val, f"{self.name!r}")


class Function(param.Callable[Any]):
    """A function whose result is needed at once. Raises `CallbackError` for anything else."""

    def __init__(self, default: Any = None, **params: Any) -> None:
        super().__init__(default, **{"allow_refs": False, **params})

    def _validate_value(self, val: Any, allow_None: bool) -> None:
        super()._validate_value(val, allow_None)
        if val is not None:
            check_function(val, f"{self.name!r}")
