"""What of the app's own code failed while it was tested."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lanai.errors import AppFailed, TestingError


@dataclass(frozen=True)
class Failure:
    """An exception that left the app's code, and what the log said of it."""

    error: BaseException
    doing: str

    def __str__(self) -> str:
        return f"{self.doing}: {type(self.error).__name__}: {self.error}"


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
            self.found.append(Failure(error, record.getMessage()))

    def watch(self) -> None:
        """Begin."""
        self._log.addHandler(self)

    def rest(self) -> None:
        """End. What was found stays."""
        self._log.removeHandler(self)

    def check(self) -> None:
        """Raise `AppFailed` from the first exception that nobody expected; it is then known, and not raised again."""
        found, self.found = self.found, []
        if not found:
            return
        others = "".join(f"\n  and {failure}" for failure in found[1:])
        raise AppFailed(
            f"The app's own code failed during the test: {found[0]}{others}\n"
            "Where that is meant to be, act inside of `with site.expect_errors(...)`."
        ) from found[0].error

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
                fits = isinstance(failure.error, kind) and re.search(match, str(failure.error)) is not None
                (expected if fits else self.found).append(failure)
        if not expected:
            like = f" that matches {match!r}" if match else ""
            others = "; ".join(map(str, inside)) or "nothing"
            raise TestingError(
                f"Expected the app's code to raise a {kind.__name__}{like}. What failed: {others}."
            )
