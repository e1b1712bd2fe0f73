"""A late tick is found wherever it hides, and visitors without a browser are answered as others are."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from benchmarks.environments import Environment
from benchmarks.errors import ServerError
from benchmarks.frameworks import frameworks
from benchmarks.guests import arrive, visiting
from benchmarks.measures.fairness import Notes, expect_blocks, lateness, read_notes
from benchmarks.servers import serving


def test_ticks_on_time_are_not_late() -> None:
    assert lateness([0.0, 1.0, 2.0, 3.0], 1.0, start=0.0, end=3.0) == [0.0, 0.0, 0.0]


def test_a_late_tick_is_late_once_and_the_one_that_catches_up_is_not_early() -> None:
    assert lateness([0.0, 1.0, 2.5, 3.0, 4.0], 1.0, start=0.0, end=4.0) == [0.0, 0.5, 0.0, 0.0]


def test_what_arithmetic_leaves_behind_is_not_lateness() -> None:
    assert lateness([0.1, 0.2, 0.3, 0.4], 0.1, start=0.1, end=0.4) == [0.0, 0.0, 0.0]


def test_a_drifting_schedule_is_late_by_its_drift_and_no_more() -> None:
    ticks = [number * 1.25 for number in range(41)]
    assert lateness(ticks, 1.0, start=0.0, end=50.0) == [0.25] * 40


def test_a_wait_that_began_before_the_watch_counts_in_full() -> None:
    assert lateness([0.0, 7.0], 1.0, start=5.0, end=7.5) == [6.0]


def test_a_wait_under_way_at_the_end_counts_once_it_is_too_long() -> None:
    assert lateness([0.0, 1.0], 1.0, start=0.0, end=1.5) == [0.0]
    assert lateness([0.0, 1.0], 1.0, start=0.0, end=4.0) == [0.0, 2.0]


def test_a_session_that_never_ticks_is_late_by_the_whole_watch() -> None:
    assert lateness([], 1.0, start=10.0, end=20.0) == [9.0]


def test_notes_are_read_as_the_apps_write_them() -> None:
    notes = Notes.parse("3.5", "1.0,1.1;;2.0")
    assert notes == Notes([3.5], [[1.0, 1.1], [], [2.0]])
    assert Notes.parse("", "1.0").blocks == []
    assert notes.lateness(1.0, 1.2) == pytest.approx([0.0, 0.1, 0.1])


def test_a_session_that_did_not_block_fails_the_sample() -> None:
    expect_blocks([0.0, 2.1, 4.2], 10.0)
    with pytest.raises(ServerError, match="expected a block of 2 s again and again for 10 s, got 2"):
        expect_blocks([0.0, 2.1], 10.0)


@pytest.mark.parametrize("name", ["lanai", "floor"])
def test_a_guest_without_a_browser_makes_the_session_tick(name: str) -> None:
    async def visit() -> None:
        framework = frameworks()[name]
        async with serving(framework, Environment(Path(sys.executable), {}), "ticks") as server:
            watched = await arrive(server, "role=ticker")
            try:
                await watched.read(r"(3 ticks)")
            finally:
                await watched.leave()
            async with visiting(server, ["role=ticker"]):
                notes = await read_notes(server)
        assert len(notes.ticks) == 2
        assert len(notes.ticks[0]) >= 3
        assert notes.blocks == []

    asyncio.run(visit())


def test_lanai_acknowledges_every_fourth_frame_and_nothing_else() -> None:
    framework = frameworks()["lanai"]
    data = {"v": 1, "ws": "/_lanai/ws", "token": "secret", "frame": {"t": "frame", "rev": 1}}
    page = f'<script type="application/json" id="lanai-page">{json.dumps(data)}</script>'
    assert framework.open is not None
    opening = framework.open(page, "/ticks")
    assert json.loads(opening.messages[0]) == {"t": "open", "v": 1, "token": "secret", "rev": 1}
    answers = [opening.answer(f'{{"t":"frame","rev":{rev},"ack":0}}') for rev in range(2, 8)]
    assert answers == [None, None, None, '{"t": "ack", "rev": 5}', None, None]
    assert opening.answer('{"t":"ack","seq":7}') is None


def test_nicegui_is_opened_with_its_clients_id_and_answers_pings() -> None:
    framework = frameworks()["nicegui"]
    assert framework.open is not None
    opening = framework.open("query: {'client_id': 'abc', 'next_message_id': 0},", "/ticks")
    assert "client_id=abc&" in opening.path
    assert opening.answer("2") == "3"
    assert opening.answer('42["update",{}]') is None


def test_a_page_that_names_no_socket_is_an_error() -> None:
    opened = [framework for framework in frameworks().values() if framework.open is not None]
    for framework in [framework for framework in opened if not framework.sessions_by_socket]:
        assert framework.open is not None
        with pytest.raises(ServerError, match="in the page, got"):
            framework.open("<p>Not found</p>", "/ticks")
