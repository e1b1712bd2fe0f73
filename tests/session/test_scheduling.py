"""`pn.state.schedule_task` in an app: where it may be declared, and that it runs outside sessions."""

from __future__ import annotations

import asyncio
import datetime as dt
import pathlib

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BuildError, CallbackError, InsideSession

RAN: list[bool] = []


async def outside() -> None:
    RAN.append(pn.state.served)


def test_a_task_declared_before_serving_runs_outside_every_session() -> None:
    RAN.clear()
    with testing.Site(lambda: "page") as site:
        task = pn.state.schedule_task("task", outside, period="10s")
        site.visit()
        site.advance(25)
        assert RAN == [False, False, False]
        assert [known.name for known in pn.state.tasks] == ["task"]
        assert task.runs == 3
        assert task.next_run == site.clock.now() + dt.timedelta(seconds=5)
        pn.state.cancel_task("task")
        site.advance(60)
        assert len(RAN) == 3
        assert pn.state.tasks == []


def test_a_task_of_app_code_is_refused_and_told_where_it_belongs() -> None:
    def app() -> str:
        pn.state.schedule_task("task", lambda: None, period="1s")
        return "page"

    with testing.Site(app) as site, pytest.raises(BuildError) as caught:
        site.visit()
    assert isinstance(caught.value.__cause__, InsideSession)
    assert "--setup" in str(caught.value.__cause__)


def test_a_task_of_a_script_is_refused_too(tmp_path: pathlib.Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        "import lanai as pn\ndef work(): pass\npn.state.schedule_task('task', work, period='1s')\n"
    )
    with testing.Site(script) as site, pytest.raises(BuildError, match="InsideSession"):
        site.visit()


def test_app_code_may_schedule_what_outlives_it() -> None:
    RAN.clear()

    def app() -> str:
        pn.state.schedule_task("task", outside, period="1s")
        return "page"

    with testing.Site(app) as site:
        site.visit().leave()
        ran = len(RAN)
        site.advance(5)
        assert len(RAN) == ran + 5


def test_in_a_notebooks_loop_it_runs_there() -> None:
    RAN.clear()

    async def main() -> None:
        pn.state.schedule_task("notebook", outside, period="1d")
        while not RAN:
            await asyncio.sleep(0)
        pn.state.cancel_task("notebook")

    with testing.Site(lambda: "page") as site:
        site.loop.run_until_complete(main())
    assert RAN == [False]


@pytest.mark.parametrize(
    "settings", [{"period": "soon"}, {"cron": "every day"}, {"period": "1s", "tz": "Mars/Olympus"}, {}]
)
def test_bad_schedules_are_refused_at_once(settings: dict[str, str]) -> None:
    with pytest.raises(CallbackError, match="Expected"):
        pn.state.schedule_task("bad", outside, **settings)  # type: ignore[arg-type]


def test_an_unknown_task_cannot_be_cancelled() -> None:
    with pytest.raises(CallbackError, match="There is no scheduled task 'nothing'"):
        pn.state.cancel_task("nothing")
