"""Scheduled tasks, on a clock moved by hand: years in seconds."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import threading
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from lanai.callbacks.schedule.scheduler import Scheduler
from lanai.callbacks.schedule.task import Policy, ScheduledTask
from lanai.callbacks.schedule.when import UTC, Cron, Every, parse_period
from lanai.callbacks.workers import WorkerThreads
from lanai.errors import CallbackError
from lanai.testing.clock import START, ManualClock, ManualLoop

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


class Plan:
    """A scheduler on a loop whose time is moved by hand. `times` notes when tasks ran, in s since the start."""

    def __init__(self, start: dt.datetime = START) -> None:
        self.loop = ManualLoop()
        self.clock = ManualClock(self.loop, start)
        self.scheduler = Scheduler()
        self.workers = WorkerThreads(idle=0.1)
        self.times: list[float] = []

    def __enter__(self) -> Plan:
        self.scheduler.start(self.loop, self.clock, self.workers, random.Random(1))
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.run_until_complete(self.scheduler.stop())
        self.loop.close()

    async def note(self) -> None:
        self.times.append(self.clock.monotonic())

    def rest(self) -> None:
        self.loop.run_until_complete(self._spin())

    def pass_time(self, seconds: float) -> None:
        end = self.loop.time() + seconds
        self.rest()
        while (due := self.loop.next_timer()) is not None and due <= end:
            self.loop.move_to(due)
            self.rest()
        self.loop.move_to(end)
        self.rest()

    def jump(self, seconds: float) -> None:
        self.loop.move_to(self.loop.time() + seconds)
        self.rest()

    async def _spin(self) -> None:
        await asyncio.sleep(0)
        while self.loop.has_ready() or self.workers.active:
            await asyncio.sleep(0)


@pytest.fixture
def plan() -> Iterator[Plan]:
    with Plan() as plan:
        yield plan


def test_a_period_begins_at_once_and_keeps_its_grid(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, period="10s")
    plan.pass_time(35)
    assert plan.times == [0, 10, 20, 30]


def test_a_period_begins_at_its_time(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, at=START + dt.timedelta(seconds=5), period="10s")
    plan.pass_time(30)
    assert plan.times == [5, 15, 25]


def test_a_period_whose_beginning_is_long_past_fires_no_burst(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, at=START - dt.timedelta(seconds=61), period="10s")
    plan.pass_time(20)
    assert plan.times == [9, 19]


def test_a_time_is_run_once_and_the_task_ends(plan: Plan) -> None:
    task = plan.scheduler.add("task", plan.note, at=START + dt.timedelta(hours=30))
    plan.pass_time(100 * 3600)
    assert plan.times == [30 * 3600]
    assert task.ended


def test_times_of_an_iterator_are_run_until_it_ends(plan: Plan) -> None:
    times = iter([START + dt.timedelta(seconds=number) for number in (-5, 3, 7)])
    task = plan.scheduler.add("task", plan.note, at=times)
    plan.pass_time(100)
    assert plan.times == [3, 7]
    assert task.ended


def test_a_function_tells_the_next_time_in_utc_and_ends_with_none(plan: Plan) -> None:
    asked: list[dt.datetime] = []

    def following(now: dt.datetime) -> dt.datetime | None:
        asked.append(now)
        return (now + dt.timedelta(seconds=4)).replace(tzinfo=None) if len(asked) <= 3 else None

    task = plan.scheduler.add("task", plan.note, at=following)
    plan.pass_time(60)
    assert plan.times == pytest.approx([4, 8, 12], abs=0.01)
    assert all(moment.tzinfo is UTC for moment in asked)
    assert task.ended


def test_code_that_tells_times_runs_on_a_thread_and_holds_up_no_other_task(plan: Plan) -> None:
    threads: set[int] = set()
    asked, go_on = threading.Event(), threading.Event()

    def times() -> Iterator[dt.datetime]:
        threads.add(threading.get_ident())
        asked.set()
        go_on.wait(10)
        yield START + dt.timedelta(seconds=5)

    plan.scheduler.add("slow", plan.note, at=times())
    assert asked.wait(10)
    plan.loop.run_until_complete(asyncio.sleep(0))  # the loop turns although nobody has told the time yet
    assert plan.scheduler["slow"].next_run is None
    go_on.set()
    plan.pass_time(10)
    assert plan.times == [5]
    assert threading.get_ident() not in threads


def test_an_answer_that_comes_when_its_task_is_cancelled_plans_nothing(plan: Plan) -> None:
    go_on = threading.Event()

    def ask(now: dt.datetime) -> dt.datetime:
        go_on.wait(10)
        return now + dt.timedelta(seconds=1)

    plan.scheduler.add("task", plan.note, at=ask)
    plan.scheduler.cancel("task")
    go_on.set()
    plan.pass_time(10)
    assert plan.times == []


@pytest.mark.parametrize("error", [StopIteration(), SystemExit(1), KeyboardInterrupt(), ValueError("no")])
def test_code_that_fails_to_tell_a_time_ends_its_task_and_no_other(
    plan: Plan, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    def ask(now: dt.datetime) -> dt.datetime:
        raise error

    plan.scheduler.add("bad", plan.note, at=ask)
    plan.scheduler.add("good", plan.note, period="1s")
    plan.pass_time(1)
    assert plan.scheduler["bad"].ended
    assert plan.times == [0, 1]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [error]


def test_a_naive_time_is_local_to_the_zone(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, at=dt.datetime(2026, 1, 1, 9), tz=NEW_YORK)
    plan.pass_time(24 * 3600)
    assert plan.times == [14 * 3600]


def test_cron_means_local_time() -> None:
    cron = Cron("0 9 * * *", NEW_YORK)
    assert cron.after(dt.datetime(2026, 1, 1, 0, tzinfo=UTC)) == dt.datetime(2026, 1, 1, 14, tzinfo=UTC)
    assert cron.after(dt.datetime(2026, 7, 1, 0, tzinfo=UTC)) == dt.datetime(2026, 7, 1, 13, tzinfo=UTC)


def _runs(expression: str, first: dt.datetime, last: dt.datetime, zone: ZoneInfo = BERLIN) -> list[str]:
    cron, found, moment = Cron(expression, zone), [], first.astimezone(UTC)
    while (due := cron.after(moment)) is not None and due < last.astimezone(UTC):
        found.append(due.astimezone(zone).strftime("%d %H:%M %z"))
        moment = due
    return found


def test_a_time_that_the_clock_jumps_over_is_run_an_hour_later_on_the_wall() -> None:
    first, last = dt.datetime(2026, 3, 28, 12, tzinfo=BERLIN), dt.datetime(2026, 3, 30, 12, tzinfo=BERLIN)
    assert _runs("30 2 * * *", first, last) == ["29 03:30 +0200", "30 02:30 +0200"]


def test_a_time_that_comes_twice_is_run_once() -> None:
    first, last = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN), dt.datetime(2026, 10, 26, 12, tzinfo=BERLIN)
    assert _runs("30 2 * * *", first, last) == ["25 02:30 +0200", "26 02:30 +0100"]


def test_what_runs_every_hour_follows_real_time_through_both_changes() -> None:
    spring = _runs(
        "0 * * * *",
        dt.datetime(2026, 3, 29, 0, 30, tzinfo=BERLIN),
        dt.datetime(2026, 3, 29, 5, tzinfo=BERLIN),
    )
    assert spring == ["29 01:00 +0100", "29 03:00 +0200", "29 04:00 +0200"]
    autumn = _runs(
        "30 * * * *", dt.datetime(2026, 10, 25, 1, tzinfo=BERLIN), dt.datetime(2026, 10, 25, 4, tzinfo=BERLIN)
    )
    assert autumn == ["25 01:30 +0200", "25 02:30 +0200", "25 02:30 +0100", "25 03:30 +0100"]


@pytest.mark.parametrize(
    "zone", [BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")]
)
def test_ten_years_of_days_have_one_run_each(zone: ZoneInfo) -> None:
    cron = Cron("30 2 * * *", zone)
    moment = dt.datetime(2026, 1, 1, tzinfo=zone).astimezone(UTC)
    end = dt.datetime(2036, 1, 1, tzinfo=zone).astimezone(UTC)
    days = []
    while (moment := cron.after(moment)) < end:  # type: ignore[operator, assignment]
        days.append(moment.astimezone(zone).date())
    assert len(days) == len(set(days)) == (dt.date(2036, 1, 1) - dt.date(2026, 1, 1)).days


def test_a_year_of_a_task_runs_on_the_clock_moved_by_hand() -> None:
    with Plan(dt.datetime(2026, 1, 1, tzinfo=UTC)) as plan:
        task = plan.scheduler.add("task", plan.note, cron="30 2 * * *", tz=BERLIN)
        plan.pass_time(365 * 86400)
        assert task.runs == 365
        assert len(task.history) == 10
        assert task.skipped == 0


@pytest.mark.parametrize(
    ("start", "hours"),
    [
        (dt.datetime(2026, 3, 27, 12, tzinfo=UTC), [20, 43, 67]),
        (dt.datetime(2026, 10, 23, 12, tzinfo=UTC), [19, 44, 68]),
    ],
)
def test_a_period_of_days_from_a_local_time_keeps_its_time_of_day(
    start: dt.datetime, hours: list[int]
) -> None:
    with Plan(start) as plan:
        at = (start + dt.timedelta(days=1)).replace(hour=9, tzinfo=None)
        plan.scheduler.add("task", plan.note, at=at, period="1d", tz=BERLIN)
        plan.pass_time(3 * 86400)
        assert plan.times == [hour * 3600 for hour in hours]


def test_tasks_that_are_over_are_not_listed_without_bound(plan: Plan) -> None:
    for number in range(300):
        plan.scheduler.add(f"job {number}", plan.note, at=plan.clock.now() + dt.timedelta(seconds=1))
        plan.pass_time(2)
    assert len(plan.times) == 300
    assert len(list(plan.scheduler)) <= 101


# -- overlap ----------------------------------------------------------------------------------------


def _slow(plan: Plan, seconds: float) -> object:
    async def work() -> None:
        plan.times.append(plan.clock.monotonic())
        await asyncio.sleep(seconds)

    return work


def test_overlap_skip_leaves_out_what_falls_due_meanwhile(plan: Plan) -> None:
    task = plan.scheduler.add("task", _slow(plan, 2.5), period="1s")  # type: ignore[arg-type]
    plan.pass_time(6.9)
    assert plan.times == [0, 3, 6]
    assert task.skipped == 4


def test_overlap_queue_runs_it_afterwards(plan: Plan) -> None:
    plan.scheduler.add("task", _slow(plan, 1.5), period="1s", policy=Policy(overlap="queue"))  # type: ignore[arg-type]
    plan.pass_time(6)
    assert plan.times == [0, 1.5, 3, 4.5, 6]


def test_overlap_allow_runs_side_by_side(plan: Plan) -> None:
    plan.scheduler.add("task", _slow(plan, 2.5), period="1s", policy=Policy(overlap="allow"))  # type: ignore[arg-type]
    plan.pass_time(3)
    assert plan.times == [0, 1, 2, 3]


# -- what was missed --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("catch_up", "ran"), [("skip", [0, 6]), ("once", [0, 5.5, 6]), ("all", [0, 5.5] + [5.5] * 4 + [6])]
)
def test_runs_missed_while_the_process_was_suspended(catch_up: str, ran: list[float]) -> None:
    with Plan() as plan:
        policy = Policy(catch_up=catch_up, grace=0.2, overlap="queue")  # type: ignore[arg-type]
        plan.scheduler.add("task", plan.note, period="1s", policy=policy)
        plan.pass_time(0.5)
        plan.jump(5)
        plan.pass_time(0.6)
        assert plan.times == ran


def test_a_run_that_is_late_within_the_grace_is_run(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, period="10s", policy=Policy(grace=5))
    plan.pass_time(1)
    plan.jump(12)
    assert plan.times == [0, 13]


# -- control ----------------------------------------------------------------------------------------


def test_a_name_is_planned_once_and_another_definition_warns(
    plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    first = plan.scheduler.add("task", plan.note, period="1s")
    assert plan.scheduler.add("task", plan.note, period="1s") is first
    assert caplog.text == ""
    assert plan.scheduler.add("task", plan.note, period="2s") is first
    assert "another name" in caplog.text
    plan.pass_time(2)
    assert plan.times == [0, 1, 2]


def test_a_cancelled_name_added_again_never_runs_the_old_one(plan: Plan) -> None:
    old: list[float] = []

    async def outdated() -> None:
        old.append(plan.clock.monotonic())

    plan.scheduler.add("task", outdated, at=START + dt.timedelta(seconds=5), period="10s")
    plan.pass_time(1)
    plan.scheduler.cancel("task")
    plan.scheduler.add("task", plan.note, at=START + dt.timedelta(seconds=7), period="10s")
    plan.pass_time(20)
    assert old == []
    assert plan.times == [7, 17]


def test_cancelling_during_a_run_cancels_the_coroutine(plan: Plan) -> None:
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    task = plan.scheduler.add("task", work, period="1000s")
    plan.pass_time(1)
    plan.scheduler.cancel("task")
    plan.rest()
    assert ended == ["cancelled"]
    assert [run.outcome for run in task.history] == ["cancelled"]


def test_cancel_with_wait_lets_the_next_run_happen(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, period="5s")
    plan.pass_time(1)
    plan.scheduler.cancel("task", wait=True)
    plan.pass_time(60)
    assert plan.times == [0, 5]


def test_pause_resume_and_run_now(plan: Plan) -> None:
    task = plan.scheduler.add("task", plan.note, period="10s")
    plan.pass_time(1)
    task.pause()
    plan.pass_time(30)
    assert plan.times == [0]
    task.run_now()
    plan.rest()
    task.resume()
    plan.pass_time(10)
    assert plan.times == [0, 31, 40]


def test_a_task_planned_before_there_is_a_loop_begins_with_it() -> None:
    plan = Plan()
    plan.scheduler.add("task", plan.note, period="1d")
    assert [task.next_run for task in plan.scheduler] == [None]
    with plan:
        plan.pass_time(86400)
    assert len(plan.times) >= 1


# -- failure ----------------------------------------------------------------------------------------


def test_a_failure_is_logged_counted_and_remembered_and_the_plan_goes_on(
    plan: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("no data")

    task = plan.scheduler.add("task", fail, period="1s")
    _wait_for_runs(plan, task, 1)
    plan.pass_time(1)
    _wait_for_runs(plan, task, 2)
    assert task.failures == 2
    last = task.last_run
    assert last is not None
    assert (last.outcome, last.error) == ("failed", "ValueError: no data")
    assert "ValueError: no data" in caplog.text


def _wait_for_runs(plan: Plan, task: ScheduledTask, runs: int) -> None:
    while task.runs < runs:
        plan.rest()


def test_retries(plan: Plan) -> None:
    attempts: list[float] = []

    async def works_the_third_time() -> None:
        attempts.append(plan.clock.monotonic())
        if len(attempts) < 3:
            raise ConnectionError("away")

    task = plan.scheduler.add(
        "task", works_the_third_time, period="1h", policy=Policy(retries=5, retry_delay=10)
    )
    plan.pass_time(100)
    assert attempts == [0, 10, 20]
    last = task.last_run
    assert last is not None
    assert (last.outcome, last.attempts, last.duration) == ("ok", 3, 20)


def test_jitter_delays_within_its_bound_and_does_not_move_the_grid(plan: Plan) -> None:
    plan.scheduler.add("task", plan.note, period="100s", policy=Policy(jitter=10))
    plan.pass_time(1000)
    late = [moment % 100 for moment in plan.times]
    assert len(plan.times) == 10
    assert all(0 <= delay <= 10 for delay in late)
    assert len(set(late)) > 1


# -- bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("500ms", 0.5), ("1s", 1), ("1h30m", 5400), ("2h", 7200), ("1d", 86400), ("1w", 604800), ("1.5s", 1.5)],
)
def test_periods(text: str, seconds: float) -> None:
    assert parse_period(text).total_seconds() == seconds


@pytest.mark.parametrize("bad", ["", "1", "s", "1x", "0s", "-1s", "1s!", 5, dt.timedelta(0)])
def test_a_bad_period_says_what_was_expected(bad: object) -> None:
    with pytest.raises(CallbackError, match="Expected a period such as"):
        parse_period(bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({}, "Expected a period"),
        ({"cron": "61 * * * *"}, "Expected a cron expression"),
        ({"cron": "nonsense"}, "Expected a cron expression"),
        ({"cron": "* * * * *", "period": "1s"}, "either cron or"),
        ({"at": 5}, "Expected a period"),
        ({"period": "1s", "at": iter([])}, "datetime where there is a period"),
    ],
)
def test_bad_times_are_refused_at_once(plan: Plan, times: dict[str, object], message: str) -> None:
    with pytest.raises(CallbackError, match=message):
        plan.scheduler.add("task", plan.note, **times)  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", [{"overlap": "maybe"}, {"catch_up": "never"}, {"jitter": -1}])
def test_bad_policies_are_refused_at_once(plan: Plan, policy: dict[str, object]) -> None:
    with pytest.raises(CallbackError, match="Expected"):
        plan.scheduler.add("task", plan.note, period="1s", policy=Policy(**policy))  # type: ignore[arg-type]


def test_every_is_a_grid() -> None:
    grid = Every(START, dt.timedelta(seconds=10))
    assert grid.after(START - dt.timedelta(days=1)) == START
    assert grid.after(START) == START + dt.timedelta(seconds=10)
    assert grid.after(START + dt.timedelta(seconds=19.5)) == START + dt.timedelta(seconds=20)
