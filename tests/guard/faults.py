"""Apps that do too much: what the guard is there to find."""

from __future__ import annotations

from functools import partial
from typing import Any

import lanai as pn
from lanai.components.base import Viewable
from tests.guard.ways import App

LOOP = 3
"""Instructions of one turn of a loop that does nothing."""


class Slow(pn.widgets.StaticText):
    """A text that makes more work of its value than it has to."""

    def __init__(self, turns: int) -> None:
        self._turns = turns
        super().__init__()

    def encode(self, name: str, value: Any) -> Any:
        """The value as it travels, at last."""
        for _ in range(self._turns):
            pass
        return super().encode(name, value)


class Nosy(pn.widgets.StaticText):
    """A text that looks at everything else on the page before it says something."""

    def __init__(self) -> None:
        self._session = pn.state.session()
        super().__init__()

    def encode(self, name: str, value: Any) -> Any:
        """The value as it travels, at last."""
        for component in self._session.outbox.components():
            assert component is not None
        return super().encode(name, value)


class Sociable(pn.widgets.StaticText):
    """A text that looks at every other visitor before it says something."""

    def __init__(self) -> None:
        self._session = pn.state.session()
        super().__init__()

    def encode(self, name: str, value: Any) -> Any:
        """The value as it travels, at last."""
        for other in self._session.peers():
            assert other is not None
        return super().encode(name, value)


def hoarding(size: int) -> App:
    """A page with a button, whose session keeps `size` bytes that it does not need."""

    def app() -> Viewable:
        pn.state.on_session_destroyed(partial(_forget, bytearray(size)))
        return pn.Column(pn.widgets.Button(name="Click me"), pn.widgets.StaticText())

    return app


def _forget(kept: bytearray, context: object) -> None:
    kept.clear()
