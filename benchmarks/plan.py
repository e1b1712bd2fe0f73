"""How much is measured: the fixed bounds on counts and time of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Counts and durations of one run. Each round gives one sample per framework."""

    name: str
    import_rounds: int
    startup_rounds: int
    load_rounds: int
    weight_rounds: int
    big_load_rounds: int
    click_rounds: int
    clicks: int  # in one round
    cpu_rounds: int
    cpu_clicks: int  # in one round
    blocked_rounds: int
    session_rounds: int
    sessions: int  # in one round
    big_session_rounds: int
    big_sessions: int  # in one round
    stream_rounds: int
    stream_seconds: float  # watched in one round
    slow_rounds: int
    slow_seconds: float  # without reading, in one round
    fairness_rounds: int
    fairness_sessions: int  # in one round
    fairness_seconds: float  # of blocking, watched in one round
    idle_rounds: int
    idle_sessions: int  # at most, in one round
    idle_arrival_seconds: float  # in which they may come
    idle_seconds: float  # watched in one round
    sample_seconds: float  # after which a sample counts as failed
    run_seconds: float  # after which the run ends with what it has


FULL = Plan(
    name="full",
    import_rounds=7,
    startup_rounds=3,
    load_rounds=9,
    weight_rounds=2,
    big_load_rounds=4,
    click_rounds=4,
    clicks=40,
    cpu_rounds=3,
    cpu_clicks=100,
    blocked_rounds=4,
    session_rounds=5,
    sessions=40,
    big_session_rounds=3,
    big_sessions=10,
    stream_rounds=3,
    stream_seconds=5.0,
    slow_rounds=2,
    slow_seconds=60.0,
    fairness_rounds=1,
    fairness_sessions=200,
    fairness_seconds=10.0,
    idle_rounds=1,
    idle_sessions=5000,
    idle_arrival_seconds=40.0,
    idle_seconds=10.0,
    sample_seconds=90.0,
    run_seconds=1200.0,
)

QUICK = Plan(
    name="quick",
    import_rounds=3,
    startup_rounds=1,
    load_rounds=4,
    weight_rounds=1,
    big_load_rounds=2,
    click_rounds=2,
    clicks=12,
    cpu_rounds=2,
    cpu_clicks=30,
    blocked_rounds=2,
    session_rounds=3,
    sessions=20,
    big_session_rounds=2,
    big_sessions=4,
    stream_rounds=2,
    stream_seconds=3.0,
    slow_rounds=1,
    slow_seconds=10.0,
    fairness_rounds=1,
    fairness_sessions=50,
    fairness_seconds=5.0,
    idle_rounds=1,
    idle_sessions=500,
    idle_arrival_seconds=8.0,
    idle_seconds=3.0,
    sample_seconds=60.0,
    run_seconds=360.0,
)
