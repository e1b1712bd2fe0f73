"""How long it takes from the command to the first page."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan


@dataclass(frozen=True)
class Startup:
    """The counter app served by a new process until its page has been answered once."""

    name: str = "startup"
    title: str = "Start of the server"
    how: str = "From starting the serve command to the last byte of the counter app's first page."
    metrics: tuple[Metric, ...] = (
        Metric("startup", "Command to first page served", "ms", short="Start to first page"),
    )
    app: str = "counter"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = True

    def rounds(self, plan: Plan) -> int:
        """One server a round."""
        return plan.startup_rounds

    async def sample(self, subject: Subject) -> Sample:
        """The server was started for this sample and took its own time."""
        return {"startup": subject.running.start_seconds * 1000}
