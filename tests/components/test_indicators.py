"""Indicators: what a visitor is told."""

from __future__ import annotations

import threading
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument


def test_a_lamp_follows_the_app() -> None:
    lamp, button = pn.indicators.BooleanStatus(name="Busy", color="success"), pn.widgets.Button(name="Go")
    button.on_click(lambda _: lamp.param.update(value=not lamp.value))
    with testing.Site(lambda: pn.Row(lamp, button)) as site:
        user = site.visit()
        assert not user.find("Busy", role="status").value
        user.click("Go")
        assert user.find("Busy", role="status").value


@pytest.mark.parametrize(
    ("params", "size"),
    [({}, 125), ({"size": 40}, 40), ({"width": 30}, 30), ({"width": 30, "height": 20}, 20)],
)
def test_the_size_of_a_spinner(params: dict[str, int], size: int) -> None:
    assert pn.indicators.LoadingSpinner(**params).size == size


@pytest.mark.parametrize(("value", "shown"), [(None, -1), (-1, -1), (0, 0), (30, 30)])
def test_a_bar_knows_how_far_it_is_or_not(value: int | None, shown: int) -> None:
    with testing.Site(lambda: pn.indicators.Progress(name="Load", value=value)) as site:
        assert site.visit().find("Load", role="progressbar").value == shown


def test_a_bar_takes_no_nonsense() -> None:
    with pytest.raises(ValueError, match="-2"):
        pn.indicators.Progress(value=-2)
    with pytest.raises(ValueError, match="pink"):
        pn.indicators.Progress(bar_color="pink")


@pytest.mark.parametrize(
    ("params", "text", "color"),
    [
        ({}, "-", None),
        ({"nan_format": "none"}, "none", None),
        ({"value": float("nan"), "format": "{value:.1f} %"}, "- %", None),
        ({"value": 72.25, "format": "{value:.1f} %"}, "72.2 %", None),
        ({"value": 3, "colors": [(5, "green"), (9, "gold")]}, "3", "green"),
        ({"value": 9, "colors": [(5, "green"), (9, "gold")]}, "9", "gold"),
        ({"value": 10, "colors": [(5, "green"), (9, "gold")]}, "10", None),
    ],
)
def test_a_number_is_written_and_coloured(params: dict[str, Any], text: str, color: str | None) -> None:
    with testing.Site(lambda: pn.indicators.Number(name="Load", **params)) as site:
        number = site.visit().find(type="Number")
        assert number.read("text") == text
        assert number.read("color") == color


def test_a_number_changes_its_colour_with_its_value() -> None:
    number = pn.indicators.Number(value=1, colors=[(5, "green"), (9, "gold")])
    with testing.Site(number) as site:
        user = site.visit()
        number.value = 7
        number.format = "{value} %"
        site.settle()
        shown = user.find(type="Number")
        assert (shown.read("text"), shown.read("color")) == ("7 %", "gold")


def test_the_pages_sizing_mode_leaves_an_indicator_its_size() -> None:
    def app() -> Any:
        pn.extension(sizing_mode="stretch_width")
        return pn.Row(pn.indicators.BooleanStatus(), pn.indicators.Progress())

    with testing.Site(app) as site:
        row = site.visit().elements()[0]
        assert [child.props.get("sizing_mode") for child in row.children] == [None, "stretch_width"]


def test_a_loop_shows_how_far_it_is_while_it_runs() -> None:
    half, go_on = threading.Event(), threading.Event()

    def app() -> Any:
        tqdm, button = pn.indicators.Tqdm(), pn.widgets.Button(name="Work")

        def work(_: object) -> None:
            for number in tqdm(range(10), desc="Loading", mininterval=0):
                if number == 5:
                    half.set()
                    go_on.wait(20)

        button.on_click(work)
        return pn.Column(button, tqdm)

    with testing.Site(app) as site:
        user = site.visit()
        assert (user.find(role="progressbar").value, user.find(role="progressbar").read("max")) == (0, 100)
        user.click("Work", wait=False)
        site.wait_for(half.is_set)
        site.advance(0.1, wait=False)
        assert (user.find(role="progressbar").value, user.find(role="progressbar").read("max")) == (5, 10)
        assert user.sees("Loading: 50% 5/10")
        go_on.set()
        site.settle()
        assert user.find(role="progressbar").value == 10
        assert user.sees("Loading: 100% 10/10")


def test_a_loop_of_unknown_length_only_counts() -> None:
    tqdm = pn.indicators.Tqdm()
    assert list(tqdm(iter("abc"))) == ["a", "b", "c"]
    assert tqdm.text.startswith("3it [")
    assert (tqdm.progress.value, tqdm.progress.active) == (-1, True)


def test_a_bar_moved_by_hand() -> None:
    tqdm = pn.indicators.Tqdm()
    with tqdm(total=40, mininterval=0) as bar:
        bar.update(10)
        assert (tqdm.value, tqdm.max) == (10, 40)
        bar.set_postfix(loss=0.5)
        assert tqdm.text.endswith("loss=0.5]")
    tqdm.reset()
    assert (tqdm.value, tqdm.text) == (0, "")


def test_a_loop_writes_nothing_unless_asked(capfd: pytest.CaptureFixture[str]) -> None:
    list(pn.indicators.Tqdm()(range(3)))
    assert capfd.readouterr().err == ""
    list(pn.indicators.Tqdm(write_to_console=True)(range(3)))
    assert "3/3" in capfd.readouterr().err


def test_a_loop_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    list(pn.indicators.Tqdm()(range(3)))
    assert threading.active_count() == before


async def _letters() -> Any:
    for letter in "ab":
        yield letter


def test_a_loop_waits_for_nobody_who_follows_another() -> None:
    held, go_on = threading.Event(), threading.Event()
    slow = pn.indicators.Tqdm()

    def hold(_: object) -> None:
        held.set()
        go_on.wait(20)

    slow.param.watch(hold, "value")
    thread = threading.Thread(target=lambda: list(slow(range(3), mininterval=0)))
    thread.start()
    assert held.wait(20)
    quick = pn.indicators.Tqdm()
    assert list(quick(range(3))) == [0, 1, 2]
    assert quick.value == 3
    go_on.set()
    thread.join()
    assert slow.value == 3


def test_a_loop_over_an_asynchronous_iterator() -> None:
    tqdm = pn.indicators.Tqdm()

    async def spell(_: object) -> None:
        async for _letter in tqdm(_letters(), total=2):
            pass

    button = pn.widgets.Button(name="Go", on_click=spell)
    with testing.Site(lambda: pn.Column(button, tqdm)) as site:
        user = site.visit()
        user.click("Go")
        assert user.find(role="progressbar").value == 2


def test_the_arrangement_of_a_loops_progress() -> None:
    assert type(pn.indicators.Tqdm(layout="row").layout) is pn.Row
    with pytest.raises(BadArgument, match="'row' or 'column'"):
        pn.indicators.Tqdm(layout="circle")
    one = pn.indicators.Tqdm(width=100, value=3)
    other = one.clone()
    other.value = 4
    assert (one.progress.value, other.progress.value, other.width) == (3, 4, 100)


@pytest.mark.parametrize("name", ["BooleanStatus", "LoadingSpinner", "Number", "Progress", "Tqdm"])
def test_an_indicator_is_found_among_the_widgets_too(name: str) -> None:
    assert getattr(pn.widgets, name) is getattr(pn.indicators, name)
