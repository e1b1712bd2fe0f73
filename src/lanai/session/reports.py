"""Where the parts of a session tell of exceptions."""

from __future__ import annotations

import weakref
from typing import Protocol

from lanai.core.failures import log_failure


class Reporter(Protocol):
    """Whom exceptions concern."""

    def report(self, error: BaseException, doing: str) -> None:
        """An exception left user code while `doing`. On any thread."""


class Reports:
    """Passes exceptions on to a session, which it does not keep alive: its parts refer to it, as it does to them.

    What fails when the session is gone is logged without its name.
    """

    __slots__ = ("_to",)

    def __init__(self, to: Reporter) -> None:
        self._to = weakref.ref(to)

    def __call__(self, error: BaseException, doing: str) -> None:
        to = self._to()
        if to is None:
            log_failure(error, "%s failed after its session had ended", doing)
        else:
            to.report(error, doing)
