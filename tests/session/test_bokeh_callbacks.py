"""A document's own callbacks, and `curdoc()`: each in the session that the document belongs to."""

from __future__ import annotations

import asyncio
import contextvars
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from bokeh.document import Document
from bokeh.document.locking import without_document_lock
from bokeh.io import curdoc
from bokeh.io.doc import patch_curdoc

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from tests.session.mirror import figure, models


def page(build: Callable[[Any], object]) -> Callable[[], Viewable]:
    """An app that does something to its document."""

    def app() -> Viewable:
        build(curdoc())
        return pn.widgets.StaticText(value="page")

    return app


def test_each_session_has_its_own_document_on_every_thread_and_task() -> None:
    seen: list[tuple[Document, ...]] = []

    def app() -> Viewable:
        mine = [curdoc(), pn.state.curdoc]

        def click(_: object) -> None:
            mine.append(curdoc())
            with patch_curdoc(Document()):
                pass
            mine.append(curdoc())
            seen.append(tuple(mine))

        button = pn.widgets.Button(name="Look")
        button.on_click(click)
        return pn.Column(button)

    with testing.Site(app) as site:
        outside = curdoc()
        users = [site.visit(), site.visit()]
        for user in users:
            user.click("Look")
        assert [len(set(mine)) for mine in seen] == [1, 1]
        assert len({seen[0][0], seen[1][0], outside}) == 3
        assert curdoc() is outside


def test_tasks_have_the_sessions_document() -> None:
    seen: list[Document] = []

    def app() -> Viewable:
        seen.append(curdoc())
        button = pn.widgets.Button(name="Look")

        async def click(_: object) -> None:
            seen.append(curdoc())
            await asyncio.create_task(later())

        async def later() -> None:
            await asyncio.sleep(0)
            seen.append(curdoc())

        button.on_click(click)
        return button

    with testing.Site(app) as site:
        site.visit().click("Look")
        assert len(seen) == 3
        assert len(set(seen)) == 1


def test_outside_sessions_bokeh_is_as_it_was() -> None:
    outside, other = curdoc(), Document()
    with testing.Site(lambda: pn.widgets.StaticText(value="page")) as site:
        site.visit()
        with patch_curdoc(other):
            assert curdoc() is other
            with patch_curdoc(outside):
                assert curdoc() is outside
            assert curdoc() is other
        assert curdoc() is outside


def test_a_context_that_outlives_what_was_current_in_it_has_the_sessions_document() -> None:
    seen: list[bool] = []

    def build(doc: Any) -> None:
        with patch_curdoc(Document()):
            context = contextvars.copy_context()
        seen.append(context.run(curdoc) is doc)

    with testing.Site(page(build)) as site:
        site.visit()
        assert seen == [True]


def test_two_threads_do_not_take_each_others_document() -> None:
    with testing.Site(lambda: pn.widgets.StaticText(value="page")) as site:
        site.visit()
        both, seen = threading.Barrier(2), []

        def work() -> None:
            mine = Document()
            with patch_curdoc(mine):
                both.wait(10)
                seen.append(curdoc() is mine)
                both.wait(10)

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [True, True]


SCRIPT = """
import sys
from lanai import testing
import lanai as pn
def app():
    from bokeh.io import curdoc
    assert curdoc() is pn.state.curdoc
    return pn.widgets.StaticText(value=str(curdoc() is pn.state.curdoc))
with testing.Site({"/": app, "/plain": lambda: pn.widgets.StaticText(value="plain")}) as site:
    assert site.visit("/plain").sees("plain")
    assert "bokeh" not in sys.modules
    assert site.visit("/").sees("True")
    import bokeh.io.doc
    assert type(bokeh.io.doc.__loader__).__module__.startswith(("importlib", "_frozen_importlib"))
    assert type(bokeh.io.curdoc()).__name__ == "Document"
"""


def test_bokeh_may_be_imported_by_the_app_and_is_not_before() -> None:
    result = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_next_tick() -> None:
    runs: list[Any] = []
    with testing.Site(page(lambda doc: doc.add_next_tick_callback(lambda: runs.append(curdoc())))) as site:
        user = site.visit()
        site.settle()
        assert runs == [user.session.document.get()]


def test_timeout() -> None:
    runs: list[float] = []
    with testing.Site(page(lambda doc: doc.add_timeout_callback(lambda: runs.append(1), 500))) as site:
        site.visit()
        site.advance(0.4)
        assert runs == []
        site.advance(5)
        assert runs == [1]


def test_periodic() -> None:
    runs: list[Document] = []
    handles: list[Any] = []

    def build(doc: Document) -> None:
        handles.append(doc.add_periodic_callback(lambda: runs.append(curdoc()), 100))

    with testing.Site(page(build)) as site:
        user = site.visit()
        site.advance(0.35)
        assert runs == [user.session.document.get()] * 3
        user.session.document.get().remove_periodic_callback(handles[0])
        site.advance(1)
        assert len(runs) == 3


def test_coroutines_and_callbacks_without_the_lock() -> None:
    runs: list[str] = []

    async def tick() -> None:
        await asyncio.sleep(0.5)
        runs.append("tick")

    @without_document_lock
    async def unlocked() -> None:
        curdoc().add_next_tick_callback(lambda: runs.append("from unlocked"))

    async def again() -> None:
        runs.append("again")

    def build(doc: Any) -> None:
        doc.add_next_tick_callback(tick)
        doc.add_timeout_callback(unlocked, 10)
        doc.add_periodic_callback(again, 400)

    with testing.Site(page(build)) as site:
        site.visit()
        site.advance(0.1)
        assert runs == ["from unlocked"]
        site.advance(0.5)
        assert sorted(runs[1:]) == ["again", "tick"]


def test_what_is_called_off_does_not_run() -> None:
    runs: list[str] = []
    go_on = threading.Event()

    def build(doc: Document) -> None:
        tick = doc.add_next_tick_callback(lambda: runs.append("tick"))
        doc.remove_next_tick_callback(tick)
        timeout = doc.add_timeout_callback(lambda: runs.append("timeout"), 100)
        doc.add_timeout_callback(lambda: doc.remove_timeout_callback(timeout), 50)
        go_on.set()

    with testing.Site(page(build)) as site:
        site.visit()
        site.advance(1)
        assert go_on.is_set()
        assert runs == []


def test_what_a_callback_raises_is_logged_and_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    runs: list[int] = []

    def fail() -> None:
        runs.append(1)
        raise LookupError("no such thing")

    with testing.Site(page(lambda doc: doc.add_periodic_callback(fail, 100))) as site:
        site.visit()
        site.advance(0.35)
        assert len(runs) == 3
        assert caplog.text.count("LookupError: no such thing") == 3


def test_callbacks_end_with_the_session() -> None:
    runs: list[int] = []
    ended: list[Any] = []

    async def hook(context: Any) -> None:
        ended.append(context.id)

    def build(doc: Any) -> None:
        doc.add_periodic_callback(lambda: runs.append(1), 100)
        doc.on_session_destroyed(hook)
        doc.on_session_destroyed(hook)

    with testing.Site(page(build)) as site:
        user = site.visit()
        user.leave()
        count = len(runs)
        site.advance(5)
        assert len(runs) == count
        assert ended == [user.session.id]


def test_the_documents_session_context_is_the_sessions() -> None:
    seen: list[Any] = []
    with testing.Site(page(lambda doc: seen.append(doc.session_context.request.arguments))) as site:
        site.visit("/?name=Ada")
        assert seen == [{"name": [b"Ada"]}]


def test_a_callback_of_one_document_may_change_a_model_of_another() -> None:
    shared = models.Range1d(0, 1)
    seen: list[Document] = []

    def note(attr: str, old: Any, new: Any) -> None:
        seen.append(curdoc())

    shared.on_change("end", note)

    def change(doc: Document) -> None:
        shared.end = 7
        seen.append(curdoc())

    apps = {"/plot": lambda: pn.pane.Bokeh(figure(x_range=shared)), "/": page(change)}
    with testing.Site(apps) as site:
        first = site.visit("/plot")
        second = site.visit("/")
        assert seen == [first.session.document.get(), second.session.document.get()]
