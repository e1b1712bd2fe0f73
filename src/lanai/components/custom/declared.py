"""Which parameters a class of the app's own declares."""

from __future__ import annotations

from typing import Any

import param


def declared(cls: type, base: type) -> dict[str, param.Parameter[Any]]:
    """The parameters that a class and its bases have beyond `base`."""
    found: dict[str, param.Parameter[Any]] = {}
    for kind in reversed(cls.__mro__):
        if not issubclass(base, kind):
            found.update(
                {name: each for name, each in vars(kind).items() if isinstance(each, param.Parameter)}
            )
    return found


def is_data(name: str, parameter: param.Parameter[Any]) -> bool:
    """Whether the parameter's value may travel."""
    stays = (param.Event, param.Action, param.Callable)
    return not name.startswith("_") and name != "name" and not isinstance(parameter, stays)
