"""Which page a session belongs to: the latest one, and of its connections the latest."""

from __future__ import annotations

from lanai.errors import TakenOver

MOST_REMEMBERED = 8
"""Pages that a session has left behind and recognises."""


class Tabs:
    """Lets one page after the other have the session, and none of them back.

    A network may deliver late: the `open` of a connection that its page has long given up, or that of a page from
    which another one has taken over meanwhile. Neither may take the session from where it is.
    """

    __slots__ = ("_attempt", "_left", "_tab")

    def __init__(self) -> None:
        self._tab = ""
        self._attempt = 0
        self._left: tuple[str, ...] = ()

    def check(self, tab: str, attempt: int) -> None:
        """Raise `TakenOver` unless connection number `attempt` of the page `tab` may come. One without a name may."""
        if tab and tab in self._left:
            raise TakenOver("Another page has taken over this session.")
        if tab and tab == self._tab and attempt <= self._attempt:
            raise TakenOver("A later connection of this page is there.")

    def enter(self, tab: str, attempt: int) -> None:
        """That connection has the session now."""
        if self._tab and tab != self._tab:
            self._left = (*self._left, self._tab)[-MOST_REMEMBERED:]
        self._tab, self._attempt = tab, attempt
