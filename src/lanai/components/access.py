"""`component.param`, whose `update` looks only at what it updates."""

from __future__ import annotations

from typing import Any

import param
from param.parameterized import Parameters, Undefined

PLAIN = frozenset({bool, bytes, dict, float, int, list, str, tuple, type(None)})
"""Types whose values are no references, whatever they hold."""


class LeanParameters(Parameters):
    """Param's view of one component, with three quick ways.

    Param reads all of an object's values before it sets one of them, thirty and more of a component, for the case that
    somebody wants them back. Every click, edit and reference goes that way. And of every value that is set it asks whether
    that is a reference.
    """

    def _resolve_ref(self_, pobj: param.Parameter[Any], value: Any) -> Any:
        """The reference that a value is, what that depends on, what it stands for, and whether that has yet to come."""
        if value.__class__ in PLAIN and not pobj.nested_refs:
            return None, None, value, False
        return super()._resolve_ref(pobj, value)

    def _update(self_, arg: Any = Undefined, /, **kwargs: Any) -> dict[str, Any]:
        """Set parameters together. Returns the values that they had. Raises what a parameter raises, and ValueError."""
        given = {**({} if arg is Undefined else dict(arg)), **kwargs}
        known = self_._cls_parameters
        if not given.keys() <= known.keys():
            return dict(super()._update(given))  # it says what is wrong
        pulses: list[Any] = [self_[name] for name in given if hasattr(known[name], "_autotrigger_value")]
        before = {name: self_.get_value_generator(name) for name in given}
        for pulse in pulses:
            _set_mode(pulse, "set")
        self_._set_together(given)
        for pulse in pulses:
            _set_mode(pulse, "reset")
            setattr(self_.self, pulse.name, pulse._autotrigger_reset_value)
            _set_mode(pulse, "set-reset")
        return before

    def _set_together(self_, given: dict[str, Any]) -> None:
        """Watchers hear of all of it at once; where one of the values is wrong, they have yet to hear of the others."""
        batched = self_._BATCH_WATCH
        self_._BATCH_WATCH = True
        try:
            for name, value in given.items():
                setattr(self_.self, name, value)
        except BaseException:
            self_._BATCH_WATCH = False
            raise
        self_._BATCH_WATCH = batched
        if not batched:
            self_._batch_call_watchers()

    def _sync_refs(self_, *events: Any) -> None:
        """Parameters that others give the value of follow these. Functions, and what they depend on, Param works out."""
        component: Any = self_.self
        private = component._param__private
        known = self_._cls_parameters
        references = private.refs
        if not all(
            isinstance(other, param.Parameter) and not known[name].constant
            for name, other in references.items()
        ):
            super()._sync_refs(*events)
            return
        changed = {(id(event.obj), event.name) for event in events}
        values = {
            name: getattr(other.owner, other.name)
            for name, other in references.items()
            if (id(other.owner), other.name) in changed
        }
        before = private.syncing
        private.syncing = {*before, *values}
        try:
            if len(values) == 1:
                setattr(component, *values.popitem())
            else:
                self_._update(values)
        finally:
            private.syncing = before


def _set_mode(pulse: Any, mode: str) -> None:
    """Say how an Event takes its next value. Nothing watches that, so Param need not look whether something does."""
    object.__setattr__(pulse, "_mode", mode)


class LeanAccess:
    """Mixed into components: gives their `param`."""

    class _Access:
        def __get__(self, component: Any, kind: Any) -> Parameters:
            return kind._param__parameters if component is None else LeanParameters(kind, self=component)

    param = _Access()
