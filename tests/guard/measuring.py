"""What one way costs: instructions by function, bytes sent, memory taken and kept."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from dataclasses import dataclass

from tests.guard.counting import counter, patient_threads
from tests.guard.stand import Stand, Visitor
from tests.guard.ways import Act, Way

WARM_UP = 30
"""Times before anything is counted: what is made once and kept is there then, and so are full windows and logs."""


@dataclass(frozen=True)
class Cost:
    """Of one time. `by_function` holds instructions, of everything that was executed."""

    figures: dict[str, float]
    by_function: dict[str, int]


def measure(way: Way) -> Cost:
    """All there is to say of a way."""
    counted = count(way)
    return Cost({**counted.figures, **(weigh(way) if way.weighed else {})}, counted.by_function)


def count(way: Way) -> Cost:
    """The instructions and the bytes on the line of the cheapest of some times."""
    tracer = counter()
    costs: list[Cost] = []
    with tracer.installed(), Stand(way.app()) as stand:
        act, visitors = way.prepare(stand)
        _warm_up(way, act)
        for _ in range(way.rounds):
            before = _received(visitors)
            with tracer.counting() as found:
                act()
            figures: dict[str, float] = {
                "instructions": sum(found.values()),
                "sent": _received(visitors) - before,
            }
            costs.append(Cost(figures, dict(found)))
    return min(costs, key=lambda cost: cost.figures["instructions"])


def weigh(way: Way) -> dict[str, float]:
    """The memory that a time takes at most (`peak`) and keeps (`kept`), in bytes, and the `blocks` it keeps."""
    with patient_threads(), Stand(way.app()) as stand:
        act, _ = way.prepare(stand)
        _warm_up(way, act)
        tracemalloc.start()
        try:
            _settle(act)
            peak = min(_peak(act) for _ in range(way.peaks))
            kept, blocks = _kept(act, way.batch)
        finally:
            tracemalloc.stop()
    return {"peak": peak, "kept": kept, "blocks": blocks}


def _warm_up(way: Way, act: Act) -> None:
    for _ in range(min(WARM_UP, way.batch)):
        act()


def _settle(act: Act) -> None:
    """What is made anew where it is changed for the first time since memory is traced."""
    for _ in range(2):
        act()


def _peak(act: Act) -> int:
    gc.collect()
    gc.disable()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    gc.enable()
    return peak - before


def _kept(act: Act, batch: int) -> tuple[float, float]:
    gc.collect()
    before, blocks = tracemalloc.get_traced_memory()[0], sys.getallocatedblocks()
    for _ in range(batch):
        act()
    gc.collect()
    after, more = tracemalloc.get_traced_memory()[0], sys.getallocatedblocks()
    return max(after - before, 0) / batch, max(more - blocks, 0) / batch


def _received(visitors: list[Visitor]) -> int:
    return sum(visitor.received for visitor in visitors)
