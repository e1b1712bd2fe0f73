"""The command line is run in this process: what it does to the process is undone."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from lanai.hosts.logs import CHATTY


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """`lanai serve` sets up the log of the whole process; a test's is as it was when the test is over."""
    names = ("", "uvicorn.access", *CHATTY)
    levels = {name: logging.getLogger(name).level for name in names}
    handlers = list(logging.getLogger().handlers)
    yield
    logging.getLogger().handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
