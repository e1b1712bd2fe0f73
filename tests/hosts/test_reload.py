"""Apps that are being written: a save sends the pages to new sessions, which get what visitors had entered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.server import ServerThread
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get

APP = """
import lanai as pn
from {module} import WORD
speed = pn.widgets.IntSlider(name="Speed", start=0, end={end}, value={value})
who = pn.widgets.TextInput(name="Who", value="you")
pn.Column(speed, who, pn.bind(lambda number: f"{{WORD}} {{number}}", speed)).servable()
"""

Save = Callable[..., None]


@pytest.fixture
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder with an app, and a module of a name that no other test uses."""
    before = list(sys.path)
    (tmp_path / f"{module_of(tmp_path)}.py").write_text('WORD = "hello"\n')
    save(tmp_path)
    yield tmp_path
    sys.path[:] = before
    sys.modules.pop(module_of(tmp_path), None)


def module_of(folder: Path) -> str:
    return f"words_{folder.name.replace('-', '_')}"


def save(folder: Path, value: int = 3, end: int = 20, more: str = "") -> None:
    text = APP.format(module=module_of(folder), value=value, end=end) + more
    (folder / "app.py").write_text(text)


@pytest.fixture
def server(launch: Launch, folder: Path) -> ServerThread:
    return launch(str(folder / "app.py"), autoreload=True)


def edit(visitor: Visitor, type: str, value: Any) -> None:
    visitor.browser.edit(visitor.find(type).id, {"value": value})


def words(visitor: Visitor) -> str:
    return str(visitor.find("Markdown").props["html"])


def again(visitor: Visitor) -> Visitor:
    """What a browser does that is told to load the page again: the page after this one, given back what was entered."""
    visitor.until(lambda: visitor.browser.reload is not None)
    assert visitor.browser.reload is not None
    visitor.leave()
    after = Visitor(visitor.url)
    given = httpx.post(
        f"{visitor.url}/_lanai/reload",
        json={"token": after.state["token"], "values": visitor.browser.reload.values},
        trust_env=False,
        timeout=PATIENCE,
    )
    assert given.status_code == 204
    return after.connect()


def test_a_save_loads_the_page_again_with_what_was_entered(server: ServerThread, folder: Path) -> None:
    with Visitor(server.url).connect() as visitor:
        edit(visitor, "IntSlider", 7)
        visitor.until(lambda: "hello 7" in words(visitor))
        save(folder, value=5, more='pn.pane.Str("new").servable()\n')
        with again(visitor) as after:
            after.until(lambda: "hello 7" in words(after))
            assert after.find("Str").props["text"] == "new"
            assert after.find("TextInput").props["value"] == "you"


def test_what_nobody_touched_is_as_the_app_says(server: ServerThread, folder: Path) -> None:
    with Visitor(server.url).connect() as visitor:
        edit(visitor, "TextInput", "me")
        save(folder, value=5)
        with again(visitor) as after:
            after.until(lambda: after.find("TextInput").props["value"] == "me")
            assert after.find("IntSlider").props["value"] == 5


def test_what_no_longer_fits_is_left_out(server: ServerThread, folder: Path) -> None:
    with Visitor(server.url).connect() as visitor:
        edit(visitor, "IntSlider", 19)
        edit(visitor, "TextInput", "me")
        visitor.until(lambda: "hello 19" in words(visitor))
        save(folder, end=10)
        with again(visitor) as after:
            after.until(lambda: after.find("TextInput").props["value"] == "me")
            assert "hello 3" in words(after)


def test_a_module_that_the_app_imports_counts_and_is_imported_anew(
    server: ServerThread, folder: Path
) -> None:
    with Visitor(server.url).connect() as visitor:
        assert "hello 3" in words(visitor)
        (folder / f"{module_of(folder)}.py").write_text(
            'WORD = "howdy"\n'
        )  # as long as it was, and in the same second
        with again(visitor) as after:
            assert "howdy 3" in words(after)


def test_the_hooks_of_the_old_session_run_and_then_it_is_gone(server: ServerThread, folder: Path) -> None:
    seen: list[str] = []
    pn.state.on_session_created(lambda context: seen.append(f"created {context.id}"))
    pn.state.on_session_destroyed(lambda context: seen.append(f"destroyed {context.id}"))
    with Visitor(server.url).connect() as visitor:
        first = seen[0].split()[1]
        save(folder, value=4)
        with again(visitor):
            second = seen[-1].split()[1]
            assert sorted(seen) == sorted([f"created {first}", f"destroyed {first}", f"created {second}"])
            assert [session.id for session in server.server.host.sessions] == [second]


def test_a_syntax_error_is_told_and_changes_nothing_until_it_is_mended(
    server: ServerThread, folder: Path
) -> None:
    with Visitor(server.url).connect() as visitor:
        edit(visitor, "IntSlider", 7)
        save(folder, more="def (:\n")
        visitor.until(lambda: visitor.browser.errors)
        assert visitor.browser.errors[0].code == "app-error"
        assert "SyntaxError" in visitor.browser.errors[0].message
        edit(visitor, "TextInput", "still here")
        save(folder, value=4)
        with again(visitor) as after:
            after.until(lambda: after.find("TextInput").props["value"] == "still here")
            after.until(lambda: "hello 7" in words(after))


def test_an_app_that_fails_has_a_page_that_looks_for_the_next_save(
    server: ServerThread, folder: Path
) -> None:
    with Visitor(server.url).connect() as visitor:
        edit(visitor, "IntSlider", 7)
        save(folder, more="1 / 0\n")
        visitor.until(lambda: visitor.browser.reload is not None)
    failed = get(server.url)
    assert failed.status_code == 500
    assert "ZeroDivisionError" in failed.text
    before = get(f"{server.url}/_lanai/reload").text
    assert f'data-generation="{before}"' in failed.text
    assert "'self'" in failed.headers["content-security-policy"]
    save(folder)
    while get(f"{server.url}/_lanai/reload").text == before:
        pass
    assert "hello 3" in words(Visitor(server.url))


def test_only_the_apps_that_changed_are_loaded_again(launch: Launch, folder: Path) -> None:
    (folder / "other.py").write_text('import lanai as pn\npn.pane.Str("other").servable()\n')
    server = launch({"app": str(folder / "app.py"), "other": str(folder / "other.py")}, autoreload=True)
    with Visitor(f"{server.url}/app").connect() as app, Visitor(f"{server.url}/other").connect() as other:
        save(folder, value=4)
        app.until(lambda: app.browser.reload is not None)
        (folder / "other.py").write_text('import lanai as pn\npn.pane.Str("another text").servable()\n')
        other.until(lambda: other.browser.reload is not None)
        assert other.browser.closed is None or other.browser.closed == "destroyed"
    assert get(f"{server.url}/other").text.count("another text") == 1


def test_further_files_may_be_watched(launch: Launch, folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").write_text("1")
    server = launch(str(folder / "app.py"), autoreload=True, watch=folder / "data")
    with Visitor(server.url).connect() as visitor:
        (folder / "data" / "a.csv").write_text("2")
        visitor.until(lambda: visitor.browser.reload is not None)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"[" * 100_000, 400, id="a deep list"),
        pytest.param(b'{"token": "x", "values": []}', 403, id="a token of somebody else"),
        pytest.param(b'{"token": "x", "values": [1]}', 400, id="values that are none"),
        pytest.param(b"x" * (5 * 1024 * 1024), 413, id="too much"),
    ],
)
def test_what_is_given_back_is_checked(server: ServerThread, body: bytes, status: int) -> None:
    answer = httpx.post(f"{server.url}/_lanai/reload", content=body, trust_env=False, timeout=PATIENCE)
    assert answer.status_code == status


def test_a_page_of_a_foreign_origin_gives_nothing_back(server: ServerThread) -> None:
    visitor = Visitor(server.url)
    values = [["IntSlider", "Speed", 0, {"value": 7}]]
    body = {"token": visitor.state["token"], "values": values}
    answer = httpx.post(
        f"{server.url}/_lanai/reload", json=body, headers={"origin": "https://evil.example"}, trust_env=False
    )
    assert answer.status_code == 403


def test_without_autoreload_there_is_no_such_place(launch: Launch, folder: Path) -> None:
    server = launch(str(folder / "app.py"), dev=True)
    assert get(f"{server.url}/_lanai/reload").status_code == 404


def test_a_function_cannot_be_run_anew(launch: Launch) -> None:
    with pytest.raises(UsageError, match="put it into a file"):
        launch(lambda: pn.pane.Str("a"), autoreload=True)
