"""Functions in a layout: their output is kept up to date, and a failure stays in its place."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.core.context import current_session


class Shared(param.Parameterized):
    """A parameter that all sessions share."""

    n = param.Integer(default=0)


class Machine(param.Parameterized):
    """Methods that depend on parameters, its own and a nested object's."""

    speed = param.Integer(default=1)
    part = param.ClassSelector(class_=Shared, default=Shared(), instantiate=True)

    @param.depends("speed")
    def view(self) -> str:
        return f"speed {self.speed}"

    @param.depends("part.n")
    def part_view(self) -> str:
        return f"part {self.part.n}"


def test_output_follows_what_it_depends_on() -> None:
    slider = pn.widgets.IntSlider(name="x", end=10)
    with testing.Site(pn.Column(slider, pn.bind(lambda n: f"n is {n}", slider))) as site:
        user = site.visit()
        assert user.sees("n is 0")
        user.set("x", 7)
        assert user.sees("n is 7")


def test_every_kind_of_reference() -> None:
    machine = Machine()
    slider = pn.widgets.IntSlider(end=10, value=2)
    page = pn.Column(
        lambda: "plain",
        machine.view,
        slider.rx() * 10,
        pn.depends(slider.param.value)(lambda n: f"depends {n}"),
    )
    with testing.Site(page) as site:
        user = site.visit()
        assert user.text == "plain speed 1 20 depends 2"
        machine.speed = 5
        slider.value = 3
        site.settle()
        assert user.text == "plain speed 5 30 depends 3"


def test_functions_bound_to_functions() -> None:
    slider = pn.widgets.IntSlider(name="x", end=10, value=2)
    shared = Shared(n=5)
    doubled = pn.bind(lambda n: n * 2, slider)

    async def add(n: int, more: int, factor: int) -> str:
        return f"{n} {more} {factor}"

    page = pn.Column(
        slider,
        pn.bind(lambda n, m: f"sum {n + m}", doubled, shared.param.n),
        pn.bind(add, doubled, more=shared.param.n, factor=slider.rx() + 100),
    )
    with testing.Site(page) as site:
        user = site.visit()
        assert user.text.endswith("sum 9 4 5 102")
        user.set("x", 3)
        assert user.text.endswith("sum 11 6 5 103")
        shared.n = 0
        site.settle()
        assert user.text.endswith("sum 6 6 0 103")


def test_an_expression_with_its_widgets() -> None:
    slider = pn.widgets.IntSlider(name="x", end=10, value=2)
    with testing.Site(pn.ReactiveExpr(slider.rx() * slider.rx() + 1)) as site:
        user = site.visit()
        user.set("x", 3)
        assert [element.type for element in user.elements()] == ["Param", "IntSlider", "Slot", "Str"]
        assert user.find(type="Str").text == "10"
    alone = pn.ReactiveExpr(slider.rx() + 1, show_widgets=False)
    assert [type(child).__name__ for child in alone.objects] == ["ParamRef"]
    below = pn.ReactiveExpr(slider.rx() + 1, widget_location="bottom", widget_layout=pn.Row)
    assert [type(child).__name__ for child in below.objects] == ["ParamRef", "Row"]


def test_a_nested_object_that_is_replaced() -> None:
    machine = Machine(part=Shared(n=1))
    with testing.Site(pn.panel(machine.part_view)) as site:
        user = site.visit()
        machine.part.n = 2
        site.settle()
        assert user.text == "part 2"
        machine.part = Shared(n=10)
        site.settle()
        assert user.text == "part 10"
        machine.part.n = 11
        site.settle()
        assert user.text == "part 11"


# -- in place, or anew --------------------------------------------------------------------------------


def what_travels(outputs: list[Any], **params: Any) -> tuple[list[str], list[list[str]]]:
    """The types added and the properties set when the output changes from one to the other."""
    number = pn.widgets.IntInput(value=0)
    with testing.Site(pn.panel(pn.bind(outputs.__getitem__, number), **params)) as site:
        user = site.visit()
        number.value = 1
        site.settle()
        frame = user.browser.frames[-1]
        return [kind for _, kind, _ in frame.add], [sorted(props) for _, props in frame.set]


def test_text_that_changes_is_patched() -> None:
    assert what_travels(["one", "two"]) == ([], [["html"]])
    assert what_travels([1, 2]) == ([], [["text"]])


def test_a_frame_holds_nothing_but_the_text_that_changed() -> None:
    number = pn.widgets.IntInput(value=0)
    with testing.Site(pn.Column("# Title", pn.bind(lambda n: f"n is {n}", number), "more")) as site:
        user = site.visit()
        number.value = 1
        site.settle()
        frame = user.browser.frames[-1]
        assert (frame.add, frame.drop, frame.roots, frame.append) == ([], [], None, [])
        assert frame.set == [(user.find(text="n is", type="Markdown").id, {"html": "<p>n is 1</p>\n"})]


def test_output_of_another_kind_replaces() -> None:
    assert what_travels(["one", 2]) == (["Str"], [["objects"]])
    assert what_travels(["one", None]) == ([], [["objects"]])
    assert what_travels([pn.Row("a"), pn.Row("b")]) == (["Row", "Markdown"], [["objects"]])


def test_components_are_copied_into_those_there_where_it_is_asked_for() -> None:
    def page(text: str) -> pn.Column:
        return pn.Column(pn.Row(text, "same"), pn.widgets.Button(name="same"))

    assert what_travels([page("a"), page("b")], inplace=True) == ([], [["html"]])
    assert what_travels([page("a"), pn.Column("b")], inplace=True)[1] == [["objects"]]


def test_a_component_given_again_stays() -> None:
    kept = pn.widgets.TextInput(name="kept")
    number = pn.widgets.IntInput()
    with testing.Site(pn.panel(pn.bind(lambda n: kept, number))) as site:
        user = site.visit()
        frames = len(user.browser.frames)
        number.value = 3
        site.settle()
        assert len(user.browser.frames) == frames


def test_parameters_of_the_pane_inside() -> None:
    pane = pn.panel(lambda: "a\nb", hard_line_break=True, width=200)
    assert pane.width == 200
    assert pane.objects[0].hard_line_break is True


# -- failures -----------------------------------------------------------------------------------------


def test_an_error_shows_in_place(caplog: pytest.LogCaptureFixture) -> None:
    def half(n: int) -> str:
        if n % 2:
            raise ValueError(f"<{n}> is odd")
        return f"half is {n // 2}"

    slider = pn.widgets.IntSlider(name="x", end=10)
    with testing.Site(lambda: pn.Column(slider, "neighbour", pn.bind(half, slider))) as site:
        user = site.visit()
        user.set("x", 3)
        assert user.text == "x 3 neighbour ValueError : <3> is odd"
        assert 'role="alert"' in user.find(text="is odd", type="HTML").read("html")
        assert "&lt;3&gt;" in user.find(text="is odd", type="HTML").read("html")
        user.set("x", 4)
        assert user.text == "x 4 neighbour half is 2"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "half failed" in caplog.text
    caplog.clear()


def test_an_error_is_logged_once_for_each_time_it_happens(caplog: pytest.LogCaptureFixture) -> None:
    number = pn.widgets.IntInput(name="x", value=0)
    with testing.Site(lambda: pn.Column(number, pn.bind(lambda n: 1 / n, number), "rest")) as site:
        user = site.visit()
        assert user.text.endswith("ZeroDivisionError : division by zero rest")
        user.set("x", 4)
        assert user.text.endswith("0.25 rest")
    assert len(caplog.records) == 1
    caplog.clear()


def test_outside_a_session_an_error_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        pn.panel(lambda: 1 / 0)


def test_skip_leaves_what_was_there() -> None:
    def even(n: int) -> int:
        if n % 2:
            raise param.Skip
        return n

    number = pn.widgets.IntInput(value=2)
    pane = pn.panel(pn.bind(even, number))
    number.value = 3
    assert pane.objects[0].object == 2


# -- coroutines and generators ------------------------------------------------------------------------


async def coroutine(n: int) -> str:
    await asyncio.sleep(0)
    return f"got {n}"


async def async_steps(n: int) -> AsyncIterator[str]:
    for step in range(3):
        await asyncio.sleep(0)
        yield f"step {n}.{step}"


def steps(n: int) -> Iterator[str]:
    for step in range(3):
        yield f"step {n}.{step}"


@pytest.mark.parametrize(
    ("function", "last"), [(coroutine, "got {}"), (async_steps, "step {}.2"), (steps, "step {}.2")]
)
def test_output_that_takes_its_time(function: Callable[[int], Any], last: str) -> None:
    def app() -> pn.Column:
        slider = pn.widgets.IntSlider(name="x", end=10)
        return pn.Column(slider, pn.bind(function, slider))

    with testing.Site(app) as site:
        user = site.visit()
        assert user.sees(last.format(0))
        user.set("x", 4)
        assert user.sees(last.format(4))


def test_values_of_a_generator_can_be_gathered() -> None:
    pane = pn.panel(lambda: (n for n in range(3)), generator_mode="append")
    assert [child.object for child in pane.objects] == [0, 1, 2]


def test_a_new_run_ends_the_one_before() -> None:
    closed: list[int] = []
    gates: dict[int, asyncio.Event] = {}

    async def slow(n: int) -> AsyncIterator[str]:
        gates[n] = asyncio.Event()
        try:
            yield f"begun {n}"
            await gates[n].wait()
            yield f"done {n}"
        finally:
            closed.append(n)

    def app() -> pn.Column:
        slider = pn.widgets.IntSlider(name="x", end=10)
        return pn.Column(slider, pn.bind(slow, slider))

    with testing.Site(app) as site:
        user = site.visit()
        user.set("x", 1)
        assert (closed, user.sees("begun 1")) == ([0], True)
        gates[0].set()
        gates[1].set()
        site.settle()
        assert user.sees("done 1")
        assert closed == [0, 1]


def test_an_error_of_a_coroutine_shows_in_place(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> str:
        raise LookupError("nothing there")

    with testing.Site(lambda: pn.panel(fails)) as site:
        assert site.visit().text == "LookupError : nothing there"
    assert "fails failed" in caplog.text
    caplog.clear()


def test_a_spinner_while_it_is_evaluated() -> None:
    gate = asyncio.Event()

    async def slow() -> str:
        await gate.wait()
        return "done"

    with testing.Site(lambda: pn.panel(slow, loading_indicator=True)) as site:
        user = site.visit()
        assert user.elements()[0].read("loading") is True
        gate.set()
        site.settle()
        assert user.elements()[0].read("loading") is False
        assert user.text == "done"


def test_deferred_output_comes_when_the_page_is_shown() -> None:
    with testing.Site(lambda: pn.panel(lambda: "late", defer_load=True)) as site:
        user = site.visit(connect=False)
        assert user.text == ""
        assert site.visit().text == "late"


def busy(user: testing.User) -> list[bool]:
    """Whether the outputs on the page show a spinner, from top to bottom."""
    return [element.read("loading") for element in user.find_all(type="Slot")]


def test_a_spinner_stands_where_deferred_output_will_be() -> None:
    gate = threading.Event()

    def slow() -> str:
        gate.wait(10)
        return "late"

    with testing.Site(lambda: pn.panel(slow, defer_load=True)) as site:
        user = site.visit(connect=False)
        assert (user.text, busy(user)) == ("", [True])
        user = site.visit(wait=False)
        assert (user.text, busy(user)) == ("", [True])
        gate.set()
        site.settle()
        assert (user.text, busy(user)) == ("late", [False])


def test_deferred_coroutines_run_side_by_side_and_wait_for_no_synchronous_code() -> None:
    gate = threading.Event()
    begun: list[str] = []

    def slow() -> str:
        gate.wait(10)
        return "slow"

    async def quick(name: str) -> str:
        begun.append(name)
        while len(begun) < 2:
            await asyncio.sleep(0)
        return name

    def app() -> pn.Column:
        pn.extension(defer_load=True)
        return pn.Column(slow, pn.bind(quick, "one"), pn.bind(quick, "two"))

    with testing.Site(app) as site:
        user = site.visit(wait=False)
        site.wait_for(lambda: user.text == "one two")
        assert busy(user) == [True, False, False]
        gate.set()
        site.settle()
        assert user.text == "slow one two"
        assert busy(user) == [False, False, False]


def test_an_error_in_deferred_output_ends_the_spinner(caplog: pytest.LogCaptureFixture) -> None:
    async def fails() -> str:
        raise LookupError("nothing there")

    def skips() -> str:
        raise param.Skip

    def gives_none() -> Iterator[str]:
        yield from ()

    with testing.Site(lambda: pn.Column(fails, lambda: 1 / 0, skips, gives_none)) as site:
        site.process.settings.defer_load = True
        user = site.visit()
        assert user.text == "LookupError : nothing there ZeroDivisionError : division by zero"
        assert busy(user) == [False] * 4
    assert len(caplog.records) == 2
    caplog.clear()


def test_spinners_everywhere_by_one_setting() -> None:
    gate = threading.Event()
    gate.set()

    def slow(n: int) -> str:
        gate.wait(10)
        return f"n is {n}"

    def app() -> pn.Column:
        pn.extension(loading_indicator=True)
        slider = pn.widgets.IntSlider(name="x", end=10)
        silent = pn.panel(pn.bind(lambda n: "silent", slider), loading_indicator=False)
        return pn.Column(slider, silent, pn.bind(slow, slider))

    with testing.Site(app) as site:
        user = site.visit()
        gate.clear()
        user.set("x", 3, wait=False)
        site.wait_for(lambda: busy_after_grace(user) == [False, True])
        assert user.sees("n is 0")
        gate.set()
        site.settle()
        assert user.sees("n is 3")
        assert busy(user) == [False, False]


def busy_after_grace(user: testing.User) -> list[bool]:
    """As `busy`, once the changes of a callback that still runs have been sent."""
    user.site.advance(0.02, wait=False)
    return busy(user)


def test_a_run_that_is_overtaken_before_it_begins_never_shows() -> None:
    seen: list[int] = []

    async def show(n: int) -> str:
        seen.append(n)
        return f"n is {n}"

    def app() -> pn.Column:
        number = pn.widgets.IntInput(name="x")

        def burst(event: object) -> None:
            for value in (1, 2, 3):
                number.value = value

        return pn.Column(pn.widgets.Button(name="Burst", on_click=burst), pn.bind(show, number))

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Burst")
        assert user.sees("n is 3")
        assert seen[-1] == 3


def test_a_coroutine_that_sets_a_parameter_does_not_run_the_function_on_the_loop() -> None:
    threads: list[int] = []

    def view(n: int) -> str:
        threads.append(threading.get_ident())
        return f"n is {n}"

    async def app() -> pn.Column:
        number = pn.widgets.IntInput(value=1)

        async def more(event: object) -> None:
            number.value = 2

        return pn.Column(pn.widgets.Button(name="More", on_click=more), pn.bind(view, number))

    with testing.Site(app) as site:
        user = site.visit()
        user.click("More")
        assert user.sees("n is 2")
    assert len(threads) == 2
    assert threading.get_ident() not in threads


# -- sessions -----------------------------------------------------------------------------------------


def test_each_session_evaluates_its_own() -> None:
    shared = Shared()
    seen: list[tuple[int, object]] = []

    def app() -> pn.Column:
        mine = current_session()

        def view(n: int) -> str:
            seen.append((n, current_session()))
            assert current_session() is mine
            return f"n is {n}"

        button = pn.widgets.Button(name="More", on_click=lambda event: shared.param.update(n=shared.n + 1))
        return pn.Column(button, pn.bind(view, shared.param.n))

    with testing.Site(app) as site:
        one, other = site.visit(), site.visit()
        one.click("More")
        assert one.sees("n is 1")
        assert other.sees("n is 1")
        assert seen[2:] == [(1, one.session), (1, other.session)]


def watchers(owner: param.Parameterized, name: str) -> int:
    return len(owner._param__private.watchers.get(name, {}).get("value", []))


def test_nothing_is_left_on_a_shared_parameter() -> None:
    shared = Shared()
    with testing.Site(lambda: pn.Column(*(pn.bind(str, shared.param.n) for _ in range(3)))) as site:
        users = [site.visit() for _ in range(2)]
        assert watchers(shared, "n") == 6
        for user in users:
            user.leave()
        assert watchers(shared, "n") == 0


def test_output_that_is_replaced_leaves_nothing_behind() -> None:
    shared = Shared()

    def app() -> pn.Column:
        slider = pn.widgets.IntSlider(name="x", end=10)
        return pn.Column(
            slider, pn.bind(lambda n: pn.Row(pn.bind(lambda m: f"{n} {m}", shared.param.n)), slider)
        )

    with testing.Site(app) as site:
        user = site.visit()
        for n in range(1, 6):
            user.set("x", n)
        site.collect()
        assert watchers(shared, "n") == 1
        shared.n = 9
        site.settle()
        assert user.sees("5 9")
