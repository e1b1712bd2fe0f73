"""The harness finds what is wrong: an app that does harm on purpose is reported, each fault as what it is."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

import pytest

from tests.attack import __main__ as command
from tests.attack.__main__ import tell
from tests.attack.arena import arena
from tests.attack.attacker import reached_nothing
from tests.attack.places import BLOCKABLE, PLACES
from tests.attack.scenarios import ALL, ATTACKS, GROUPS, chosen
from tests.attack.verdict import LONG, SHORT, Bounds, Seen, Verdict

BOUNDS = Bounds(click=150, page=SHORT.page, stop=300, small=SHORT.small, end=2.0, tidy=3.0)
TOGETHER = {
    "loop": "the event loop stood still for ",
    "memory": "the server grew by 3",
    "session": "left behind: 1 more of sessions",
    "thread": "left behind: 1 more of threads: left-behind",
    "file": "more of files: ",
}


def test_injected_faults_are_found_each_as_what_it_is() -> None:
    async def strike() -> Verdict:
        async with arena(BOUNDS) as field:
            verdict = await field.judge("faults", [ALL[f"faults/{fault}"] for fault in TOGETHER], 2.0, 1.0)
            await field.end_under(verdict, [ALL["faults/deaf"]], 1.0)
        return verdict

    found = "\n".join(asyncio.run(strike()).wrong)
    for line in (
        *TOGETHER.values(),
        "a neighbour's click took ",
        "the server did not end within 2 s of SIGTERM",
    ):
        assert line in found


def test_a_server_that_dies_is_found() -> None:
    async def strike() -> Verdict:
        async with arena(BOUNDS) as field:
            return await field.judge("death", [ALL["faults/death"]], 0.5, 1.0)

    found = "\n".join(asyncio.run(strike()).wrong)
    assert "the server is gone: " in found
    assert "a click was lost: " in found


def test_a_calm_server_holds() -> None:
    async def strike() -> Verdict:
        async with arena(BOUNDS) as field:
            return await field.judge("nothing", [], 0.5, 1.0)

    assert asyncio.run(strike()).wrong == []


def verdict_of(clicks: list[float], pages: list[float], own: float = 0.0) -> Verdict:
    made = Verdict("made", Seen([2.0], [3.0], [], 0.0), Seen(clicks, pages, [], own))
    made.judge(LONG, memory=100)
    return made


def test_one_long_wait_counts_as_all_the_clicks_that_fell_into_it() -> None:
    assert verdict_of([1.0] * 150 + [500.0], [3.0]).seen.click > 300


def test_each_figure_is_held_to_its_bound() -> None:
    assert verdict_of([19.0] * 100, [5.0]).wrong == []
    assert "a neighbour's click took 30 ms" in str(verdict_of([30.0] * 100, [3.0]))
    assert "no click of a neighbour was answered" in str(verdict_of([], [3.0]))
    assert "10.0 times the usual" in str(verdict_of([1.0], [30.0]))
    late = Verdict("late", Seen([2.0], [3.0], [], 0.0), Seen([2.0], [3.0], [], 40.0), stop=80.0, grown=101.0)
    late.judge(LONG, memory=100)
    assert late.wrong == ["the server grew by 101 MiB, not 100"]


def test_an_attack_that_is_turned_away_is_no_success() -> None:
    assert reached_nothing(Counter())
    assert reached_nothing(Counter({"came": 3, "Refused: status 404": 3}))
    assert not reached_nothing(Counter({"came": 3, "in": 1, "Refused: status 404": 2}))
    assert not reached_nothing(Counter({"came": 3, "TimeoutError: ": 3}))


def test_the_summary_names_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    held, failed = verdict_of([1.0], [3.0]), verdict_of([90.0], [3.0])
    assert tell([held]) == 0
    assert tell([held, failed]) == 1
    assert "2 attacks: 1 held, 1 FAILED" in capsys.readouterr().out


def test_attacks_are_chosen_by_name_and_by_group() -> None:
    assert chosen([]) == [*ATTACKS.values()]
    assert [attack.name for attack in chosen(["numbers/at", "uploads"])][:2] == [
        "numbers/at",
        GROUPS["uploads"][0].name,
    ]
    with pytest.raises(KeyError):
        chosen(["nonsense"])


def test_an_unknown_attack_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["attack", "--only", "nonsense"])
    with pytest.raises(SystemExit) as refused:
        command.main()
    assert refused.value.code == 2
    assert "got nonsense" in capsys.readouterr().err


def test_every_place_is_attacked() -> None:
    assert {f"exceptions/{place}" for place in PLACES} | {f"blocks/{place}" for place in BLOCKABLE} <= set(
        ATTACKS
    )
