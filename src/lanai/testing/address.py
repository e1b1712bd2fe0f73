"""The address bar of a visitor's tab: the URL, and the pages before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lanai.errors import TestingError

if TYPE_CHECKING:
    from lanai.testing.browser import Browser

PARTS = ("pathname", "search", "hash")


class Address:
    """Follows the app's Location as a browser does, with a history: Back undoes what the visitor caused."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._entries = [url]
        self._place = 0
        self.acted = False
        """Whether the visitor has done something since the URL last changed."""

    @property
    def url(self) -> str:
        """Path, query and fragment, as the address bar shows them."""
        return self._entries[self._place]

    def follow(self) -> None:
        """A frame has come: the app may have changed the URL. What the visitor caused is a step of the history."""
        node = self._browser.services.get("Location")
        if node is None:
            return
        url = "".join(str(self._browser.read(node, part) or "") for part in PARTS)
        if not url or url == self.url:
            return
        if self.acted:
            del self._entries[self._place + 1 :]
            self._entries.append(url)
            self._place += 1
        else:
            self._entries[self._place] = url
        self.acted = False

    def go(self, url: str) -> None:
        """Follow a link within the page: '#part', or a query such as '?page=2'."""
        if not url.startswith(("#", "?")):
            raise TestingError(
                f"Expected a link within the page, '#part' or '?key=value', got {url!r}. Use visit."
            )
        now = urlsplit(self.url)
        target = now._replace(fragment="", query="") if url.startswith("?") else now._replace(fragment="")
        del self._entries[self._place + 1 :]
        self._entries.append(target.geturl() + url)
        self._move(1)

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1). Raises `TestingError` where there is no page."""
        if not 0 <= self._place + by < len(self._entries):
            where = "before" if by < 0 else "after"
            raise TestingError(
                f"There is no page {where} {self.url!r}. There are: {', '.join(self._entries)}."
            )
        self._move(by)

    def _move(self, by: int) -> None:
        self._place += by
        self.acted = False
        node = self._browser.services.get("Location")
        if node is None:
            return
        url = urlsplit(self.url)
        search, hash = f"?{url.query}" if url.query else "", f"#{url.fragment}" if url.fragment else ""
        self._browser.edit(node.id, {"pathname": url.path, "search": search, "hash": hash})
