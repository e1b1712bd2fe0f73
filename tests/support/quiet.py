"""A visitor of whose mistakes the operator hears nothing."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from lanai import testing
from lanai.components.base import Viewable
from lanai.testing.user import User


class Complaints(logging.Handler):
    """What the log was told that an operator would have to look at."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(self.format(record))


@contextlib.contextmanager
def a_quiet_log() -> Iterator[None]:
    """Nothing may be logged inside: a visitor's mistake is no business of the operator's."""
    complaints = Complaints()
    log = logging.getLogger("lanai")
    log.addHandler(complaints)
    try:
        yield
    finally:
        log.removeHandler(complaints)
    assert complaints.records == []


@contextlib.contextmanager
def shown(component: Viewable) -> Iterator[User]:
    """A visitor who sees the component."""
    with a_quiet_log(), testing.Site(lambda: component) as site:
        yield site.visit()
