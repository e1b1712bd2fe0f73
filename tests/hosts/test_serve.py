"""`pn.serve`: what can be served, and how it is told to."""

from __future__ import annotations

import asyncio
import socket
import threading
import webbrowser
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai.errors import AppError, AppNotFound, PortInUse, UsageError
from lanai.hosts.asgi.server import Server, ServerThread
from lanai.hosts.serve import serve
from lanai.session.process import Process
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get

SCRIPT = """
import lanai as pn
pn.pane.Markdown("text of a script").servable(title="A script")
"""


def text_of(visitor: Visitor) -> str:
    return str(visitor.find("IntSlider").props.get("text", ""))


# -- what can be served -----------------------------------------------------------------------------


def test_a_function_makes_new_components_for_every_visitor(launch: Launch) -> None:
    server = launch(lambda: Counter())
    first, second = Visitor(server.url), Visitor(server.url)
    assert first.find("IntSlider").id != second.find("IntSlider").id
    assert first.state["token"] != second.state["token"]


def test_a_component_is_shared_by_all_visitors(launch: Launch) -> None:
    server = launch(Counter(text="shared"))
    first, second = Visitor(server.url), Visitor(server.url)
    assert first.find("IntSlider").id == second.find("IntSlider").id
    assert text_of(first) == "shared"


def test_a_coroutine_function_is_an_app(launch: Launch) -> None:
    async def app() -> Counter:
        await asyncio.sleep(0)
        return Counter(text="awaited")

    assert text_of(Visitor(launch(app).url)) == "awaited"


def test_a_path_is_an_app(launch: Launch, tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(SCRIPT)
    server = launch(str(file))
    assert "text of a script" in get(server.url).text
    assert "<title>A script</title>" in get(server.url).text


def test_a_dict_serves_several_with_an_index(launch: Launch) -> None:
    server = launch(
        {"sales_by_month": Counter(text="one"), "/two/": Counter(text="two"), "deep/path": Counter()},
        title={"two": "The <second>"},
    )
    assert text_of(Visitor(f"{server.url}/sales_by_month")) == "one"
    assert text_of(Visitor(f"{server.url}/two")) == "two"
    assert "<title>The &lt;second&gt;</title>" in get(f"{server.url}/two").text
    index = get(server.url)
    assert index.status_code == 200
    assert _links(index.text) == {
        "/sales_by_month": "Sales by month",
        "/two": "The <second>",
        "/deep/path": "Deep/path",
    }
    assert get(f"{server.url}/three").status_code == 404


def test_an_app_at_the_root_needs_no_index(launch: Launch) -> None:
    server = launch({"/": Counter(text="root"), "other": Counter(text="other")})
    assert text_of(Visitor(server.url)) == "root"
    assert text_of(Visitor(f"{server.url}/other")) == "other"


def test_the_index_may_be_an_app_or_a_file(launch: Launch, tmp_path: Path) -> None:
    apps = {"one": Counter(text="one"), "two": Counter(text="two")}
    assert text_of(Visitor(launch(apps, index="two").url)) == "two"
    file = tmp_path / "start.html"
    file.write_text("<h1>Welcome</h1>")
    assert get(launch(apps, index=str(file)).url).text == "<h1>Welcome</h1>"


def test_everything_lives_below_the_prefix(launch: Launch) -> None:
    server = launch({"one": Counter(text="one"), "two": Counter()}, prefix="some/where")
    assert server.url == f"http://localhost:{server.port}/some/where"
    with Visitor(f"{server.url}/one") as visitor:
        assert visitor.state["ws"] == "/some/where/_lanai/ws"
        assert 'src="/some/where/_lanai/static/' in visitor.response.text
        visitor.connect()
        visitor.browser.event(visitor.find("IntSlider").id, "click")
        visitor.until(lambda: visitor.find("IntSlider").props.get("clicks") == 1)
    assert set(_links(get(f"{server.url}/").text)) == {"/some/where/one", "/some/where/two"}
    assert get(f"http://localhost:{server.port}/one").status_code == 404


def test_static_folders_are_served_and_nothing_beside_them(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a file")
    (tmp_path / "secret.txt").write_text("a secret")
    server = launch(Counter(), static_dirs={"files": tmp_path / "files"})
    assert get(f"{server.url}/files/a.txt").text == "a file"
    for path in ("../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "nothing"):
        assert get(f"{server.url}/files/{path}").status_code == 404


# -- how it runs ------------------------------------------------------------------------------------


def test_threaded_answers_when_it_returns_and_stops(launch: Launch) -> None:
    thread = launch(Counter())
    assert isinstance(thread, ServerThread)
    assert get(thread.url).status_code == 200
    assert thread.is_alive()
    thread.stop()
    assert not thread.is_alive()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("localhost", thread.port), PATIENCE)
    thread.stop()


def test_kill_all_servers_stops_all(launch: Launch, process: Process) -> None:
    threads = [launch(Counter()), launch(Counter())]
    assert len(process.servers) == 2
    pn.state.kill_all_servers()
    assert not any(thread.is_alive() for thread in threads)
    assert process.servers == []


def test_an_app_may_stop_its_own_server(launch: Launch) -> None:
    def app() -> Counter:
        counter = Counter()
        counter.param.watch(lambda event: thread.stop(), "clicks")
        return counter

    thread = launch(app)
    with Visitor(thread.url).connect() as visitor:
        visitor.browser.event(visitor.find("IntSlider").id, "click")
        visitor.until(lambda: visitor.browser.closed == "stopping")
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_server_that_is_not_started_has_its_port(process: Process) -> None:
    server = serve(Counter(), start=False, show=True)
    assert isinstance(server, Server)
    assert server.port > 0
    assert process.servers == []
    thread = server.start()
    assert process.servers == [server]
    assert get(server.url).status_code == 200
    server.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    with pytest.raises(UsageError, match="started before"):
        server.run()


def test_a_server_that_was_never_started_gives_its_port_back(process: Process) -> None:
    server = serve(Counter(), start=False)
    server.stop()
    with socket.create_server(("localhost", server.port)):
        pass


def test_blocking_ends_with_the_server(process: Process, capsys: pytest.CaptureFixture[str]) -> None:
    seen: list[int] = []

    def app() -> Counter:
        pn_servers[0].stop()
        return Counter()

    pn_servers = process.servers

    def visit() -> None:
        while not process.servers:
            pause.wait(0.01)
        seen.append(get(process.servers[0].url).status_code)

    pause = threading.Event()
    visitor = threading.Thread(target=visit)
    visitor.start()
    server = serve(app, show=False)
    visitor.join(PATIENCE)
    assert seen == [200]
    assert capsys.readouterr().out == f"Launching server at http://localhost:{server.port}\n"


def test_beside_a_running_loop_it_serves_on_a_thread(process: Process) -> None:
    async def notebook() -> None:
        thread = serve(Counter(), show=False, verbose=False)
        assert isinstance(thread, ServerThread)
        assert (await asyncio.to_thread(get, thread.url)).status_code == 200
        await asyncio.to_thread(thread.stop)

    asyncio.run(notebook())


def test_on_a_loop_of_the_callers(process: Process) -> None:
    async def main() -> None:
        server = serve(Counter(), show=False, verbose=False, loop=asyncio.get_running_loop())
        assert isinstance(server, Server)
        assert (await asyncio.to_thread(get, server.url)).status_code == 200
        await asyncio.to_thread(server.stop)

    asyncio.run(main())


def test_show_opens_a_browser(launch: Launch, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    shown = threading.Event()

    def note(url: str) -> None:
        opened.append(url)
        shown.set()

    monkeypatch.setattr(webbrowser, "open", note)
    thread = serve(Counter(), threaded=True, verbose=False)
    assert isinstance(thread, ServerThread)
    assert shown.wait(PATIENCE)
    assert opened == [thread.url]
    thread.stop()


def test_stopping_tells_the_browser_and_runs_the_hooks(launch: Launch) -> None:
    ended: list[str] = []

    def app() -> Counter:
        pn.state.on_session_destroyed(lambda context: ended.append("sync"))
        pn.state.on_session_destroyed(later)
        return Counter()

    async def later(context: Any) -> None:
        await asyncio.sleep(0)
        ended.append("async")

    server = launch(app)
    with Visitor(server.url).connect() as visitor:
        visitor.until(lambda: True)
        Visitor(server.url)  # never connected
        server.stop()
        visitor.until(lambda: visitor.browser.closed == "stopping")
    assert sorted(ended) == ["async", "async", "sync", "sync"]


def test_each_server_has_its_own_number_of_threads_which_an_app_may_change(
    launch: Launch, process: Process
) -> None:
    def app() -> Counter:
        given = pn.config.nthreads
        if given == 5:
            pn.config.nthreads = 7
        return Counter(text=f"{given}, {pn.config.nthreads}")

    process.settings.nthreads = 2
    for options, said in [({"num_threads": 3}, "3, 3"), ({"num_threads": 5}, "5, 7"), ({}, "2, 2")]:
        assert text_of(Visitor(launch(app, **options).url)) == said


# -- what is refused --------------------------------------------------------------------------------


def test_a_port_in_use_is_said_in_one_line(launch: Launch) -> None:
    with pytest.raises(PortInUse, match="is in use by another program") as error:
        launch(Counter(), port=launch(Counter()).port)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("panels", "options", "error", "says"),
    [
        pytest.param({}, {}, UsageError, "at least one app", id="nothing"),
        pytest.param("nowhere.py", {}, AppNotFound, "no app at 'nowhere.py'", id="no file"),
        pytest.param("pyproject.toml", {}, AppError, "expected a .py", id="another file"),
        pytest.param({"a{b": Counter()}, {}, UsageError, "such as '/app'", id="half a template"),
        pytest.param({"{a}/{a}": Counter()}, {}, UsageError, "path template", id="a name twice"),
        pytest.param({"{a:hue}": Counter()}, {}, UsageError, "path template", id="an unknown kind"),
        pytest.param({"_lanai/ws": Counter()}, {}, UsageError, "such as '/app'", id="our own path"),
        pytest.param(Counter(), {"port": 70_000}, UsageError, "between 0 and 65535", id="a port"),
        pytest.param(Counter(), {"address": "203.0.113.1"}, UsageError, "Cannot listen", id="an address"),
        pytest.param(Counter(), {"colour": "red"}, UsageError, "no setting 'colour'", id="a setting"),
        pytest.param(
            Counter(), {"keep_alive": "1"}, UsageError, "'keep_alive', got '1'", id="a text for a number"
        ),
        pytest.param(
            Counter(), {"unused_session_lifetime": -1}, UsageError, "ms above 0", id="a negative time"
        ),
        pytest.param(
            Counter(), {"websocket_origin": "a b/c"}, UsageError, "WebSocket origin", id="an origin"
        ),
        pytest.param(
            Counter(), {"static_dirs": {"a": "nowhere"}}, UsageError, "Expected a folder", id="a folder"
        ),
        pytest.param(Counter(), {"prefix": "a b"}, UsageError, "'prefix'", id="a prefix"),
        pytest.param({"a": Counter()}, {"index": "nowhere"}, UsageError, "'index'", id="an index"),
    ],
)
def test_what_cannot_be_served_is_said(
    process: Process, panels: Any, options: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        serve(panels, threaded=True, show=False, verbose=False, **options)
    assert process.servers == []


def _links(html: str) -> dict[str, str]:
    """What the index links to, and by which words."""
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        place = ""
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.place = dict(attrs).get("href") or self.place
            self.inside = tag == "strong"

        def handle_data(self, data: str) -> None:
            if self.inside:
                found[self.place] = data
                self.inside = False

    Reader().feed(html)
    return found
