"""Parameters that are true for a moment: while those run who are to know of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import param
from param.parameterized import batch_call_watchers, instance_descriptor

_storing = threading.Lock()


class Moment(param.Event):
    """An event of a component, which each thread has for itself: true there while its watchers run.

    Param's own is one value for all threads. A second click finds it true while the callbacks of the first run, so it
    changes nothing and nobody is told; and the end of the first ends the second.
    """

    __slots__ = ()

    @property
    def _mode(self) -> str:
        """What setting it does on this thread: Param says so while it updates or triggers parameters."""
        return self._mode_of(getattr(self, "owner", None))

    @_mode.setter
    def _mode(self, mode: str) -> None:
        owner: Any = getattr(self, "owner", None)  # none while it is made or copied
        if isinstance(owner, param.Parameterized):
            state: Any = owner._param__private.parameters_state
            others = {name: other for name, other in state["modes"].items() if name != self.name}
            state["modes"] = others if mode == "set-reset" else {**others, self.name: mode}

    def _mode_of(self, owner: Any) -> str:
        if not isinstance(owner, param.Parameterized):
            return "set-reset"
        mode: str = owner._param__private.parameters_state["modes"].get(self.name, "set-reset")
        return mode

    def __get__(self, obj: Any, objtype: type | None = None) -> Any:
        if obj is None:
            return super().__get__(obj, objtype)
        return self.name in obj._param__private.parameters_state["pressed"]

    @instance_descriptor  # type: ignore[untyped-decorator]
    def __set__(self, obj: Any, val: Any) -> None:
        if obj is None or not obj._param__private.initialized:
            super().__set__(obj, val)
            return
        mode = self._mode_of(obj)
        if mode != "reset":
            with batch_call_watchers(obj), _storing:  # watchers run when the lock is free again
                param.Boolean.__set__(self, obj, val)
        if mode != "set":
            self._reset_event(obj, val)

    def _post_setter(self, obj: Any, val: Any) -> None:
        """The value is stored where all threads find it: have it for this one."""
        super()._post_setter(obj, val)
        if obj is not None:
            private = obj._param__private
            private.values.pop(self.name, None)
            pressed = private.parameters_state["pressed"] - {self.name}
            private.parameters_state["pressed"] = pressed | {self.name} if val else pressed

    @contextmanager
    def lasting(self, obj: param.Parameterized) -> Iterator[None]:
        """Once it is set in the body, on this thread, it is true until the end of the body."""
        here: Any = self if self.owner is obj else obj.param[str(self.name)]
        here._mode = "set"
        try:
            yield
        finally:
            here._mode = "set-reset"
            here._reset_event(obj, False)
