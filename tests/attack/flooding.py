"""Floods: messages, pings, fragments that never end, compressed bombs, connections that never open, slow requests."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable

from benchmarks import lines
from benchmarks.errors import ServerError
from benchmarks.lines import Line, bomb, frame
from tests.attack.attack import Attack, Field, at_once
from tests.attack.visitor import HOST, UNWELCOME, Visitor

LINES = 40
PENDING = 400
LORIS = 300
BURST = 200
"""Messages between two pauses of `PAUSE` s: 20,000 a second, on several lines together."""
PAUSE = 0.01
BOMB = 16 * 2**20
"""Bytes that a bomb becomes: under the limit of a message."""
FRAGMENT = 512 * 1024

Use = Callable[[Line], Awaitable[object]]


async def _with_line(
    field: Field, use: Use, *, opened: bool = True, compress: bool = False, read: bool = False
) -> None:
    """A line of one visitor, with its session open or not, used in a way, and gone without a word."""
    visitor = Visitor(field.port)
    field.tally["came"] += 1
    try:
        await visitor.fetch("/")
        line = await Line.open(field.port, visitor.path, compress=compress, receive_buffer=4096)
        reading = asyncio.create_task(line.drain()) if read else None
        try:
            if opened:
                first = {"t": "open", "v": 1, "token": visitor.token, "rev": 1}
                await line.send(frame(lines.TEXT, json.dumps(first).encode()))
            field.tally["in"] += 1
            await use(line)
        finally:
            line.abort()
            if reading is not None:
                reading.cancel()
    except (*UNWELCOME, ServerError) as error:
        field.tally[f"{type(error).__name__}: {error}"[:80]] += 1


def _repeated(field: Field, data: bytes, pause: float = PAUSE) -> Use:
    """Say the same thing over and over until the end."""

    async def use(line: Line) -> None:
        while field.left > 0:
            await line.send(data)
            await asyncio.sleep(pause)

    return use


async def _messages(field: Field) -> None:
    said = [
        {"t": "ping"},
        {"t": "loaded"},
        {"t": "visible", "value": False},
        {"t": "event", "seq": 1, "rev": 1, "id": 1, "name": "click"},
        {"t": "nonsense"},
    ]
    each = [frame(lines.TEXT, json.dumps(one).encode()) * BURST for one in said]
    await asyncio.gather(
        *(_with_line(field, _repeated(field, data), read=read) for data in each for read in (True, False))
    )


async def _pings(field: Field) -> None:
    data = frame(lines.PING, b"p" * 125) * BURST
    await at_once(field.some(LINES // 4), lambda _: _with_line(field, _repeated(field, data)))


async def _empty_frames(field: Field) -> None:
    """A message of which more and more empty parts come."""
    data = frame(lines.CONTINUATION, b"", final=False) * BURST

    async def use(line: Line) -> None:
        await line.send(frame(lines.TEXT, b"", final=False))
        await _repeated(field, data)(line)

    await at_once(field.some(LINES // 4), lambda _: _with_line(field, use))


async def _fragments(field: Field, *, opened: bool) -> None:
    async def use(line: Line) -> None:
        await line.send(frame(lines.TEXT, b" " * FRAGMENT, final=False))
        for _ in range(BOMB // FRAGMENT - 1):
            await line.send(frame(lines.CONTINUATION, b" " * FRAGMENT, final=False))
            await field.rest(0.01)
        await field.rest(field.left)

    await at_once(field.some(LINES), lambda _: _with_line(field, use, opened=opened))


async def _bombs(field: Field, *, opened: bool) -> None:
    data = bomb(BOMB)

    async def use(line: Line) -> None:
        if line.compressed:
            await _repeated(field, data, pause=0.1)(line)

    await at_once(field.some(LINES), lambda _: _with_line(field, use, opened=opened, compress=True))


async def _unfinished_bombs(field: Field) -> None:
    """Bombs whose last part never comes."""
    data = bytearray(bomb(BOMB))
    data[0] &= 0x7F

    async def use(line: Line) -> None:
        if line.compressed:
            await line.send(bytes(data))
            await field.rest(field.left)

    await at_once(field.some(LINES), lambda _: _with_line(field, use, opened=False, compress=True))


async def _pending(field: Field) -> None:
    async def use(line: Line) -> None:
        await field.rest(field.left)

    await at_once(field.some(PENDING), lambda _: _with_line(field, use, opened=False))


async def _come_and_go(field: Field) -> None:
    """Connections, one after the other, that are cut as soon as they are there."""

    async def use(line: Line) -> None:
        await asyncio.sleep(0)

    while field.left > 0:
        await at_once(20, lambda _: _with_line(field, use, opened=False))
        await field.rest(PAUSE)


async def _raw(field: Field, begin: bytes, more: bytes) -> None:
    """A request that never comes to its end."""
    with contextlib.suppress(OSError):
        field.tally["came"] += 1
        _, writer = await asyncio.open_connection(HOST, field.port)
        field.tally["in"] += 1
        try:
            writer.write(begin)
            while field.left > 0:
                writer.write(more)
                await writer.drain()
                await field.rest(0.2)
        finally:
            writer.transport.abort()


async def _loris(field: Field) -> None:
    begin = f"GET / HTTP/1.1\r\nHost: {HOST}\r\n".encode()
    await at_once(field.some(LORIS), lambda _: _raw(field, begin, b"X-More: 1\r\n"))


async def _slow_bodies(field: Field) -> None:
    begin = f"POST / HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 1000000\r\n\r\n".encode()
    await at_once(field.some(LORIS), lambda _: _raw(field, begin, b"x" * 10))


async def _large_heads(field: Field) -> None:
    begin = f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-Large: ".encode()
    await at_once(field.some(LINES), lambda _: _raw(field, begin, b"x" * 1_000_000))


async def _pages(field: Field) -> None:
    """Pages that are asked for and not read."""
    begin = f"GET /everything HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    await at_once(field.some(LINES // 4), lambda _: _raw(field, begin, begin))


async def _opened_fragments(field: Field) -> None:
    await _fragments(field, opened=True)


async def _unopened_fragments(field: Field) -> None:
    await _fragments(field, opened=False)


async def _opened_bombs(field: Field) -> None:
    await _bombs(field, opened=True)


async def _unopened_bombs(field: Field) -> None:
    await _bombs(field, opened=False)


ATTACKS = (
    Attack("floods/messages", _messages),
    Attack("floods/pings", _pings),
    Attack("floods/empty-frames", _empty_frames),
    Attack("floods/fragments", _opened_fragments),
    Attack("floods/fragments-unopened", _unopened_fragments),
    Attack("floods/bombs", _opened_bombs, memory=300),  # see the bounds in docs/guide/security.md
    Attack("floods/bombs-unopened", _unopened_bombs),
    Attack("floods/bombs-unfinished", _unfinished_bombs),
    Attack("floods/pending", _pending),
    Attack("floods/come-and-go", _come_and_go),
    Attack("floods/slow-heads", _loris),
    Attack("floods/slow-bodies", _slow_bodies),
    Attack("floods/large-heads", _large_heads),
    Attack("floods/pages-unread", _pages),
)
