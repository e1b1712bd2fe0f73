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
    hostile_rounds: int
    hostile_ways: int  # of each kind, at most
    hostile_seconds: float  # watched beside each attack
    timer_rounds: int
    timer_visitors: int  # at most, in one round
    timer_arrival_seconds: float  # in which they may come
    timer_seconds: float  # watched in one round
    broadcast_rounds: int
    broadcast_visitors: int  # at most, in one round
    broadcast_arrival_seconds: float  # in which they may come
    broadcasts: int  # in one round
    growth_rounds: int
    growth_visitors: int  # at most, in one round
    growth_arrival_seconds: float  # in which they may come
    growth_clicks: int  # at each step
    idle_seconds: float  # watched at the end of one round
    sample_seconds: float  # after which a sample counts as failed
    run_seconds: float  # after which the run ends with what it has


FULL = Plan(
    name="full",
    import_rounds=5,
    startup_rounds=3,
    load_rounds=7,
    weight_rounds=2,
    big_load_rounds=3,
    click_rounds=3,
    clicks=20,
    cpu_rounds=3,
    cpu_clicks=150,
    blocked_rounds=3,
    session_rounds=5,
    sessions=30,
    big_session_rounds=3,
    big_sessions=8,
    stream_rounds=2,
    stream_seconds=4.0,
    slow_rounds=1,
    slow_seconds=15.0,
    fairness_rounds=1,
    fairness_sessions=200,
    fairness_seconds=8.0,
    hostile_rounds=1,
    hostile_ways=9,
    hostile_seconds=1.2,
    timer_rounds=1,
    timer_visitors=10_000,
    timer_arrival_seconds=70.0,
    timer_seconds=8.0,
    broadcast_rounds=1,
    broadcast_visitors=1_000,
    broadcast_arrival_seconds=80.0,
    broadcasts=7,
    growth_rounds=1,
    growth_visitors=10_000,
    growth_arrival_seconds=80.0,
    growth_clicks=15,
    idle_seconds=5.0,
    sample_seconds=180.0,
    run_seconds=2490.0,
)

QUICK = Plan(
    name="quick",
    import_rounds=1,
    startup_rounds=1,
    load_rounds=2,
    weight_rounds=1,
    big_load_rounds=1,
    click_rounds=1,
    clicks=8,
    cpu_rounds=1,
    cpu_clicks=20,
    blocked_rounds=1,
    session_rounds=2,
    sessions=15,
    big_session_rounds=1,
    big_sessions=3,
    stream_rounds=1,
    stream_seconds=3.0,
    slow_rounds=1,
    slow_seconds=4.0,
    fairness_rounds=1,
    fairness_sessions=50,
    fairness_seconds=4.0,
    hostile_rounds=1,
    hostile_ways=2,
    hostile_seconds=0.8,
    timer_rounds=1,
    timer_visitors=500,
    timer_arrival_seconds=5.0,
    timer_seconds=3.0,
    broadcast_rounds=1,
    broadcast_visitors=200,
    broadcast_arrival_seconds=5.0,
    broadcasts=3,
    growth_rounds=1,
    growth_visitors=1_000,
    growth_arrival_seconds=6.0,
    growth_clicks=6,
    idle_seconds=2.0,
    sample_seconds=90.0,
    run_seconds=900.0,
)
