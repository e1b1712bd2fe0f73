"""The threads that coroutines of apps take by `asyncio.to_thread`: however long they keep them, the server has its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

import lanai as pn
from lanai.components.base import Viewable
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.servers import eventually

PATIENCE = 20.0
MANY = 64
"""More than asyncio's default executor has threads."""


class Hang:
    """An app whose button takes threads of the loop's default executor, and one that shows what is large."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = 0

    def __call__(self) -> Viewable:
        button = pn.widgets.Button(name="Hang")

        async def hang(event: object) -> None:
            for _ in range(MANY):
                asyncio.get_running_loop().run_in_executor(None, self.go.wait, PATIENCE)
            self.begun += 1

        button.on_click(hang)
        return button

    def large(self) -> Viewable:
        return pn.Column(
            pn.pane.JSON({str(number): "x" * 100 for number in range(20_000)}),
            pn.widgets.TextAreaInput(max_length=1_000_000),
        )


@pytest.fixture
def hang() -> Iterator[Hang]:
    hang = Hang()
    yield hang
    hang.go.set()


def test_they_keep_nobody_from_a_page_or_from_what_is_large(launch: Launch, hang: Hang) -> None:
    server = launch({"/": hang, "/large": hang.large})
    with Visitor(f"{server.url}/").connect() as visitor:
        button = next(node for node in visitor.browser.nodes.values() if node.type == "Button")
        visitor.browser.event(button.id, "click")
        visitor.until(lambda: visitor.browser.opened)
        eventually(lambda: hang.begun == 1)
        assert get(f"{server.url}/large").status_code == 200
        with Visitor(f"{server.url}/large").connect() as other:
            area = other.find("TextAreaInput")
            other.browser.edit(area.id, {"value": "long " * 50_000})
            other.until(lambda: other.browser.rev > 0)
