"""What can go wrong in a run without ending it."""

from __future__ import annotations


class BenchmarkError(Exception):
    """Base of the harness's errors; the message says what was expected, what came and what to do."""


class NotInstalledError(BenchmarkError):
    """A framework cannot be imported by the interpreter that would serve its apps."""


class ServerError(BenchmarkError):
    """A server did not start, died, or did not answer as it should."""


class BrowserError(BenchmarkError):
    """The browser, or what should appear in it, is missing."""
