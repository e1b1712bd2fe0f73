"""The sending half of a WebSocket: never blocks, never grows without bound."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import MutableMapping
from typing import Any

import pytest

from lanai.hosts.asgi.connection import MOST_WAITING, TOO_SLOW, SocketConnection
from lanai.session.line import UNWRITTEN


class Network:
    """Where messages go, as fast as it is let."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.sent: list[Any] = []

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await self.open.wait()
        self.sent.append(message.get("text") or message.get("bytes") or message["code"])


async def rest() -> None:
    for _ in range(2 * MOST_WAITING):
        await asyncio.sleep(0)


def test_messages_arrive_in_order_as_text_and_binary() -> None:
    async def main() -> None:
        network = Network()
        network.open.set()
        connection = SocketConnection(network.send)
        connection.send(b"one")
        connection.send(b"two", binary=True)
        connection.close(4400, "over")
        connection.send(b"three")
        connection.close(4401, "again")
        await rest()
        assert network.sent == ["one", b"two", 4400]

    asyncio.run(main())


def test_a_network_that_takes_nothing_is_closed_and_costs_no_more() -> None:
    async def main() -> None:
        network = Network()
        connection = SocketConnection(network.send)
        told: list[str] = []
        connection.when_too_slow = lambda: told.append("too slow")
        for number in range(10 * MOST_WAITING):
            connection.send(str(number).encode())
            await asyncio.sleep(0)
        assert connection.closed
        assert told == ["too slow"]
        network.open.set()
        await rest()
        assert network.sent == ["0", TOO_SLOW]

    asyncio.run(main())


@pytest.mark.parametrize("error", [ConnectionResetError, RuntimeError])
def test_a_line_that_is_gone_takes_no_more(error: type[Exception]) -> None:
    async def main() -> None:
        tried: list[object] = []

        async def send(message: MutableMapping[str, Any]) -> None:
            tried.append(message)
            raise error("gone")

        connection = SocketConnection(send)
        connection.send(b"one")
        connection.send(b"two")
        await rest()
        connection.send(b"three")
        await rest()
        assert connection.closed
        assert len(tried) == 1

    asyncio.run(main())


def test_what_need_not_wait_is_sent_at_once_and_in_order() -> None:
    async def main() -> None:
        network = Network()
        ready = [True, False]

        def at_once(data: bytes, binary: bool) -> bool:
            if sent := ready.pop(0):
                network.sent.append(data if binary else data.decode())
            return sent

        connection = SocketConnection(network.send, at_once)
        connection.send(b"one")
        assert network.sent == ["one"]
        connection.send(b"two", binary=True)
        connection.send(b"three")  # not before the one that waits
        network.open.set()
        await rest()
        assert network.sent == ["one", b"two", "three"]

    asyncio.run(main())


def test_a_message_that_cannot_be_written_closes_the_line() -> None:
    sent: list[Any] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        if message.get("text") == "odd":
            raise ValueError("odd")
        sent.append(message.get("text") or message["code"])

    async def main() -> None:
        told: list[Any] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["exception"]))
        connection = SocketConnection(send)
        for text in (b"one", b"odd", b"three"):
            connection.send(text)
        await rest()
        assert sent == ["one", UNWRITTEN]
        assert connection.closed
        gc.collect()
        await rest()
        assert [type(error) for error in told] == [ValueError]

    asyncio.run(main())
