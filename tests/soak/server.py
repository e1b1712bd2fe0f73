"""The program that is soaked: a real server of the apps, which counts what is alive whenever a line comes in.

It prints its address, then for each line of its input a census and its memory as JSON, and ends with its input:
after the server has stopped it counts once more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import psutil

import lanai as pn
from tests.soak import census
from tests.soak.apps import apps, sweep_now_and_then
from tests.soak.virtual import quiet_log

LIFETIME = 1000
"""Milliseconds that a session waits for a browser that has gone."""
THREADS_END = 35.0
"""Seconds after which the last idle worker thread has ended."""


def main() -> None:
    """Serve until the input ends."""
    with quiet_log():
        _serve(())  # what the first server of a process makes for all that follow is there then
        before = census.take()
        _serve(sys.stdin)
        _say(left=census.await_nothing_left(before, THREADS_END))


def _serve(lines: Iterable[str]) -> None:
    sweep_now_and_then()
    server = pn.serve(
        apps(),
        address="127.0.0.1",
        show=False,
        verbose=False,
        threaded=True,
        unused_session_lifetime=LIFETIME,
    )
    if lines:
        _say(url=server.url)
    for _ in lines:
        _say(census=asdict(census.take()), **_memory())
    server.stop()


def _memory() -> dict[str, int]:
    return {
        "resident": psutil.Process().memory_info().rss,
        "blocks": sys.getallocatedblocks(),
    }


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
