"""The measures, in the order of the report: one concept a file."""

from __future__ import annotations

from benchmarks.measures.base import Measure, Metric, Sample, Subject
from benchmarks.measures.broadcast import Broadcast
from benchmarks.measures.click import Click
from benchmarks.measures.cpu_per_click import CpuPerClick
from benchmarks.measures.fairness import Fairness
from benchmarks.measures.growth import Growth
from benchmarks.measures.hostile import Hostile
from benchmarks.measures.import_time import ImportTime
from benchmarks.measures.neighbour import Neighbour
from benchmarks.measures.page_load import COUNTER_PAGE, SLIDERS_PAGE
from benchmarks.measures.page_weight import PageWeight
from benchmarks.measures.sessions import COUNTER_SESSIONS, SLIDER_SESSIONS
from benchmarks.measures.slow_reader import SlowReader
from benchmarks.measures.startup import Startup
from benchmarks.measures.stream import Stream
from benchmarks.measures.timers import Timers

__all__ = ["MEASURES", "Measure", "Metric", "Sample", "Subject"]

_ALL: tuple[Measure, ...] = (
    ImportTime(),
    Startup(),
    COUNTER_PAGE,
    PageWeight(),
    SLIDERS_PAGE,
    Click(),
    CpuPerClick(),
    Neighbour(),
    COUNTER_SESSIONS,
    SLIDER_SESSIONS,
    Stream(),
    Fairness(),
    Hostile(),
    Timers(),
    Broadcast(),
    Growth(),
    SlowReader(),
)

MEASURES: dict[str, Measure] = {measure.name: measure for measure in _ALL}
