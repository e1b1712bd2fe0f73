"""What one session owns, in numbers, for whoever keeps the server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lanai.callbacks.periodic import PeriodicCallback
from lanai.core.protocols import Work

if TYPE_CHECKING:
    from lanai.session.session import Session


@dataclass(frozen=True)
class Holdings:
    """A session's belongings at one moment."""

    components: int
    """Components that it shows."""
    frames: int
    """Frames under way to the browser, which may have to be sent again."""
    frame_bytes: int
    """Their bytes on the line."""
    changes: int
    """Changes that wait to be sent."""
    models: int
    """Models of its Bokeh document."""
    timers: int
    """Periodic callbacks that run."""
    waiting: int
    """Pieces of synchronous work that have not begun."""
    coroutines: int
    """Coroutines that run."""


def holdings_of(session: Session, releases: Iterable[Work]) -> Holdings:
    """What `session` owns; `releases` is what it will call at its end. On any thread."""
    frames, size = session.outbox.under_way
    owners = [getattr(release, "__self__", None) for release in list(releases)]
    return Holdings(
        components=session.outbox.size,
        frames=frames,
        frame_bytes=size,
        changes=session.outbox.changes,
        models=session.document.models,
        timers=sum(isinstance(owner, PeriodicCallback) for owner in owners),
        waiting=session.turns.waiting,
        coroutines=session.turns.tasks,
    )
