"""Work that has no place on the event loop, done where it has one."""

from __future__ import annotations

from lanai.core.context import current_session
from lanai.core.protocols import CurrentSession, Work


def session_on_loop() -> CurrentSession | None:
    """The current session, where the caller is on its event loop."""
    session = current_session()
    return session if session is not None and session.turns.on_loop else None


def off_loop(work: Work) -> None:
    """Do `work` here and now; on a session's event loop instead later, in order with the session's synchronous work."""
    session = session_on_loop()
    if session is None:
        work()
    else:
        session.turns.in_order(work)
