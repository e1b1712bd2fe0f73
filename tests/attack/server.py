"""The program that is attacked: a real server on the main thread, which is asked how it is through its standard input.

It prints its address, then answers each line of its input with a line of JSON: `count` with what there is, `release`
lets go all callbacks that never return. SIGTERM ends it, as it ends every server.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import threading
import time
from collections import Counter
from typing import Any

import lanai as pn
from tests.attack.acts import Gate
from tests.attack.apps import apps
from tests.soak.census import files

LIFETIME = 1000
"""Milliseconds that a session waits for a browser that has gone."""
BEAT = 0.005
"""Seconds between two looks at the loop."""
STALLED = 0.05
"""Seconds of a stop of the loop that is counted."""


class Pulse:
    """Watches the event loop: `take` gives the longest stop (s) since it was last asked, and how many were long."""

    def __init__(self) -> None:
        self._worst = 0.0
        self._stalls = 0
        self._last = time.monotonic()

    async def beat(self) -> None:
        """Run on the loop, for ever."""
        self._last = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            self._note()

    def _note(self) -> None:
        now = time.monotonic()
        stop, self._last = now - self._last - BEAT, now
        self._worst = max(self._worst, stop)
        self._stalls += stop > STALLED

    def take(self) -> dict[str, float]:
        """What has been since, the stop under way included."""
        worst, stalls = max(self._worst, time.monotonic() - self._last - BEAT), self._stalls
        self._worst, self._stalls = 0.0, 0
        return {"worst": worst, "stalls": stalls}


class Written:
    """Where the log goes: it is formatted and counted, and not kept."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, text: str) -> int:
        """Count a part of the log."""
        self.bytes += len(text)
        return len(text)

    def flush(self) -> None:
        """There is nothing to flush."""


def main() -> None:
    """Serve until SIGTERM."""
    log = Written()
    logging.basicConfig(stream=log, level=logging.INFO)
    gate, pulse = Gate(), Pulse()
    pn.state.schedule_task("pulse", pulse.beat, period="1h")
    server: Any = pn.serve(
        dict(apps(gate)),
        address="127.0.0.1",
        show=False,
        verbose=False,
        start=False,
        liveness=True,
        unused_session_lifetime=LIFETIME,
        check_unused_sessions=LIFETIME // 2,
    )
    threading.Thread(target=_answer, args=(server, gate, pulse, log), name="harness", daemon=True).start()
    _say(url=server.url)
    server.run()


def _answer(server: Any, gate: Gate, pulse: Pulse, log: Written) -> None:
    for line in sys.stdin:
        if line.strip() == "release":
            gate.open()
        _say(
            sessions=len(server.host.sessions),
            threads=dict(Counter(thread.name.rstrip("0123456789_-") for thread in threading.enumerate())),
            files=files(),
            logged=log.bytes,
            **pulse.take(),
        )


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
