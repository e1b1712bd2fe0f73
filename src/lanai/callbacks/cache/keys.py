"""Keys: any value as a short digest, the same for equal values, in this process and in the next."""

from __future__ import annotations

import datetime as dt
import decimal
import enum
import fractions
import functools
import hashlib
import io
import pathlib
import pickle
import types
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import param

from lanai.core.lazy import loaded
from lanai.errors import NotHashable

HashFuncs = Mapping[Any, Callable[[Any], Any]]
"""Type, or its full name as a text, to a function that gives something simple to make the key of."""

_PLAIN = (
    *(type(None), bool, int, float, complex, str, type(...), range, slice, uuid.UUID),
    *(decimal.Decimal, fractions.Fraction, dt.date, dt.datetime, dt.time, dt.timedelta, dt.timezone),
)
"""Types whose `repr` tells all there is, together with the type's name."""


def digest(value: Any, hash_funcs: HashFuncs | None = None) -> bytes:
    """16 bytes that stand for `value`. Raises `NotHashable` for what holds something that has no value of its own."""
    return _Digest(hash_funcs or {}).of(value)


class _Digest:
    """Goes through one value. What is met inside itself counts as its depth, so that circles end."""

    def __init__(self, hash_funcs: HashFuncs) -> None:
        self._funcs = hash_funcs
        self._path: list[int] = []

    def of(self, value: Any) -> bytes:
        if id(value) in self._path:
            return _mix(b"circle", [str(len(self._path) - self._path.index(id(value))).encode()])
        self._path.append(id(value))
        try:
            return self._by_kind(value)
        finally:
            self._path.pop()

    def _by_kind(self, value: Any) -> bytes:
        kind = type(value)
        own = self._own(kind)
        if own is not None:
            return _mix(b"own " + _name(kind), [digest(own(value))])
        if kind in _PLAIN or isinstance(value, pathlib.PurePath):
            return _mix(_name(kind), [repr(value).encode("utf-8", "surrogatepass")])
        for find in (self._container, self._data, self._code, self._object):
            found = find(value)
            if found is not None:
                return _mix(_name(kind), found)
        raise NotHashable(f"{kind.__module__}.{kind.__qualname__}")

    def _own(self, kind: type) -> Callable[[Any], Any] | None:
        for each in kind.__mro__ if self._funcs else ():
            for key in (each, f"{each.__module__}.{each.__qualname__}"):
                if key in self._funcs:
                    return self._funcs[key]
        return None

    def _each(self, values: Iterable[Any]) -> list[bytes]:
        return [self.of(value) for value in values]

    def _container(self, value: Any) -> list[bytes] | None:
        if isinstance(value, (bytes, bytearray, memoryview)):
            return [bytes(value)]
        if type(value) in (list, tuple):
            return self._each(value)
        if type(value) in (set, frozenset):
            return sorted(self._each(value))
        if isinstance(value, Mapping):
            return sorted(self.of(key) + self.of(item) for key, item in value.items())
        if isinstance(value, enum.Enum):
            return [value.name.encode()]
        if isinstance(value, (io.BytesIO, io.StringIO)):
            return self._each([value.getvalue(), value.tell()])
        return None

    def _data(self, value: Any) -> list[bytes] | None:
        """Arrays and tables, where their libraries are loaded."""
        numpy, pandas = loaded("numpy"), loaded("pandas")
        if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
            return self._array(numpy.asarray(value))
        if pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
            return self._table(pandas, value)
        return None

    def _array(self, array: Any) -> list[bytes]:
        shape = self.of([array.dtype.str, array.dtype.descr, list(array.shape)])
        return [shape, self.of(array.tolist()) if array.dtype.hasobject else array.tobytes()]

    def _table(self, pandas: Any, table: Any) -> list[bytes]:
        if isinstance(table, pandas.DataFrame):
            columns = [table.iloc[:, place] for place in range(table.shape[1])]
            return [
                *self._table(pandas, table.columns),
                *self._table(pandas, table.index),
                *self._each(columns),
            ]
        kind = self.of([str(table.dtype), str(table.name)])
        try:
            rows = pandas.util.hash_pandas_object(table).to_numpy().tobytes()
        except TypeError:  # lists and the like in the cells
            rows = self.of(list(table))
        return [kind, rows]

    def _code(self, value: Any) -> list[bytes] | None:
        if isinstance(value, type):
            return [_name(value)]
        if isinstance(value, types.ModuleType):
            return [value.__name__.encode()]
        if isinstance(value, types.BuiltinFunctionType):
            return self._each([value.__qualname__, str(value.__module__), _owner(value)])
        if isinstance(value, types.MethodType):
            return self._each([value.__func__, value.__self__])
        if isinstance(value, types.FunctionType):
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return self._each(
                [value.__qualname__, value.__code__, value.__defaults__, value.__kwdefaults__, cells]
            )
        if isinstance(value, types.CodeType):
            return self._each(
                [
                    value.co_filename,
                    value.co_name,
                    value.co_code,
                    value.co_names,
                    value.co_varnames,
                    value.co_consts,
                ]
            )
        if isinstance(value, functools.partial):
            return self._each([value.func, value.args, value.keywords])
        return None

    def _object(self, value: Any) -> list[bytes] | None:
        """An object of some class: its parameters, or the state that a copy of it would be made of."""
        if isinstance(value, param.Parameterized):
            return [self.of({name: item for name, item in value.param.values().items() if name != "name"})]
        try:
            made = value.__reduce_ex__(4)
        except (TypeError, ValueError, AttributeError, NotImplementedError, pickle.PicklingError):
            return None
        if isinstance(made, str):
            return [made.encode()]
        return self._each(
            list(part) if index > 2 and part is not None else part for index, part in enumerate(made)
        )


def _owner(function: types.BuiltinFunctionType) -> Any:
    owner = function.__self__
    return None if isinstance(owner, types.ModuleType) else owner


def _name(kind: type) -> bytes:
    """A class of an app's script is the same in each of its sessions, whose modules differ in a number."""
    module = kind.__module__
    if module.startswith("bokeh_app_"):
        module = module.rpartition("_")[0]
    return f"{module}.{kind.__qualname__}".encode()


def _mix(kind: bytes, parts: list[bytes]) -> bytes:
    state = hashlib.blake2b(digest_size=16)
    for part in (kind, *parts):
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.digest()
