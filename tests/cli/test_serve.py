"""`lanai serve`, as a program."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lanai
from lanai.wire import messages
from tests.hosts.visitor import PATIENCE, Visitor, get

APP = """
import lanai as pn
pn.state.on_session_destroyed(lambda context: print(f"destroyed {context.id}\\n", end="", flush=True))
pn.pane.Markdown("hello").servable()
"""
BLOCKED = """
import time
import lanai as pn
pn.state.on_session_destroyed(lambda context: print(f"destroyed {context.id}\\n", end="", flush=True))
pn.state.onload(lambda: (print("blocked", flush=True), time.sleep(60)))
pn.pane.Markdown("hello").servable()
"""
STUCK = """
import time
import lanai as pn
async def stuck():
    print("stuck", flush=True)
    time.sleep(60)
pn.state.onload(stuck)
pn.pane.Markdown("hello").servable()
"""


def notebook(*cells: str) -> str:
    """A notebook's text with these code cells."""
    found = [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": found})


def url_in(program: Program) -> str:
    """Where it serves, of the lines that were read."""
    return next(line for line in program.lines if "Launching server at" in line).rpartition(" ")[2]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")


class Program:
    """A running `python -m lanai`, its output read line by line."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lanai", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(lanai.__file__).parents[1])},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._queue: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self._queue.put(line.rstrip("\n"))
        self._queue.put(None)

    def until(self, found: Callable[[str], bool]) -> str:
        """Read lines until one is `found`; the test fails when the program ends before."""
        while (line := self._queue.get(timeout=30)) is not None:
            self.lines.append(line)
            if found(line):
                return line
        raise AssertionError(f"the program ended with: {self.lines}")

    def url(self) -> str:
        """Where it serves, once it says so."""
        return self.until(lambda line: "Launching server at" in line).rpartition(" ")[2]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait. Returns the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        while not self._queue.empty():
            self.lines.extend(filter(None, [self._queue.get()]))
        return code


Run = Callable[..., Program]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Starts programs in a folder of the test's own, with its apps; they end with the test."""
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "blocked.py").write_text(BLOCKED)
    (tmp_path / "stuck.py").write_text(STUCK)
    programs: list[Program] = []

    def run(*arguments: str) -> Program:
        programs.append(Program(tmp_path, *arguments))
        return programs[-1]

    yield run
    for program in programs:
        if program.process.poll() is None:
            program.process.kill()
        program.wait()


# -- serving ----------------------------------------------------------------------------------------


def test_a_file_is_served_at_its_name_and_at_the_root(run: Run) -> None:
    url = run("serve", "app.py", "--port", "0").url()
    for path in ("/app", "/"):
        assert Visitor(f"{url}{path}").find("Markdown")
    assert get(f"{url}/other").status_code == 404


def test_several_files_have_an_index(run: Run) -> None:
    url = run("serve", "app.py", "blocked.py", "--port", "0").url()
    assert 'href="/app"' in get(url).text
    assert 'href="/blocked"' in get(url).text
    assert get(f"{url}/app").status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(run: Run, number: int) -> None:
    program = run("serve", "app.py", "--port", "0")
    url = program.url()
    with Visitor(url).connect() as visitor:
        Visitor(url)  # never connected
        visitor.until(lambda: True)
        assert program.end(number) == 0
        visitor.until(lambda: visitor.browser.closed == "stopping")
    assert sum(line.startswith("destroyed ") for line in program.lines) == 2
    assert not any("Traceback" in line for line in program.lines)


def test_a_blocked_callback_does_not_keep_it(run: Run) -> None:
    program = run("serve", "blocked.py", "--port", "0")
    with Visitor(program.url()).connect() as visitor:
        visitor.browser.say(messages.Loaded())
        program.until(lambda line: line == "blocked")
        assert program.end() == 0
    assert any("goes on although session" in line for line in program.lines)
    assert any(line.startswith("destroyed ") for line in program.lines)


def test_even_a_blocked_loop_does_not_keep_it(run: Run) -> None:
    program = run("serve", "stuck.py", "--port", "0")
    with Visitor(program.url()).connect() as visitor:
        visitor.browser.say(messages.Loaded())
        program.until(lambda line: line == "stuck")
        assert program.end() == 1
    assert any("did not end in time" in line for line in program.lines)


def test_the_number_of_threads_reaches_the_apps(run: Run, tmp_path: Path) -> None:
    (tmp_path / "threads.py").write_text(
        "import lanai as pn\npn.pane.Markdown(f'{pn.config.nthreads} threads').servable()\n"
    )
    url = run("serve", "threads.py", "--port", "0", "--num-threads", "3").url()
    assert "3 threads" in get(url).text


def test_the_flags_reach_the_server(run: Run, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("a file")
    (tmp_path / "setup.py").write_text(
        "import lanai as pn\npn.state.on_session_created(lambda context: print('created', flush=True))\n"
    )
    (tmp_path / "broken.py").write_text("raise ValueError('why')\n")
    program = run(
        *(
            "serve",
            "app.py",
            "broken.py",
            "--port",
            "0",
            "--address",
            "127.0.0.1",
            "--prefix",
            "p",
            "--index",
            "app",
        ),
        *("--static-dirs", "f=files", "--setup", "setup.py", "--dev", "--log-level", "debug"),
        *("--allow-websocket-origin", "friend.example", "--allow-websocket-origin", "other.example:1"),
        *("--unused-session-lifetime", "2000", "--check-unused-sessions", "200", "--keep-alive", "0"),
        *("--session-token-expiration", "60", "--websocket-max-message-size", "1000"),
    )
    url = program.url()
    assert url.startswith("http://127.0.0.1:")
    assert url.endswith("/p")
    assert "ValueError: why" in get(f"{url}/broken").text
    assert get(f"{url}/f/a.txt").text == "a file"
    with Visitor(f"{url}/").connect(origin="https://friend.example") as visitor:
        visitor.browser.edit(visitor.find("Markdown").id, {"object": "x" * 1500})
        visitor.until(lambda: [error.code for error in visitor.browser.errors] == ["too-large"])
    program.until(lambda line: line.startswith("destroyed "))
    assert "created" in program.lines


def test_apps_come_as_scripts_notebooks_documents_folders_and_patterns(run: Run, tmp_path: Path) -> None:
    say = "import lanai as pn\nfrom words import WORD\npn.pane.Str(WORD + ' {}').servable()\n"
    places = {
        "one": "apps/one.py",
        "two": "apps/two.ipynb",
        "three": "apps/three.md",
        "four.0": "four.0/main.ipynb",
    }
    for name, place in places.items():
        path = tmp_path / place
        path.parent.mkdir(exist_ok=True)
        (path.parent / "words.py").write_text("WORD = 'hello from'\n")
        code = say.format(name)
        path.write_text(
            {".py": code, ".md": f"# Third\n\n```python\n{code}```\n"}.get(path.suffix, notebook(code)),
        )
    url = run("serve", "apps/o*.py", "apps/t*", "four.0", "--port", "0").url()
    for name in places:
        assert f"hello from {name}" in get(f"{url}/{name}").text
    assert "Third" in get(url).text


def test_arguments_are_the_apps_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "arguments.py").write_text(
        "import sys\nimport lanai as pn\npn.pane.Str(sys.argv).servable()\n"
    )
    url = run("serve", "arguments.py", "--port", "0", "--args", "--name", "x", "y.csv").url()
    text = Visitor(url).find("Str").props["text"]
    assert text == "['arguments.py', '--name', 'x', 'y.csv']"


def test_a_record_says_whose_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.py").write_text(
        "import logging\nimport lanai as pn\nlogging.getLogger('mine').info('built')\n"
        "pn.state.onload(lambda: logging.info('loaded'))\npn.pane.Str('x').servable()\n"
    )
    program = run(
        "serve", "talks.py", "--port", "0", "--log-format", "%(name)s|%(endpoint)s|%(session)s|%(message)s"
    )
    with Visitor(program.url()).connect() as visitor:
        visitor.browser.say(messages.Loaded())
        built = program.until(lambda line: line.endswith("|built")).split("|")
        loaded = program.until(lambda line: line.endswith("|loaded")).split("|")
    assert built[:2] == ["mine", "/talks"]
    assert loaded[:2] == ["root", "/talks"]
    assert built[2] == loaded[2]
    assert len(built[2]) > 20


def test_a_log_may_go_to_a_file_and_tells_of_requests_only_when_debugging(run: Run, tmp_path: Path) -> None:
    for level in ("info", "debug"):
        program = run("serve", "app.py", "--port", "0", "--log-level", level, "--log-file", f"{level}.log")
        get(f"{program.url()}/app")
        assert program.end() == 0
        assert not any("INFO" in line for line in program.lines)
    assert "GET /app" not in (tmp_path / "info.log").read_text()
    assert "GET /app" in (tmp_path / "debug.log").read_text()


def test_warm_runs_each_app_before_the_first_visitor_and_calls_no_hook(run: Run, tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text("print('warming', flush=True)\n")
    (tmp_path / "wrong.py").write_text("1 / 0\n")
    (tmp_path / "setup.py").write_text(
        "import lanai as pn\npn.state.on_session_created(lambda context: print('created', flush=True))\n"
    )
    program = run("serve", "slow.py", "wrong.py", "--port", "0", "--warm", "--setup", "setup.py")
    program.until(lambda line: "The app at /wrong does not work" in line)
    get(f"{url_in(program)}/slow")
    program.until(lambda line: line == "created")
    assert program.lines.count("created") == 1
    assert "warming" in program.lines


def test_liveness(run: Run, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text("1 / 0\n")
    program = run("serve", "app.py", "wrong.py", "--port", "0", "--liveness-endpoint", "alive")
    url = program.url()
    assert get(f"{url}/alive").json() == {"/app": True, "/wrong": True}
    assert get(f"{url}/alive?endpoint=app").json() == {"/app": True}
    failed = get(f"{url}/alive?endpoint=/wrong")
    assert (failed.status_code, failed.json()) == (500, {"/wrong": False})
    assert get(f"{url}/alive?endpoint=/no").status_code == 404
    assert program.end() == 0
    assert not [line for line in program.lines if line.startswith("destroyed")]


def test_the_admin_page_is_said_where_it_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANAI_ADMIN_TOKEN", raising=False)
    program = run("serve", "app.py", "--port", "0", "--admin", "--admin-endpoint", "inside")
    url = program.url()
    line = program.until(lambda line: line.startswith("Admin page at "))
    assert get(line.removeprefix("Admin page at ")).status_code == 303
    assert get(f"{url}/inside").status_code == 403
    assert program.end() == 0


def test_a_save_reaches_the_page(run: Run, tmp_path: Path) -> None:
    program = run("serve", "app.py", "--port", "0", "--dev")
    with Visitor(program.url()).connect() as visitor:
        visitor.until(lambda: True)
        (tmp_path / "app.py").write_text(APP.replace("hello", "good day"))
        visitor.until(lambda: visitor.browser.reload is not None)
        assert "good day" in get(visitor.url).text
    assert program.end() == 0


# -- what is wrong with a command line --------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param([], "COMMAND", id="nothing"),
        pytest.param(["serv"], "serv", id="an unknown command"),
        pytest.param(["serve"], "FILE", id="no file"),
        pytest.param(["serve", "nowhere.py"], "no app at 'nowhere.py'", id="an unknown file"),
        pytest.param(["serve", "notes.txt"], "expected a .py", id="a file of another kind"),
        pytest.param(["serve", "app.py", "--colour"], "--colour", id="an unknown flag"),
        pytest.param(["serve", "app.py", "--port", "http"], "'http'", id="a port that is none"),
        pytest.param(["serve", "app.py", "--port", "99999"], "between 0 and 65535", id="a port too high"),
        pytest.param(
            ["serve", "app.py", "--address", "203.0.113.1", "--port", "0"], "listen", id="an address"
        ),
        pytest.param(["serve", "app.py", "--log-level", "loud"], "'loud'", id="a level"),
        pytest.param(["serve", "app.py", "--static-dirs", "files"], "PATH=FOLDER", id="a static folder"),
        pytest.param(["serve", "app.py", "--setup", "nowhere.py"], "no setup file", id="a setup file"),
        pytest.param(["serve", "app.py", "--index", "nowhere"], "'index'", id="an index"),
        pytest.param(["serve", "app.py", "--num-threads", "-1"], "'num_threads', got -1", id="threads"),
        pytest.param(["serve", "app.py", "--num-threads", "all"], "'all'", id="a word for threads"),
        pytest.param(["serve", "app.py", "--unused-session-lifetime", "0"], "above 0", id="a time"),
        pytest.param(["serve", "app.py", "--allow-websocket-origin", "a/b"], "origin", id="an origin"),
        pytest.param(["serve", "nothing/*.py"], "matches 'nothing/*.py'", id="a pattern without a file"),
        pytest.param(["serve", "empty"], "no app at 'empty/main.py'", id="a folder without an app"),
        pytest.param(["serve", "app.py", "--num-procs", "4"], "sticky", id="several processes"),
        pytest.param(["serve", "app.py", "--reuse-sessions"], "--warm", id="a flag of Panel's"),
        pytest.param(
            ["serve", "app.py", "--admin", "--admin-token", "x"], "16 characters", id="a short token"
        ),
        pytest.param(["serve", "app.py", "--unus", "1"], "--unus", id="a flag cut short"),
        pytest.param(["serve", "app.py", "--log-file", "nowhere/log"], "'nowhere/log'", id="a log file"),
        pytest.param(["serve", "app.py", "--log-format", "%(no"], "'%(no'", id="a log format"),
        pytest.param(["serve", "app.py", "--watch", "nowhere"], "at 'nowhere'", id="nothing to watch"),
        pytest.param(["serve", "app.py", "--ssl-certfile", "app.py"], "certificate", id="no certificate"),
        pytest.param(["serve", "app.py", "sub/app.py"], "both be served at /app", id="the same name twice"),
    ],
)
def test_one_line_and_exit_code_2(run: Run, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "app.py").write_text(APP)
    program = run(*arguments)
    assert program.wait() == 2
    assert len(program.lines) == 1, program.lines
    assert program.lines[0].startswith("lanai")
    assert says in program.lines[0]


def test_a_port_in_use_is_one_line(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        program = run("serve", "app.py", "--port", str(other.getsockname()[1]))
        assert program.wait() == 2
    assert len(program.lines) == 1
    assert "is in use by another program" in program.lines[0]


def test_a_setup_that_fails_is_the_users_own_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("raise ValueError('mine')\n")
    program = run("serve", "app.py", "--port", "0", "--setup", "setup.py")
    assert program.wait() == 1
    assert "ValueError: mine" in program.lines[-1]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["serve", "--help"]])
def test_help_and_version(run: Run, arguments: list[str]) -> None:
    program = run(*arguments)
    assert program.wait() == 0
    assert "lanai" in program.lines[0]
