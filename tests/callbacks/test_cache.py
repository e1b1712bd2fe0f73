"""`pn.cache`: what is computed once, for whom, and for how long."""

from __future__ import annotations

import asyncio
import collections
import datetime as dt
import enum
import functools
import importlib
import io
import pathlib
import pickle
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import param
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.callbacks.cache.disk import DiskStore
from lanai.callbacks.cache.keys import digest
from lanai.callbacks.cache.memory import Limits, MemoryStore, Policy, Store
from lanai.errors import BadCache, NotHashable
from lanai.session.process import Process, current_process, enter_process

pd: Any = importlib.import_module("pandas")


@pytest.fixture(autouse=True)
def _process() -> Iterator[None]:
    leave = enter_process(Process())
    yield
    leave()


class Counted:
    """Counts the calls of what is cached."""

    def __init__(self) -> None:
        self.calls: list[Any] = []

    def __call__(self, value: Any) -> None:
        self.calls.append(value)


# -- one function ------------------------------------------------------------------------------------


def test_equal_arguments_are_one_however_they_are_given() -> None:
    calls: list[Any] = []

    @pn.cache
    def add(a: int, b: int = 2, *more: int, **named: int) -> int:
        calls.append((a, b))
        return a + b

    assert [add(1), add(1, 2), add(a=1, b=2), add(b=2, a=1)] == [3, 3, 3, 3]
    assert len(calls) == 1
    add(1, 3)
    add(1, 2, 3)
    add(1, c=3)
    assert len(calls) == 4
    assert add.__name__ == "add"


def test_clear_forgets() -> None:
    calls: list[int] = []

    @pn.cache
    def f(x: int) -> None:
        calls.append(x)

    f(1)
    f.clear()  # type: ignore[attr-defined]
    f(1)
    pn.state.clear_caches()
    f(1)
    assert calls == [1, 1, 1]


def test_an_error_is_raised_and_not_kept() -> None:
    calls: list[int] = []

    @pn.cache
    def f() -> int:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("no network")
        return 7

    with pytest.raises(OSError, match="no network"):
        f()
    assert (f(), f(), len(calls)) == (7, 7, 2)


def test_none_is_a_result() -> None:
    calls: list[int] = []

    @pn.cache
    def f() -> None:
        calls.append(1)

    assert (f(), f(), len(calls)) == (None, None, 1)


def test_a_function_may_call_itself() -> None:
    @pn.cache
    def fibonacci(n: int) -> int:
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(80) == 23416728348467685


class Loader(param.Parameterized):
    factor = param.Integer(default=2)
    calls = 0

    @pn.cache
    def times(self, n: int) -> int:
        type(self).calls += 1
        return n * self.factor


def test_a_method_depends_on_the_parameters_of_its_object() -> None:
    loader = Loader()
    assert [loader.times(3), loader.times(3), Loader().times(3)] == [6, 6, 6]
    assert Loader.calls == 1
    loader.factor = 5
    assert loader.times(3) == 15


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"max_items": 0}, "max_items.*got 0"),
        ({"max_items": True}, "max_items.*got True"),
        ({"ttl": 0}, "ttl in seconds above 0.*got 0"),
        ({"policy": "MRU"}, "LRU, LFU, FIFO as policy, got 'MRU'"),
        ({"to_disk": True, "per_session": True}, "leave out to_disk or per_session"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(BadCache, match=message):
        pn.cache(**settings)


def test_a_generator_cannot_be_cached() -> None:
    with pytest.raises(BadCache, match="is a generator"):

        @pn.cache
        def f() -> Iterator[int]:
            yield 1


# -- how long and how many ---------------------------------------------------------------------------


def test_results_age_by_the_sessions_clock() -> None:
    calls: list[int] = []

    @pn.cache(ttl=60)
    def load() -> int:
        calls.append(1)
        return len(calls)

    def app() -> pn.Column:
        text = pn.widgets.StaticText(value=load())
        button = pn.widgets.Button(name="Load", on_click=lambda _: text.param.update(value=load()))
        return pn.Column(text, button)

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(59)
        user.click("Load")
        assert user.sees("1")
        site.advance(1)
        user.click("Load")
        assert user.sees("2")


def model_of(policy: Policy, size: int, uses: list[int]) -> list[int]:
    """What a store of `size` entries keeps after these uses, told in the plainest way."""
    kept: dict[int, list[int]] = {}
    for now, key in enumerate(uses):
        if key in kept:
            kept[key][1:] = [now, kept[key][2] + 1]
            continue
        if len(kept) == size:
            order: dict[Policy, Callable[[int], Any]] = {
                "FIFO": lambda k: kept[k][0],
                "LRU": lambda k: kept[k][1],
                "LFU": lambda k: (kept[k][2], kept[k][0]),
            }
            del kept[min(kept, key=order[policy])]
        kept[key] = [now, now, 0]
    return sorted(kept)


def use(store: Store, uses: list[int]) -> list[int]:
    for now, number in enumerate(uses):
        key = bytes([number])
        if store.get(key, now) is None:
            store.put(key, number, now)
    return [number for number in range(6) if store.get(bytes([number]), len(uses)) is not None]


@given(st.sampled_from(["LRU", "LFU", "FIFO"]), st.integers(1, 4), st.lists(st.integers(0, 5), max_size=30))
def test_what_gives_way_in_memory(policy: Policy, size: int, uses: list[int]) -> None:
    assert use(MemoryStore(Limits(size, policy)), uses) == model_of(policy, size, uses)


@pytest.mark.parametrize("policy", ["LRU", "LFU", "FIFO"])
def test_what_gives_way_on_disk(policy: Policy, tmp_path: pathlib.Path) -> None:
    chance = random.Random(policy)
    for turn in range(6):
        uses = [chance.randrange(6) for _ in range(20)]
        store = DiskStore(tmp_path, bytes([turn]), Limits(3, policy))
        assert use(store, uses) == model_of(policy, 3, uses)


@pytest.mark.parametrize("make", [MemoryStore, lambda limits: None], ids=["memory", "disk"])
def test_old_results_leave_room(make: Any, tmp_path: pathlib.Path) -> None:
    limits = Limits(max_items=2, ttl=10)
    store = make(limits) or DiskStore(tmp_path, b"f", limits)
    store.put(b"a", 1, 0)
    store.put(b"b", 2, 8)
    store.put(b"c", 3, 11)
    assert [store.get(key, 12) is not None for key in (b"a", b"b", b"c")] == [False, True, True]
    assert store.get(b"b", 18) is None


# -- one computation for all who ask -------------------------------------------------------------------


def test_many_threads_compute_once() -> None:
    calls: list[int] = []
    asked, go_on = threading.Barrier(9), threading.Event()
    results: list[Any] = []

    @pn.cache
    def slow(x: int) -> list[int]:
        calls.append(x)
        go_on.wait(10)
        return [x]

    def ask() -> None:
        asked.wait(10)
        results.append(slow(1))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    asked.wait(10)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert calls == [1]
    assert len(results) == 8
    assert all(result is results[0] for result in results)


def test_threads_that_wait_are_told_of_the_error() -> None:
    started, go_on = threading.Event(), threading.Event()
    outcomes: list[str] = []

    @pn.cache
    def broken() -> None:
        started.set()
        go_on.wait(10)
        raise ValueError("broken")

    def ask() -> None:
        try:
            broken()
        except ValueError as error:
            outcomes.append(str(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    started.wait(10)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert outcomes == ["broken"] * 3


def test_tasks_compute_once_and_one_takes_over_from_a_task_that_is_cancelled() -> None:
    calls: list[int] = []

    @pn.cache
    async def slow(x: int) -> str:
        calls.append(x)
        await asyncio.sleep(0.01)
        return f"result {x}"

    async def main() -> None:
        first = asyncio.create_task(slow(1))
        others = [asyncio.create_task(slow(1)) for _ in range(5)]
        await asyncio.sleep(0)
        assert calls == [1]
        first.cancel()
        assert await asyncio.gather(*others) == ["result 1"] * 5
        assert calls == [1, 1]
        assert first.cancelled()
        others[0].cancel()
        assert await slow(1) == "result 1"
        assert calls == [1, 1]

    asyncio.run(main())


def test_a_task_that_waits_may_be_cancelled_without_harm_to_the_others() -> None:
    calls: list[int] = []

    @pn.cache
    async def slow() -> int:
        calls.append(1)
        await asyncio.sleep(0.01)
        return 5

    async def main() -> None:
        tasks = [asyncio.create_task(slow()) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[1].cancel()
        assert [await tasks[0], await tasks[2]] == [5, 5]

    asyncio.run(main())
    assert calls == [1]


def test_event_loops_on_two_threads_compute_once() -> None:
    calls: list[int] = []
    started, go_on = threading.Event(), threading.Event()
    results: list[int] = []

    @pn.cache
    async def slow() -> int:
        calls.append(1)
        started.set()
        while not go_on.is_set():
            await asyncio.sleep(0.001)
        return 5

    def run() -> None:
        results.append(asyncio.run(slow()))

    threads = [threading.Thread(target=run) for _ in range(2)]
    threads[0].start()
    started.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert (calls, results) == ([1], [5, 5])


def test_what_was_cleared_while_it_was_computed_is_not_kept() -> None:
    source = {"version": 1}
    clear: list[Callable[[], None]] = []

    @pn.cache
    def load() -> int:
        version = source["version"]
        for each in clear:
            each()
        return version

    clear.append(load.clear)  # type: ignore[attr-defined]
    assert load() == 1
    clear.clear()
    source["version"] = 2
    assert load() == 2


# -- for whom ------------------------------------------------------------------------------------------

SCRIPT = """
import lanai as pn

@pn.cache{settings}
def load(n):
    pn.state.cache.setdefault("calls", []).append(n)
    return len(pn.state.cache["calls"])

pn.Column(f"result {{load(1)}}").servable()
"""


@pytest.mark.parametrize(("settings", "results"), [("", [1, 1]), ("(per_session=True)", [1, 2])])
def test_sessions_share_results_although_each_runs_the_script(
    settings: str, results: list[int], tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "app.py"
    path.write_text(SCRIPT.format(settings=settings))
    with testing.Site(str(path)) as site:
        for number in results:
            assert site.visit().sees(f"result {number}")


def test_what_a_session_has_cached_ends_with_it() -> None:
    @pn.cache(per_session=True)
    def load(n: int) -> list[int]:
        return [n]

    def app() -> pn.Column:
        load(1)
        return pn.Column()

    with testing.Site(app) as site:
        user = site.visit()
        caches = site.process.caches
        assert len(caches._shared) == 1
        user.leave()
        assert len(caches._shared) == 0


def test_functions_that_know_different_things_do_not_share() -> None:
    def times(factor: int) -> Callable[[int], int]:
        @pn.cache
        def f(n: int) -> int:
            return n * factor

        return f

    assert (times(2)(3), times(5)(3)) == (6, 15)


def test_a_function_that_is_gone_leaves_no_results() -> None:
    def make(large: list[int]) -> None:
        @pn.cache
        def f() -> list[int]:
            return large

        f()

    make([1])
    with testing.Site(lambda: pn.Column()) as site:
        site.collect()
    assert len(current_process().caches._own) == 0


# -- on disk -------------------------------------------------------------------------------------------

PROGRAM = """
import sys
import lanai as pn

@pn.cache(to_disk=True, cache_path=sys.argv[1])
def load(names):
    print("computed", flush=True)
    return {"x": [1, 2], "names": names in ({"a", "b", "c"}, {"z"})}

print(load({"a", "b", "c"}))
"""


def test_the_next_process_finds_what_is_on_disk(tmp_path: pathlib.Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    outputs = [
        subprocess.run(
            [sys.executable, str(program), str(tmp_path / "cache")],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split("\n")
        for _ in range(2)
    ]
    assert outputs == [["computed", "{'x': [1, 2], 'names': True}", ""], ["{'x': [1, 2], 'names': True}", ""]]


def on_disk(value: Any) -> Any:
    CALLS.append(value)
    return value


CALLS: list[Any] = []


def test_results_on_disk_are_new_objects_and_can_be_cleared(tmp_path: pathlib.Path) -> None:
    CALLS.clear()
    cached = pn.cache(to_disk=True, cache_path=tmp_path)(on_disk)
    frame = pd.DataFrame({"a": [1, 2]})
    assert cached(frame).equals(frame)
    assert cached(frame) is not frame
    assert len(CALLS) == 1
    pn.state.clear_caches()
    cached(frame)
    assert len(CALLS) == 2


def test_a_function_that_knows_more_is_not_put_on_disk(tmp_path: pathlib.Path) -> None:
    outer = 3
    with pytest.raises(BadCache, match="knows more"):
        pn.cache(to_disk=True, cache_path=tmp_path)(lambda: outer)


def test_what_cannot_be_read_from_disk_is_computed_anew(
    tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = DiskStore(tmp_path, b"f", Limits())
    store.put(b"k", Gone(), 0)
    kind = globals().pop("Gone")
    try:
        assert store.get(b"k", 0) is None
    finally:
        globals()["Gone"] = kind
    assert "cannot be read and is computed anew" in caplog.text


class Gone:
    """A class that a later version of the program does not have."""


# -- keys ------------------------------------------------------------------------------------------------


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Point:
    def __init__(self, x: int) -> None:
        self.x = x


ALIKE: list[Callable[[], Any]] = [
    lambda: None,
    lambda: {"a": [1, (2.5, "x")], "b": {1, 2, 3}},
    lambda: dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc),
    lambda: pathlib.PurePosixPath("/a/b"),
    lambda: Colour.RED,
    lambda: Point(3),
    lambda: functools.partial(int, base=2),
    lambda: np.arange(6).reshape(2, 3),
    lambda: np.array([1, "a", None], dtype=object),
    lambda: np.float32(1.5),
    lambda: pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]}, index=[3, 4]),
    lambda: pd.Series([[1], [2]], name="lists"),
    lambda: pd.Timestamp("2026-01-01"),
    lambda: pd.MultiIndex.from_tuples([(1, "a"), (2, "b")]),
    lambda: io.BytesIO(b"abc"),
    lambda: Loader(factor=4),
    lambda: collections.OrderedDict(a=1),
    lambda: len,
    lambda: Point,
    lambda: pn.widgets.IntSlider(value=0, end=3),
]


@pytest.mark.parametrize("make", ALIKE, ids=[f"{n}-{type(make()).__name__}" for n, make in enumerate(ALIKE)])
def test_equal_values_have_one_key(make: Callable[[], Any]) -> None:
    assert digest(make()) == digest(make())


def test_different_values_have_different_keys() -> None:
    values: list[Any] = [make() for make in ALIKE]
    values += [0, 0.0, False, "", b"", (), [], {}, set(), "0", [[]], [()], [1, 2], [2, 1], ["ab"], ["a", "b"]]
    values += [Colour.BLUE, Point(4), np.arange(6), np.arange(6.0), np.arange(6).reshape(3, 2)]
    values += [
        pd.DataFrame({"a": [1.0, None], "c": ["x", "y"]}, index=[3, 4]),
        pd.DataFrame({"a": [1.0, None]}),
    ]
    values += [
        pd.Series([1, 2]),
        pd.Series([1, 2], name="n"),
        pd.Series([1, 2], index=[1, 2]),
        Loader(factor=5),
    ]
    values += [lambda: 1, lambda: 2, Loader, float("nan"), range(3), slice(3)]
    assert len({digest(value) for value in values}) == len(values)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner),
    max_leaves=8,
)


@given(plain)
def test_a_copy_has_the_same_key(value: Any) -> None:
    assert digest(pickle.loads(pickle.dumps(value))) == digest(value)


@given(plain, plain)
def test_keys_are_equal_only_for_what_is_equal(one: Any, other: Any) -> None:
    if digest(one) == digest(other):
        assert repr(one) == repr(other) or one == other


def test_a_circle_ends() -> None:
    def circle() -> list[Any]:
        items: list[Any] = [1]
        items.append(items)
        return items

    assert digest(circle()) == digest(circle())


def test_what_has_no_key_is_named_with_the_way_out() -> None:
    @pn.cache
    def query(connection: Any, text: str) -> str:
        return text

    with pytest.raises(
        NotHashable, match=r"'connection' of .*query\(\), a lock\. Pass hash_funcs={lock: function}"
    ):
        query(threading.Lock(), "x")
    with pytest.raises(NotHashable, match=r"'connection' of .*, a list holding a _thread.lock"):
        query([threading.Lock()], "x")


@pytest.mark.parametrize("kind", [Point, f"{__name__}.Point", object])
def test_hash_funcs_make_keys_of_what_has_none(kind: Any) -> None:
    calls: list[Any] = []

    @pn.cache(hash_funcs={kind: lambda point: point.x if isinstance(point, Point) else repr(point)})
    def f(point: Any) -> None:
        calls.append(point)

    one, other = Point(1), Point(1)
    one.lock, other.lock = threading.Lock(), threading.Lock()  # type: ignore[attr-defined]
    f(one)
    f(other)
    assert len(calls) == 1


# -- state.as_cached -------------------------------------------------------------------------------------


def test_as_cached_computes_once_for_a_name_and_its_arguments() -> None:
    calls: list[int] = []

    def load(n: int) -> int:
        calls.append(n)
        return n * 2

    assert [pn.state.as_cached("data", load, n=n) for n in (1, 1, 2)] == [2, 2, 4]
    assert calls == [1, 2]
    assert pn.state.cache == {}
    pn.state.clear_caches()
    assert pn.state.as_cached("data", load, n=1) == 2
    assert calls == [1, 2, 1]


def test_as_cached_takes_coroutine_functions_and_ages() -> None:
    calls: list[int] = []

    async def load() -> int:
        calls.append(1)
        return len(calls)

    def app() -> pn.Column:
        text = pn.widgets.StaticText(value="-")

        async def show(_: Any) -> None:
            text.value = await pn.state.as_cached("data", load, ttl=10)

        return pn.Column(text, pn.widgets.Button(name="Load", on_click=show))

    with testing.Site(app) as site:
        user = site.visit()
        for wait, shown in ((0, "1"), (9, "1"), (1, "2")):
            site.advance(wait)
            user.click("Load")
            assert user.sees(shown)
