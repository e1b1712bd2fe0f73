"""The current session with its full type, for the façades."""

from __future__ import annotations

from lanai.core.context import current_session
from lanai.session.session import Session


def session_or_none() -> Session | None:
    """The session in whose turn the caller runs, or None outside every session."""
    session = current_session()
    return session if isinstance(session, Session) else None
