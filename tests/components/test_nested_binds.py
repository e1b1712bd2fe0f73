"""Bound functions among the arguments of bound functions: each runs where it belongs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable

THREADS: list[str] = []


async def tenfold(x: int) -> int:
    await asyncio.sleep(1)
    return x * 10


def slow(x: int) -> int:
    THREADS.append(threading.current_thread().name)
    return x + 1


def shout(value: int) -> str:
    THREADS.append(threading.current_thread().name)
    return f"value {value}!"


async def later(value: int) -> str:
    await asyncio.sleep(1)
    return f"value {value}!"


def steps(value: int) -> Iterator[str]:
    yield "begun"
    yield f"value {value}!"


async def async_steps(value: int) -> AsyncIterator[str]:
    yield "begun"
    await asyncio.sleep(1)
    yield f"value {value}!"


@pytest.mark.parametrize("outer", [shout, later, steps, async_steps])
@pytest.mark.parametrize(("inner", "expected"), [(tenfold, "value 40!"), (slow, "value 5!")])
@pytest.mark.parametrize("keyword", [False, True])
def test_every_kind_in_every_kind(
    outer: Callable[..., Any], inner: Callable[..., Any], expected: str, keyword: bool
) -> None:
    THREADS.clear()

    def app() -> Viewable:
        number = pn.widgets.IntSlider(name="Number", start=0, end=10)
        argument = pn.bind(inner, number)
        return pn.Column(number, pn.bind(outer, value=argument) if keyword else pn.bind(outer, argument))

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(5)
        user.set("Number", 4)
        site.advance(5)
        assert user.sees(expected)
        assert "begun" not in user.text
    assert set(THREADS) <= {"lanai-callback-worker", "lanai-page-worker"}


def test_an_error_in_an_inner_one_shows_in_place() -> None:
    async def fail(x: int) -> int:
        raise ValueError(f"no {x}")

    def app() -> Viewable:
        number = pn.widgets.IntSlider(name="Number", start=0, end=10)
        return pn.Column(number, pn.bind(shout, pn.bind(fail, number)))

    with testing.Site(app) as site:
        user = site.visit()
        assert user.sees("ValueError : no 0") or user.sees("ValueError: no 0")
