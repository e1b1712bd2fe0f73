"""The fixtures for pytest, as a project that only installs Lanai has them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

APP = """
import lanai as pn

def app():
    button = pn.widgets.Button(name="Try")
    button.on_click(fail)
    return button

def fail(event):
    raise ValueError("no such thing")
"""


def run(folder: Path, tests: str, *options: str) -> str:
    """What pytest prints for a file with these tests."""
    (folder / "test_it.py").write_text(APP + tests)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        os.devnull,
        "--rootdir",
        str(folder),
        "-p",
        "no:cacheprovider",
    ]
    result = subprocess.run(
        [*command, "-q", "-W", "error", *options, str(folder)], capture_output=True, text=True, check=False
    )
    return result.stdout + result.stderr


def test_an_error_in_a_callback_fails_the_test_with_its_traceback(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
def test_one(lanai_visit):
    lanai_visit(app).click("Try")

def test_two(lanai_site):
    site = lanai_site({"a": app, "b": app})
    user = site.visit("/b")
    with site.expect_errors(ValueError, match="no such"):
        user.click("Try")
""",
    )
    assert "1 failed, 1 passed" in said
    assert "FAILED" in said
    assert "AppFailed: The app's own code failed during the test: click of a Button failed" in said
    assert 'raise ValueError("no such thing")' in said


def test_an_error_that_was_expected_and_did_not_come_fails(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
import pytest

@pytest.mark.parametrize("kind", [KeyError, ValueError])
def test_it(lanai_site, kind):
    site = lanai_site(app)
    user = site.visit()
    with site.expect_errors(kind, match="nothing like it"):
        user.click("Try")
""",
    )
    assert "2 failed" in said
    assert "Expected the app's code to raise a KeyError that matches 'nothing like it'" in said
    assert "ValueError: no such thing" in said


def test_beside_another_failure_it_is_told(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
def test_it(lanai_visit):
    user = lanai_visit(app)
    user.click("Try")
    assert user.sees("Thank you")
""",
    )
    assert "1 failed" in said
    assert "error" not in said.splitlines()[-1]
    assert "assert user.sees" in said.replace("       ", " ")
    assert 'raise ValueError("no such thing")' in said


def test_an_error_while_the_session_ends_is_one_of_the_test(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
def leaving():
    pn.state.on_session_destroyed(fail)
    return "here"

def test_it(lanai_visit):
    assert lanai_visit(leaving).sees("here")
""",
    )
    assert "1 passed, 1 error" in said
    assert 'raise ValueError("no such thing")' in said


def test_sites_end_with_their_test(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
seen = []

def leaving():
    pn.state.on_session_destroyed(lambda context: seen.append("gone"))
    return "here"

def test_one(lanai_visit, lanai_site):
    lanai_visit(leaving)
    lanai_site(leaving).visit()
    assert seen == []

def test_two():
    assert seen == ["gone", "gone"]
""",
    )
    assert "2 passed" in said


@pytest.mark.parametrize("options", [(), ("--cov=lanai", "--cov-report=")], ids=["bare", "with coverage"])
def test_a_project_that_does_not_test_apps_does_not_load_lanai(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "test_plain.py").write_text(
        "import sys\n\ndef test_it():\n    loaded = [name for name in sys.modules if name.partition('.')[0] == 'lanai']\n"
        "    assert loaded == [] and 'pytest_lanai' in sys.modules\n"
    )
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "-p", "no:cacheprovider", "-q", *options]
    environment = {**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage")}
    environment.pop("COVERAGE_PROCESS_START", None)
    environment.pop("COVERAGE_PROCESS_CONFIG", None)
    result = subprocess.run(
        [*command, str(tmp_path / "plain")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=tmp_path,
    )
    assert "1 passed" in result.stdout, result.stdout + result.stderr


def test_the_monitor_fails_a_test_whose_app_holds_up_the_loop(tmp_path: Path) -> None:
    said = run(
        tmp_path,
        """
import asyncio
import param

class Watched(param.Parameterized):
    value = param.Parameter()

def change(function):
    source = Watched()
    source.param.watch(function, "value")

    async def main():
        source.value = 1

    asyncio.run(main())

def slow(event):
    pass

async def quick(event):
    pass

def test_one(lanai_monitor):
    change(slow)

def test_two(lanai_monitor):
    change(quick)
""",
    )
    assert "1 failed, 1 passed" in said
    assert "CalledOnLoop" in said
    assert "slow() at" in said
