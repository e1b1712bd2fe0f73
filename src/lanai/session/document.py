"""The session's Bokeh document, made on first need."""

from __future__ import annotations

import contextvars
import threading
import weakref
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from lanai.components.base import Component
from lanai.core.lazy import load
from lanai.errors import BadMessage, SessionGone
from lanai.session.bokeh import curdoc
from lanai.session.outbox import Attachment
from lanai.wire.codec import Buffers
from lanai.wire.messages import Frame

if TYPE_CHECKING:
    from bokeh.document import Document

    from lanai.components.pane.bokeh import Bokeh
    from lanai.session.bokeh.live import LiveDocument
    from lanai.session.session import Session


class BokehDocument(Attachment):
    """Carries the changes of one Bokeh document between Python and one browser. Imports Bokeh when it is needed."""

    def __init__(self, session: Session) -> None:
        self.inline = False
        """Whether the frame under way is part of the page, where binary buffers cannot be."""
        self._session = weakref.ref(session)
        self._live: LiveDocument | None = None
        self._making = threading.Lock()
        self._panes: dict[int, Bokeh] = {}
        session.outbox.attach(self)
        curdoc.install()

    def get(self) -> Document:
        """The document. The same one for the whole session."""
        return self._made().document

    @property
    def models(self) -> int:
        """How many models it has; none before there is a document."""
        return 0 if self._live is None else len(self._live.document.models)

    def _made(self) -> LiveDocument:
        session = self._session()
        if session is None:
            raise SessionGone("The session has ended, and its document with it.")
        with self._making:
            if self._live is None:
                load("bokeh", needed_for="Bokeh plots")
                module = load("lanai.session.bokeh.live", needed_for="Bokeh plots")
                self._live = module.LiveDocument(session)
            return self._live

    def follow(self, added: Iterable[Component], dropped: Iterable[int]) -> None:
        """Make the figures of the panes that are on the page now the document's roots."""
        for component in added:
            if _is_pane(component):
                self._panes[component._number] = component
        for number in dropped:
            self._panes.pop(number, None)
        if self._panes or self._live is not None:
            # Bokeh leaves its current document behind where a callback of the app raises; a copy forgets it.
            contextvars.copy_context().run(self._made().show, self._panes)

    def pending(self) -> bool:
        return self._live is not None and self._live.pending()

    def write(self, frame: Frame) -> Buffers:
        return () if self._live is None else self._live.write(frame, inline=self.inline)

    def lost(self) -> None:
        if self._live is not None:
            self._live.lost()

    def apply(self, patch: Mapping[str, Any], buffers: Mapping[str, bytes]) -> None:
        """Apply what the visitor changed; the app's callbacks run inside.

        Raises `BadMessage` or `BadValue`, and then nothing has changed.
        """
        if self._live is None:
            raise BadMessage("This session has no Bokeh document.")
        self._live.apply(patch, buffers)

    def close(self) -> None:
        """Release the document: its figures may be shown elsewhere."""
        if self._live is not None:
            self._live.close()
        self._panes.clear()


def _is_pane(component: Component) -> TypeGuard[Bokeh]:
    """Whether it shows a figure: told by its type, as the class is loaded by apps that have figures."""
    return component._spec.type == "Bokeh"
