"""What of the app's own code failed while it was tested."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lanai.core.failures import text_of, traceback_of
from lanai.errors import AppFailed, TestingError


@dataclass(frozen=True)
class Failure:
    """An exception that left the app's code: its kind and text, what the log said of it, and the traceback.

    Not the exception itself: it would keep the whole session alive.
    """

    kind: type[BaseException]
    message: str
    doing: str
    traceback: str

    def __str__(self) -> str:
        return f"{self.doing}: {self.kind.__name__}: {self.message}"


class Failures(logging.Handler):
    """Gathers the exceptions that Lanai logs, from `open` to `close`: those of callbacks, hooks, tasks and watchers."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[Failure] = []
        self._log = logging.getLogger("lanai")

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of one record of the log."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told = traceback_of(error)
            self.found.append(Failure(type(error), text_of(error), record.getMessage(), told))

    def watch(self) -> None:
        """Begin."""
        self._log.addHandler(self)

    def rest(self) -> None:
        """End. What was found stays."""
        self._log.removeHandler(self)

    def check(self) -> None:
        """Raise `AppFailed` with what nobody expected; it is then known, and not raised again."""
        found, self.found = self.found, []
        if not found:
            return
        others = "".join(f"\nand {failure}" for failure in found[1:])
        raise AppFailed(
            f"The app's own code failed during the test: {found[0]}\n\n{found[0].traceback}{others}\n"
            "Where that is meant to be, act inside of `with site.expect_errors(...)`."
        )

    @contextmanager
    def expect(self, kind: type[BaseException], match: str) -> Iterator[list[Failure]]:
        """Failures of that kind inside of the `with` statement belong to the test."""
        before, self.found = self.found, []
        expected: list[Failure] = []
        try:
            yield expected
        finally:
            inside, self.found = self.found, before
            for failure in inside:
                fits = issubclass(failure.kind, kind) and re.search(match, failure.message) is not None
                (expected if fits else self.found).append(failure)
        if not expected:
            like = f" that matches {match!r}" if match else ""
            others = "; ".join(map(str, inside)) or "nothing"
            raise TestingError(
                f"Expected the app's code to raise a {kind.__name__}{like}. What failed: {others}."
            )
