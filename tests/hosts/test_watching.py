"""Looking for changed files takes its time where an app has imported much, and the event loop does not wait for it."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

from lanai.hosts.asgi.watching import changes, local_modules


def test_files_are_looked_for_on_a_thread(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text("1")
    threads: list[int] = []

    def files() -> set[Path]:
        threads.append(threading.get_ident())
        if len(threads) == 2:  # it is watched by now
            app.write_text("22")
        return {app}

    async def follow() -> set[Path]:
        async for changed in changes(files):
            assert threading.get_ident() not in threads[1:]
            return changed
        return set()

    assert asyncio.run(asyncio.wait_for(follow(), 20)) == {app}


def test_where_a_module_lies_is_found_out_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("beside")
    module.__file__ = str(tmp_path / "beside.py")
    monkeypatch.setitem(sys.modules, "beside", module)
    places: dict[str, Path] = {}
    first = local_modules([tmp_path], places)
    assert first == {"beside": tmp_path / "beside.py"}
    known = dict(places)
    assert len(known) > 100  # those of the standard library are looked at, too

    places[str(tmp_path / "beside.py")] = tmp_path / "elsewhere" / "beside.py"
    assert local_modules([tmp_path / "elsewhere"], places)["beside"] == tmp_path / "elsewhere" / "beside.py"
