"""What uploads and downloads may hold, whatever a browser sends: for each component that takes or gives files."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.components.widgets.files.patience import IDLE
from lanai.components.widgets.files.receiver import FileReceiver
from lanai.testing import User
from tests.support.kinds import all_kinds

RECEIVERS = [kind for kind in all_kinds() if issubclass(kind, FileReceiver)]
LIMIT = {"max_file_size": "20KB", "multiple": True}
KB = 1000

taking = pytest.mark.parametrize("kind", RECEIVERS, ids=lambda kind: kind.__name__)


def made(kind: type[FileReceiver], **params: Any) -> FileReceiver:
    total = {"max_total_file_size": "20KB"} if "max_total_file_size" in kind.param else {}
    return kind(name="f", **{**LIMIT, **total, **params})


def begin(user: User, widget: Component, key: str, *sizes: int, more: bool = False) -> None:
    files = [[f"{key}{number}", "", size] for number, size in enumerate(sizes)]
    user.browser.event(widget._number, "begin", {"key": key, "files": files, "more": more})


def bring(user: User, widget: Component, key: str, size: int, more: bool = False) -> None:
    data = base64.b64encode(b"x" * size).decode()
    user.browser.event(widget._number, "piece", {"key": key, "data": data, "more": more})


def told(user: User, widget: Component, key: str) -> object:
    return user.browser.nodes[widget._number].props["transfers"].get(key)


def content(widget: Any) -> int:
    value = widget.value or ()
    return sum(len(each) for each in (value.values() if isinstance(value, dict) else value))


def test_what_takes_pieces_of_files_counts_them() -> None:
    """A component that takes files in another way would not be in these tests."""
    for kind in all_kinds():
        if {"begin", "piece"} & set(kind._events):
            assert kind in RECEIVERS
        assert kind._weighty <= set(kind._events)
    assert len(RECEIVERS) >= 2


@taking
def test_unfinished_uploads_hold_no_more_together_than_the_widget_takes(kind: type[FileReceiver]) -> None:
    widget = made(kind)
    with testing.Site(widget) as site:
        user = site.visit()
        for number in range(30):
            begin(user, widget, f"k{number}", 9 * KB)
            bring(user, widget, f"k{number}", 8 * KB)
        user.rest()
        assert 18 * KB <= user.session.uploading.taken < 20 * KB
        assert [told(user, widget, f"k{number}") for number in range(2)] == [8 * KB, 8 * KB]
        assert {error.code for error in user.browser.errors} <= {"too-large", "bad-value"}
        assert "at most 20 KB together" in str(told(user, widget, "k2"))
        assert {type(told(user, widget, f"k{number}")) for number in range(2, 30)} == {str}
        bring(user, widget, "k0", KB)
        user.rest()
        assert content(widget) == 9 * KB


@taking
def test_files_that_are_kept_count_as_well(kind: type[FileReceiver]) -> None:
    widget = made(kind)
    with testing.Site(widget) as site:
        user = site.visit()
        for number in range(4):
            begin(user, widget, f"k{number}", 8 * KB, more=True)
            bring(user, widget, f"k{number}", 8 * KB, more=True)
        user.rest()
        assert 8 * KB <= content(widget) <= 16 * KB
        assert user.session.uploading.taken == 0


@taking
def test_the_uploads_of_a_session_have_a_bound_whatever_the_widgets_say(kind: type[FileReceiver]) -> None:
    widgets = [made(kind) for _ in range(5)]
    with testing.Site(lambda: pn.Column(*widgets)) as site:
        user, neighbour = site.visit(), site.visit()
        user.session.uploading.limit = 30 * KB
        for number, widget in enumerate(widgets):
            begin(user, widget, f"a{number}", 12 * KB)
        user.rest()
        assert [error.code for error in user.browser.errors] == ["too-large"] * 3
        assert "Try again" in str(told(user, widgets[4], "a4"))
        begin(neighbour, widgets[0], "b", 20 * KB)
        neighbour.rest()
        assert told(neighbour, widgets[0], "b") == 0
        assert user.session.uploading.taken <= 30 * KB


@taking
def test_names_and_their_number_count(kind: type[FileReceiver]) -> None:
    widget = made(kind)
    with testing.Site(widget) as site:
        user = site.visit()
        user.session.uploading.limit = 100 * KB
        files = [["n" * 1000, "t" * 200, 0]] * 100
        user.browser.event(widget._number, "begin", {"key": "k", "files": files})
        user.rest()
        assert [error.code for error in user.browser.errors] == ["too-large"]
        assert user.session.uploading.taken == 0


@taking
def test_what_waits_behind_a_slow_callback_holds_no_more(kind: type[FileReceiver]) -> None:
    """A piece that no upload waits for is dropped when it comes, and not when its turn has come."""
    waiting: list[dict[str, Any]] = []

    def arrived(self: FileReceiver, name: str, data: dict[str, Any]) -> None:
        kind.arrived(self, name, data)
        waiting.append(data)

    seen = type(kind.__name__, (kind,), {"arrived": arrived, "__module__": kind.__module__})
    go, widget, button = threading.Event(), made(seen), pn.widgets.Button(name="Slow")
    button.on_click(lambda event: go.wait(30))
    with testing.Site(lambda: pn.Column(widget, button)) as site:
        user = site.visit()
        user.click("Slow", wait=False)
        begin(user, widget, "k", 10 * KB)
        for _ in range(40):
            bring(user, widget, "k", 500 * KB)
            bring(user, widget, "unknown", 500 * KB)
            site.turn()
        held = sum(len(data.get("data", "")) for data in waiting)
        go.set()
        user.rest()
        assert len(waiting) == 81
        assert held == 0
        assert "as announced" in str(told(user, widget, "k"))
        assert user.session.uploading.taken == 0


@taking
def test_one_of_which_nothing_comes_is_given_up(kind: type[FileReceiver]) -> None:
    widget = made(kind)
    with testing.Site(widget) as site:
        user = site.visit()
        begin(user, widget, "k", 10 * KB)
        for _ in range(3):
            site.advance(IDLE - 1)
            bring(user, widget, "k", KB)
            user.rest()
        assert user.session.uploading.taken > 0
        site.advance(IDLE + 1)
        assert user.session.uploading.taken == 0
        assert "Try again" in str(told(user, widget, "k"))
        bring(user, widget, "k", KB)
        user.rest()
        assert user.browser.errors == []
        assert content(widget) == 0


@taking
def test_one_that_waits_for_a_callback_is_not_given_up(kind: type[FileReceiver]) -> None:
    go, widget, button = threading.Event(), made(kind), pn.widgets.Button(name="Slow")
    button.on_click(lambda event: go.wait(30))
    with testing.Site(lambda: pn.Column(widget, button)) as site:
        user = site.visit()
        user.click("Slow", wait=False)
        begin(user, widget, "k", 5)
        bring(user, widget, "k", 5)
        site.advance(3 * IDLE, wait=False)
        go.set()
        user.rest()
    assert content(widget) == 5


@taking
def test_cancelling_frees_at_once(kind: type[FileReceiver]) -> None:
    go, widget, button = threading.Event(), made(kind), pn.widgets.Button(name="Slow")
    button.on_click(lambda event: go.wait(30))
    with testing.Site(lambda: pn.Column(widget, button)) as site:
        user = site.visit()
        user.click("Slow", wait=False)
        begin(user, widget, "k", 10 * KB)
        user.browser.event(widget._number, "cancel", {"key": "k"})
        site.turn()
        assert user.session.uploading.taken == 0
        go.set()
        user.rest()
        assert told(user, widget, "k") is None


@taking
def test_a_neighbour_has_no_hand_in_it(kind: type[FileReceiver]) -> None:
    """A widget that is shown to all tells all of them the keys."""
    widget = made(kind)
    with testing.Site(widget) as site:
        user, neighbour = site.visit(), site.visit()
        begin(user, widget, "k", 6)
        bring(user, widget, "k", 3)
        user.rest()
        for act in ("cancel", "piece", "begin"):
            data = {"key": "k", "data": base64.b64encode(b"evil").decode(), "files": [["e", "", 1]]}
            neighbour.browser.event(widget._number, act, data)
        neighbour.rest()
        bring(user, widget, "k", 3)
        user.rest()
        assert content(widget) == 6
        assert [each.session.uploading.taken for each in (user, neighbour)] == [0, 0]


@pytest.mark.parametrize(
    "kind", [kind for kind in all_kinds() if kind._weighty], ids=lambda kind: kind.__name__
)
def test_content_is_never_handled_on_the_loop(kind: type[Component]) -> None:
    threads: list[int] = []

    def event(self: Component, name: str, data: dict[str, Any]) -> None:
        threads.append(threading.get_ident())

    # The class is still called as the browser knows it.
    seen: Any = type(kind.__name__, (kind,), {"event": event, "__module__": kind.__module__})
    component = seen()
    with testing.Site(lambda: component if isinstance(component, pn.viewable.Viewable) else "") as site:
        user = site.visit()
        if not isinstance(component, pn.viewable.Viewable):
            user.session.service(seen, lambda: component)
            user.rest()
        for name in kind._weighty:
            user.browser.event(component._number, name, {"key": "k"})
        user.rest()
    assert len(threads) == len(kind._weighty)
    assert threading.get_ident() not in threads


# -- files to visitors ------------------------------------------------------------------------------


@pytest.fixture
def pressed() -> Iterator[tuple[User, Any]]:
    """A visitor who presses a button for a file again and again, and fetches none."""
    button = pn.widgets.FileDownload(callback=lambda: b"x" * KB, filename="a.bin", name="Get")
    other = pn.widgets.FileDownload(b"y" * KB, filename="b.bin", name="Other")
    with testing.Site(lambda: pn.Column(button, other)) as site:
        user = site.visit()
        user.browser.event(other._number, "request")
        for _ in range(20):
            user.browser.event(button._number, "request")
            user.rest()
        yield user, next(node for node in user.browser.nodes.values() if node.type == "Parcels")


def test_files_that_nobody_fetches_make_room(pressed: tuple[User, Any]) -> None:
    user, parcels = pressed
    assert [offer["name"] for offer in parcels.props["offers"]] == ["b.bin", "a.bin", "a.bin"]
    assert user.download("Get").data == b"x" * KB


def test_a_file_that_is_gone_is_a_refusal(pressed: tuple[User, Any]) -> None:
    user, parcels = pressed
    first = parcels.props["offers"][0]["key"]
    for key, offset in ((first + 1, 0), (first, -1), (first, 10**400), (first, True)):
        user.browser.event(parcels.id, "pull", {"key": key, "offset": offset})
    user.rest()
    assert [error.code for error in user.browser.errors] == ["bad-value"] * 4


def test_one_that_is_being_fetched_goes_on(pressed: tuple[User, Any]) -> None:
    user, parcels = pressed
    button, first = parcels.props["offers"][1]["owner"], parcels.props["offers"][1]["key"]
    user.browser.event(parcels.id, "pull", {"key": first, "offset": 0})
    for _ in range(5):
        user.browser.event(button, "request")
        user.rest()
    assert parcels.props["offers"][1]["key"] == first
    assert len(parcels.props["offers"]) == 4
