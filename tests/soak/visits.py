"""Visitors without a network who come, do this and that, and go in every way there is."""

from __future__ import annotations

import base64
import random

from lanai import testing
from lanai.errors import BuildError, SessionGone, TestingError

LABELS = (
    "Count",
    "Count",
    "Count",
    "Fail",
    "Fail later",
    "Forever",
    "Work",
    "Notify",
    "Grow",
    "Turn",
    "Submit",
    "Lock",
)
FILE = b"0123456789" * 300
PIECE = 1000
"""Bytes of a file in one message."""


class Visit:
    """One visitor. `act` once in a while; `over` says that there is nobody any more."""

    def __init__(self, site: testing.Site, chance: random.Random) -> None:
        self._site, self._chance = site, chance
        self._away = False
        self._uploads = 0
        self.over = False
        self._desk = chance.random() < 0.8
        self._user = site.visit("/" if self._desk else "/plot", connect=chance.random() > 0.05)

    def act(self) -> None:
        """Do something that visitors do, or that befalls them. After it the loop has yet to run."""
        if self._away or self._user.browser._send is None:
            self._come_back()
            return
        (befallen,) = self._chance.choices(
            (self._use, self._drop, self._half_open, self._read_slowly, self._leave), (70, 6, 3, 6, 15)
        )
        befallen()

    def leave_if_here(self) -> None:
        """The day is over."""
        if not self.over:
            self._leave()

    def _use(self) -> None:
        if not self._desk:
            return
        (use,) = self._chance.choices(
            (self._click, self._type, self._slide, self._go, self._upload, self._begin_upload),
            (50, 15, 15, 5, 10, 5),
        )
        try:
            use()
        except TestingError:  # what he wanted is not on the page, or not any more
            assert self._user.session.ended

    def _click(self) -> None:
        self._user.click(self._chance.choice(LABELS), wait=False)

    def _type(self) -> None:
        self._user.set("Name", "".join(self._chance.choices("abcdef", k=5)), wait=False)

    def _slide(self) -> None:
        self._user.set("Even", self._chance.randint(0, 100), wait=False)

    def _go(self) -> None:
        """Back, or Forward."""
        (location,) = (node for node in self._user.browser.nodes.values() if node.type == "Location")
        self._user.browser.edit(location.id, {"search": f"?page={self._chance.randint(0, 1000)}"})

    def _upload(self) -> None:
        key = self._begin_upload()
        for place in range(0, len(FILE), PIECE):
            piece = base64.b64encode(FILE[place : place + PIECE]).decode()
            self._user.browser.event(self._target, "piece", {"key": key, "data": piece, "more": True})

    def _begin_upload(self) -> str:
        self._uploads += 1
        key = f"upload {self._uploads}"
        self._target = self._user.find(type=self._chance.choice(("FileInput", "FileDropper")))._node.id
        files = [[f"{self._uploads % 5}.txt", "text/plain", len(FILE)]]
        self._user.browser.event(self._target, "begin", {"key": key, "files": files, "more": True})
        return key

    def _drop(self) -> None:
        self._user.drop()
        self._away = True

    def _half_open(self) -> None:
        """The line is dead, and nobody knows; when he comes back, the server still holds the old one."""
        self._user.half_open()
        self._away = True

    def _read_slowly(self) -> None:
        if self._user.browser.acknowledges:
            self._user.browser.acknowledges = False
        else:
            self._user.browser.catch_up()

    def _come_back(self) -> None:
        if self._chance.random() < 0.2:
            self._leave()
            return
        try:
            self._user.reconnect()
        except SessionGone:
            self._leave()
        self._away = False

    def _leave(self) -> None:
        self.over = True
        self._user.drop()
        self._site.users.remove(self._user)


def visit_what_is_broken(site: testing.Site) -> None:
    """Somebody asks for the app that does not work."""
    try:
        site.visit("/broken")
    except BuildError:
        return
    raise AssertionError("an app that raises was shown")
