"""What the turns tell the session that they run the code of, and what is left when that has gone."""

from __future__ import annotations

import contextvars
from typing import Protocol

from lanai.core.failures import log_failure


class Surroundings(Protocol):
    """What the turns tell the session. All of it is quick, but for `report`, and none of it raises."""

    def report(self, error: BaseException, doing: str) -> None:
        """An exception left user code while `doing`. On any thread."""

    def lane_begun(self) -> None:
        """The loop gives synchronous work away. On the loop."""

    def lane_rested(self) -> None:
        """The synchronous work has come to its end. On the loop."""

    def work_begun(self, in_lane: bool) -> None:
        """A callback begins; `in_lane` on the thread of the session's synchronous work. On any thread."""

    def work_ended(self, in_lane: bool) -> None:
        """A callback is over. On any thread."""

    def width(self) -> int:
        """How many pieces of synchronous work may run at once: 1 unless the user asks for more."""

    def own_context(self) -> contextvars.Context:
        """A context in which this session is the current one."""


class Nowhere:
    """What is left of a session that is gone, for work that has outlived it."""

    def report(self, error: BaseException, doing: str) -> None:
        log_failure(error, "%s failed after its session had ended", doing)

    def lane_begun(self) -> None:
        """Nobody is told."""

    def lane_rested(self) -> None:
        """Nobody is told."""

    def work_begun(self, in_lane: bool) -> None:
        """Nobody is told."""

    def work_ended(self, in_lane: bool) -> None:
        """Nobody is told."""

    def width(self) -> int:
        return 1

    def own_context(self) -> contextvars.Context:
        return contextvars.copy_context()


NOWHERE = Nowhere()
