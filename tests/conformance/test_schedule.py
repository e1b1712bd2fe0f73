"""The block of "Session State and Callbacks" that schedules global tasks, in an event loop as a notebook has one."""

from __future__ import annotations

import ast
import asyncio
import pathlib
import re
import types

import pytest

from lanai.session.process import Process, enter_process

DOCUMENTS = pathlib.Path(__file__).parent / "documents"


def test_global_tasks_run_in_a_notebooks_loop(capsys: pytest.CaptureFixture[str]) -> None:
    source = (DOCUMENTS / "schedule.py").read_text()
    code = compile(source, "schedule.py", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    leave = enter_process(Process())

    async def notebook() -> None:
        await types.FunctionType(code, {"__name__": "__main__"})()

    asyncio.run(notebook())
    leave()
    printed = capsys.readouterr().out
    assert 3 <= len(re.findall(r"Task executed at: \d{4}-", printed)) <= 4
    assert re.search(r"Next: \d{4}-\d\d-\d\d", printed)
