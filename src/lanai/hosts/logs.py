"""The log of a server: which records, where, and whose they are."""

from __future__ import annotations

import logging
from pathlib import Path
from types import MappingProxyType

from lanai.errors import UsageError
from lanai.session.current import session_or_none

LEVELS = MappingProxyType(
    {
        "trace": "DEBUG",
        "debug": "DEBUG",
        "info": "INFO",
        "warning": "WARNING",
        "error": "ERROR",
        "critical": "CRITICAL",
    }
)
"""Names of severities, 'trace' as Bokeh's command line has it, and what `logging` calls them."""

FORMAT = "%(asctime)s %(levelname)s %(name)s%(visit)s: %(message)s"

FILES = "/_lanai/files/"
"""Below it are files of sessions, whose addresses nobody can guess."""

CHATTY = ("asyncio", "uvicorn", "watchfiles", "markdown_it")
"""Libraries whose own progress nobody wants to read while an app is served."""


class SessionFilter(logging.Filter):
    """Lets every record pass, and notes on it whose turn it was logged in, for the format to mention.

    `%(session)s` is the session's id, `%(endpoint)s` where its app is served, `%(visit)s` both in brackets; all are
    empty outside sessions. Add it to a handler: a logger's filters do not see what its children log.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        session = session_or_none()
        record.session = "" if session is None else session.id
        record.endpoint = "" if session is None else session.endpoint
        record.visit = "" if session is None else f" [{session.endpoint} {session.id}]"
        return True


def set_up_logs(level: str = "info", file: str | Path | None = None, format: str | None = None) -> None:
    """Log what is at least as severe as `level`, one of `LEVELS`, to stderr, or at the end of `file`.

    Replaces the root logger's handlers. Raises `UsageError` for a file that cannot be written and a format that is none.
    """
    handler = logging.StreamHandler() if file is None else _file(file)
    handler.addFilter(SessionFilter())
    handler.setFormatter(_formatter(format or FORMAT))
    logging.basicConfig(handlers=[handler], level=LEVELS[level], force=True)
    if level != "trace":
        for name in CHATTY:
            logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    if level in ("trace", "debug"):
        logging.getLogger("uvicorn.access").setLevel(logging.INFO)


def access_is_logged() -> bool:
    """Whether each request is worth a line: where everything is."""
    return logging.getLogger("lanai").isEnabledFor(logging.DEBUG)


def hide_queries() -> None:
    """Let the lines about requests and WebSockets end before what may be secret.

    A query may hold the code of a login, or whatever an app reads; the address of a session's file opens it.
    """
    for name in ("uvicorn.access", "uvicorn.error"):
        logging.getLogger(name).addFilter(_without_query)


def _without_query(record: logging.LogRecord) -> bool:
    """A filter for uvicorn's lines, among whose arguments are paths with their queries."""
    if isinstance(record.args, tuple):
        record.args = tuple(_shown(each) if isinstance(each, str) else each for each in record.args)
    return True


def _shown(text: str) -> str:
    """What of a path is logged; another text as it is."""
    if not text.startswith("/"):
        return text
    path = text.partition("?")[0]
    before, files, _ = path.partition(FILES)
    return f"{before}{files}..." if files else path


def _file(path: str | Path) -> logging.Handler:
    try:
        return logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Cannot write the log to {str(path)!r}: {error.strerror or error}.") from None


def _formatter(text: str) -> logging.Formatter:
    try:
        formatter = logging.Formatter(text)
        record = logging.LogRecord("lanai", logging.INFO, "", 0, "", None, None)
        SessionFilter().filter(record)
        formatter.format(record)
    except (ValueError, KeyError) as error:
        raise UsageError(
            f"Expected a format such as {FORMAT!r} for the log, got {text!r}: {error}."
        ) from None
    return formatter
