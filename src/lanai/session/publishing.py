"""Parameters that programs may read and set from outside: what `pn.state.publish` arranges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import param

from lanai.core.failures import summary_of, text_of
from lanai.core.protocols import CurrentSession
from lanai.errors import BadArgument, BadValue

_NAME = re.compile(r"[\w.~-]{1,200}", re.ASCII)

CODE = (param.Event, param.Action, param.Callable)
"""Kinds of parameters that hold code: no program gets or sets them from outside."""


class Publication:
    """The parameters `names` of one object. `session` is whose it is; None: the process's."""

    def __init__(
        self, target: param.Parameterized, names: Sequence[str], session: CurrentSession | None
    ) -> None:
        self.target = target
        self.names = tuple(names)
        self.session = session

    def values(self) -> dict[str, Any]:
        """Their values as JSON has them, by name. Raises `BadValue` for one that JSON has nothing for."""
        return {name: self._plain(name) for name in self.names}

    def _plain(self, name: str) -> Any:
        value = getattr(self.target, name)
        try:
            return self.target.param[name].serialize(value)
        except BaseException as error:
            raise BadValue(
                f"The value of {name!r} cannot be written as JSON: {summary_of(error)}."
            ) from error

    def from_plain(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """The values that JSON means, by name. Raises `BadValue`."""
        self._check(plain)
        found: dict[str, Any] = {}
        for name, value in plain.items():
            try:
                found[name] = self.target.param[name].deserialize(value)
            except (TypeError, ValueError) as error:
                raise BadValue(f"The value for {name!r} cannot be read: {text_of(error)}") from error
        return found

    def set(self, values: Mapping[str, Any]) -> None:
        """Set them, all or none. Raises `BadValue` for what a parameter does not take."""
        for name, value in values.items():
            parameter = self.target.param[name]
            if parameter.constant or parameter.readonly:
                raise BadValue(f"{name!r} cannot be set: it is constant.")
            try:
                parameter._validate(value)
            except (TypeError, ValueError) as error:
                raise BadValue(text_of(error)) from error
        self.target.param.update(**values)

    def _check(self, names: Mapping[str, Any]) -> None:
        for name in names:
            if name not in self.names:
                raise BadValue(f"Expected some of {', '.join(self.names)}, got {name!r}.")


class Publications:
    """What one process has published, by name; under each name, the latest last."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Publication]] = {}

    def add(
        self,
        name: str,
        target: param.Parameterized,
        parameters: Sequence[str] | None,
        session: CurrentSession | None,
    ) -> None:
        """Publish parameters of `target`, or all its public ones, until its session ends.

        Raises `BadArgument` for what is no name, no Parameterized or none of its parameters, and where the
        others under that name have other parameters.
        """
        publication = Publication(target, _names(name, target, parameters), session)
        there = self._by_name.setdefault(name, [])
        if there and there[0].names != publication.names:
            raise BadArgument(
                f"Expected the parameters {', '.join(there[0].names)} for {name!r}, as they are published under that "
                f"name already, got {', '.join(publication.names)}. Choose another name."
            )
        there.append(publication)
        if session is not None:
            session.when_closed(lambda: self._remove(name, publication))

    def find(self, name: str) -> list[Publication]:
        """What is published under that name; nothing where there is nothing."""
        return list(self._by_name.get(name, ()))

    def clear(self) -> None:
        """Publish nothing any more."""
        self._by_name.clear()

    def _remove(self, name: str, publication: Publication) -> None:
        left = [other for other in self._by_name.get(name, ()) if other is not publication]
        if left:
            self._by_name[name] = left
        else:
            self._by_name.pop(name, None)


def _names(name: str, target: param.Parameterized, parameters: Sequence[str] | None) -> list[str]:
    """The parameters that are meant. Raises `BadArgument`."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise BadArgument(f"Expected a name of letters, digits and '.~_-' to publish under, got {name!r}.")
    if not isinstance(target, param.Parameterized):
        raise BadArgument(f"Expected a Parameterized object to publish, got {target!r}.")
    known = [key for key in target.param if target.param[key].precedence != -1 or key == "name"]
    data = [key for key in known if not isinstance(target.param[key], CODE)]
    if parameters is None:
        return [key for key in data if not key.startswith("_")]
    for key in parameters:
        if key not in target.param or isinstance(target.param[key], CODE):
            raise BadArgument(
                f"Expected parameters of {type(target).__name__} that hold values, such as {', '.join(data)}; got {key!r}."
            )
    return list(parameters)
