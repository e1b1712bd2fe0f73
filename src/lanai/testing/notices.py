"""The notifications over a visitor's page: each goes when its time is over, as in a browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lanai.testing.browser import Browser


class Notice(NamedTuple):
    """A notification as it shows. `type` is 'info', 'success', 'warning', 'error', or the app's own; None for none."""

    message: str
    type: str | None
    id: int


class Notices:
    """What shows, and for how long: from when the page has it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, browser: Browser) -> None:
        self._loop = loop
        self._browser = browser
        self._seen: set[int] = set()

    def shown(self) -> list[Notice]:
        """The notifications that show, oldest first."""
        area = self._browser.services.get("NotificationArea")
        held = [] if area is None else self._browser.read(area, "notifications") or []
        return [Notice(str(each["message"]), each["type"], int(each["id"])) for each in held]

    def follow(self) -> None:
        """A frame has come: the time of what is new in it begins."""
        area = self._browser.services.get("NotificationArea")
        for each in [] if area is None else self._browser.read(area, "notifications") or []:
            if each["id"] not in self._seen:
                self._seen.add(each["id"])
                if each["duration"]:
                    self._loop.call_later(each["duration"] / 1000, self.close, each["id"])

    def close(self, id: int) -> None:
        """Take one away and tell the server. Harmless where it is gone."""
        area = self._browser.services.get("NotificationArea")
        if area is not None and any(notice.id == id for notice in self.shown()):
            self._browser.event(area.id, "close", {"ids": [id]})
