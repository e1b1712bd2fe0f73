"""The one context variable: whose turn it is.

Everything that has to know "the current session" asks here. The variable is set by the session while it
runs user code, so it is right in worker threads, nested tasks and Bokeh callbacks alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lanai.core.protocols import CurrentSession

_current: ContextVar[CurrentSession | None] = ContextVar("lanai_current_session", default=None)


def current_session() -> CurrentSession | None:
    """The session in whose turn the caller runs, or None outside every session."""
    return _current.get()


def own_context(session: CurrentSession) -> Context:
    """A context in which `session` is the current one: the caller's with that one difference."""
    context = copy_context()
    context.run(_current.set, session)
    return context


@contextmanager
def entered(session: CurrentSession | None) -> Iterator[None]:
    """Make `session` the current one for the body of the `with` statement."""
    token = _current.set(session)
    try:
        yield
    finally:
        _current.reset(token)
