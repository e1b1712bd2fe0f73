"""The session's Bokeh document, made on first need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lanai.session.outbox import Attachment

if TYPE_CHECKING:
    from lanai.session.session import Session


class BokehDocument(Attachment):
    """Carries the changes of one Bokeh document between Python and one browser."""

    def __init__(self, session: Session) -> None:
        self.inline = False

    def apply(self, patch: dict[str, Any], buffers: dict[str, bytes]) -> None:
        """Apply what the visitor changed."""

    def close(self) -> None:
        """Release the document."""
