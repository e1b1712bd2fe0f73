"""Somebody with a browser's cookies who follows no redirect by himself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import httpx
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

HTML = "text/html,application/xhtml+xml"


class Caller(httpx.Client):
    """Asks a server at `url` for pages, as a browser does."""

    def __init__(self, url: str, **headers: str) -> None:
        super().__init__(base_url=url, trust_env=False, timeout=10, headers={"accept": HTML, **headers})
        self.url = url

    def log_in(self, password: str, user: str = "ada", next: str = "", **options: Any) -> httpx.Response:
        """Send the form."""
        form = {"username": user, "password": password, "next": next}
        return self.post("/login", data=form, **options)

    def log_out(self, path: str = "/logout", **headers: str) -> httpx.Response:
        """Answer yes to the question whether to log out. Returns where that leads."""
        place = urlsplit(self.url)
        own = f"{place.scheme}://{place.netloc}"
        answer = self.post(path, headers={"origin": own, **headers})
        return self.get(answer.headers["location"]) if answer.status_code == 303 else answer

    def follow(self, path: str) -> httpx.Response:
        """Where a browser ends that asks for `path`."""
        return self.get(path, follow_redirects=True)

    @property
    def cookie(self) -> str:
        """The header that holds the cookies."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def knock(self, **headers: str) -> int:
        """The status that a WebSocket's handshake is answered with."""
        url = f"{self.url.replace('http', 'ws', 1)}/_lanai/ws"
        try:
            with connect(url, proxy=None, additional_headers=headers):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code
