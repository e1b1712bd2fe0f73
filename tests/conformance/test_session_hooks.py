"""The code blocks of "Run Tasks at Session Start or End", with `lanai serve --setup` and with `pn.serve`."""

from __future__ import annotations

import os
import pathlib
import re

import pytest

from lanai.wire import messages
from tests.hosts.visitor import Visitor, get
from tests.support.servers import Program, Run, eventually

DOCUMENTS = pathlib.Path(__file__).parent / "documents"
SETUP, APP = str(DOCUMENTS / "session_setup.py"), str(DOCUMENTS / "session_app.py")
QUICK = ("--port", "0", "--unused-session-lifetime", "2000", "--check-unused-sessions", "200")
STUCK = """
import time
import lanai as pn

def stuck():
    print("stuck", flush=True)
    time.sleep(600)

pn.state.on_session_destroyed(lambda context: print(f"Destroyed {context.id} for itself", flush=True))
pn.state.onload(stuck)
pn.pane.Markdown("hello").servable()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")


def said(program: Program, word: str) -> list[str]:
    """What the program printed so far that begins with `word`. Two threads may print into one line."""
    found = re.findall(
        rf"^({word}\b.*)$", re.sub(r"(?<!\n)(?=Destroyed)", "\n", program.output), re.MULTILINE
    )
    return [line.strip() for line in found]


def test_with_a_setup_script_each_session_is_created_and_destroyed_once(run: Run) -> None:
    program = run("-m", "lanai", "serve", APP, "--setup", SETUP, *QUICK)
    with Visitor(f"{program.url}/session_app?a=1").connect() as visitor:
        visitor.until(lambda: True)
    eventually(lambda: len(said(program, "Destroyed")) == 2)
    assert said(program, "Created") == ["Created a session running at the /session_app?a=1 endpoint"]
    (id,) = [line.split()[1] for line in said(program, "Built")]
    assert sorted(said(program, "Destroyed")) == [f"Destroyed {id} for all", f"Destroyed {id} for itself"]
    assert "Traceback" not in program.output


def test_a_server_that_stops_destroys_those_that_live(run: Run) -> None:
    program = run("-m", "lanai", "serve", APP, "--setup", SETUP, "--port", "0")
    with Visitor(f"{program.url}/session_app").connect() as visitor:
        Visitor(f"{program.url}/session_app")  # never connected
        visitor.until(lambda: True)
        assert program.stop() == 0
    ids = [line.split()[1] for line in said(program, "Built")]
    assert len(ids) == 2
    expected = [f"Destroyed {id} for {whom}" for id in ids for whom in ("all", "itself")]
    assert sorted(said(program, "Destroyed")) == sorted(expected)


@pytest.mark.parametrize("how", ["left", "stopped"])
def test_a_callback_that_never_returns_does_not_keep_the_hooks(
    run: Run, tmp_path: pathlib.Path, how: str
) -> None:
    (tmp_path / "stuck.py").write_text(STUCK)
    program = run("-m", "lanai", "serve", "stuck.py", "--setup", SETUP, *QUICK)
    with Visitor(program.url).connect() as visitor:
        visitor.browser.say(messages.Loaded())
        eventually(lambda: said(program, "stuck") == ["stuck"])
        if how == "stopped":
            assert program.stop() == 0
    eventually(lambda: len(said(program, "Destroyed")) == 2)
    assert "A synchronous callback goes on" in program.output


def test_warming_up_fires_no_hook(run: Run) -> None:
    program = run("-m", "lanai", "serve", APP, "--setup", SETUP, "--warm", *QUICK)
    assert get(program.url).status_code == 200
    eventually(lambda: len(said(program, "Destroyed")) == 2)
    assert len(said(program, "Built")) == 2, "once unseen, once for the visitor"
    assert len(said(program, "Created")) == 1


def test_a_script_that_registers_it_inside_a_session_is_told_where_it_belongs(
    run: Run, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "inside.py").write_text("import lanai as pn\npn.state.on_session_created(print)\n")
    program = run("-m", "lanai", "serve", "inside.py", "--port", "0")
    assert get(program.url).status_code == 500
    eventually(lambda: "lanai serve --setup" in program.output)
    assert "InsideSession" in program.output


def test_before_pn_serve_it_works_for_functions_and_shared_components(run: Run) -> None:
    program = run(str(DOCUMENTS / "session_serve.py"))
    for path in ("/function", "/shared"):
        with Visitor(f"{program.url}{path}").connect() as visitor:
            visitor.until(lambda: True)
    eventually(lambda: len(said(program, "Destroyed")) == 2)
    assert said(program, "Created") == [
        f"Created a session running at the {path} endpoint" for path in ("/function", "/shared")
    ]
    assert sorted(line.split()[-1] for line in said(program, "Destroyed")) == ["/function", "/shared"]
    assert len({line.split()[1] for line in said(program, "Destroyed")}) == 2
