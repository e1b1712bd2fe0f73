"""The public face: every exported name is there, and says what it is."""

from __future__ import annotations

import importlib.util
import inspect
import types

import pytest

import lanai


def explained(value: object) -> bool:
    """Whether `help()` of the value tells a reader something of the value's own."""
    own = value if isinstance(value, types.ModuleType | type) or inspect.isroutine(value) else type(value)
    return bool((getattr(own, "__doc__", None) or "").strip())


def test_exports_are_listed_once() -> None:
    assert len(set(lanai.__all__)) == len(lanai.__all__)


def test_dir_shows_every_export() -> None:
    assert set(lanai.__all__) <= set(dir(lanai))


@pytest.mark.parametrize("name", lanai.__all__)
def test_export(name: str) -> None:
    value = getattr(lanai, name)
    assert explained(value) or isinstance(value, str), f"lanai.{name} has no docstring"


@pytest.mark.parametrize("name", ["state", "config", "serve", "extension", "panel"])
def test_no_module_has_the_name_of_a_public_object(name: str) -> None:
    """Python would put the module in the object's place as soon as anybody imports it."""
    assert importlib.util.find_spec(f"lanai.{name}") is None


def test_an_unknown_name_is_an_attribute_error() -> None:
    name = "no_such_name"
    with pytest.raises(AttributeError, match=name):
        getattr(lanai, name)
