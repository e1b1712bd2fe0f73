"""One object whose parameters and a URL's query follow each other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import param
from param.parameterized import batch_call_watchers

from lanai.components.base import Component
from lanai.components.limits import decoded
from lanai.components.page.query import Choices, choices_among, parse, read, read_choice, write, write_choice
from lanai.core.callables import check_callback
from lanai.core.calling import call_placed
from lanai.core.context import current_session
from lanai.core.subscription import Subscription
from lanai.errors import BadArgument, BadValue

log = logging.getLogger("lanai")

OnError = Callable[[dict[str, Any]], object]
"""A function or coroutine function, called with the parameters that the URL gives a value they do not take, and those."""

Write = Callable[[Mapping[str, "str | None"]], None]
"""Puts texts into the query by key, None for none."""

CODE = (param.Event, param.Action, param.Callable)


class Sync:
    """One call of `Location.sync`: parameters of `target`, each with its key in the query.

    It ends with `release`, and with the session in which it was made. A key that is missing means `starts`, the
    values that the parameters had at first.
    """

    def __init__(
        self,
        target: param.Parameterized,
        keys: Mapping[str, str],
        write: Write,
        on_error: OnError | None,
        starts: Mapping[str, Any] | None = None,
    ) -> None:
        self.target = target
        self.keys = dict(keys)
        if on_error is not None:
            check_callback(on_error, "on_error of a Location")
        self.on_error = on_error
        self.starts = {name: getattr(target, name) for name in keys} if starts is None else dict(starts)
        self._write: Write | None = write
        self._session = current_session()
        self._subscription = Subscription([target.param[name] for name in keys], self._react)

    def release(self) -> None:
        """End it, both ways."""
        self._write = None
        self._subscription.release()

    # -- from the URL -------------------------------------------------------------------------------

    def apply(self, texts: Mapping[str, str], keys: Collection[str]) -> None:
        """Set the parameters whose keys are among `keys` to what the query's texts say.

        What is no value of the parameter changes nothing; `on_error` is told, or else the log.
        """
        failed: dict[str, Any] = {}
        with batch_call_watchers(self.target):
            for name, key in self.keys.items():
                if key not in keys:
                    continue
                try:
                    self._take(name, texts.get(key))
                except (ValueError, TypeError, BadValue):
                    failed[name] = parse(texts.get(key, "null"))
        if failed:
            self._fail(failed)

    def _fail(self, failed: dict[str, Any]) -> None:
        if self.on_error is None:
            kind = type(self.target).__name__
            names = ", ".join(failed)  # not the values: what a visitor's address says may be secret
            log.warning("The URL's query has values for %s that a %s does not take", names, kind)
        else:
            call_placed(partial(self.on_error, failed), self.on_error)

    def _take(self, name: str, text: str | None) -> None:
        if text == self.text(name):
            return
        value = self.starts[name] if text is None else self._read(name, text)
        check_entered(self.target, name, value)
        setattr(self.target, name, value)

    def _read(self, name: str, text: str) -> Any:
        choices = choices_of(self.target, name)
        if choices is not None:
            return read_choice(text, choices)
        return read(text, self.target.param[name], self.starts[name])

    # -- to the URL ---------------------------------------------------------------------------------

    def text(self, name: str) -> str | None:
        """What the query has to say for the present value; None for nothing. What has no text is logged."""
        value = getattr(self.target, name)
        if value is None and self.starts[name] is None:
            return None
        try:
            return text_of(self.target, name)
        except BadArgument:
            owner, kind = type(self.target).__name__, type(value).__name__
            log.warning("The URL cannot follow %s.%s: this %s cannot be written there", owner, name, kind)
            return None

    def _react(self, *events: Any) -> None:
        """In whoever's turn: an object may be shared by many sessions, each of which has a URL to keep."""
        names = [event.name for event in events]
        if self._session is None or current_session() is self._session:
            self._tell(names)
        else:
            self._session.turns.submit(partial(self._tell, names))

    def _tell(self, names: Collection[str]) -> None:
        if self._write is not None:
            self._write({self.keys[name]: self.text(name) for name in names})


def check_entered(target: param.Parameterized, name: str, value: Any) -> None:
    """Raise `BadValue` for a value that the visitor could not enter into the widget either."""
    if value is None or not isinstance(target, Component) or name not in target._spec.edits:
        return
    if not getattr(target, "disabled", False):
        decoded(target, name, target.encode(name, value))


def text_of(target: param.Parameterized, name: str) -> str:
    """The text for the parameter's present value. Raises `BadArgument`."""
    value, choices = getattr(target, name), choices_of(target, name)
    return write(value, target.param[name]) if choices is None else write_choice(value, choices)


def choices_of(target: param.Parameterized, name: str) -> Choices | None:
    """The choices among which a widget's `value` is. None for what is no choice of one."""
    options = getattr(target, "options", None) if name == "value" else None
    if not isinstance(options, (list, Mapping)) or isinstance(target.param[name], param.List):
        return None
    return choices_among(options) or None


def keys_for(
    target: param.Parameterized, parameters: Collection[str] | Mapping[str, str] | None
) -> dict[str, str]:
    """Parameter to key in the query, for what `Location.sync` was given. Raises `BadArgument` for unknown names.

    None means every parameter that can be set and written.
    """
    if isinstance(parameters, str):
        raise BadArgument(
            f"Expected a list of names or a dict of name to key, got {parameters!r}: write [{parameters!r}]."
        )
    if parameters is None:
        return {name: name for name in target.param if _can_be_synced(target, name)}
    keys = dict(parameters) if isinstance(parameters, Mapping) else {name: name for name in parameters}
    unknown = [name for name in keys if name not in target.param]
    if unknown:
        raise BadArgument(f"A {type(target).__name__} has no parameter {', '.join(map(repr, unknown))}.")
    return keys


def _can_be_synced(target: param.Parameterized, name: str) -> bool:
    parameter = target.param[name]
    if name == "name" or name.startswith("_") or isinstance(parameter, CODE):
        return False
    if parameter.constant or parameter.readonly:
        return False
    try:
        text_of(target, name)
    except BadArgument:
        return False
    return True
