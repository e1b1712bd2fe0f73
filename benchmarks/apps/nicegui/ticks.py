"""A callback every 100 ms. What a visitor's does depends on the address:

`?role=ticker` counts, and notes when; `?role=poller` notes when, every second, and shows nothing of it;
`?role=blocker&start=…&end=…` sleeps for two seconds each time between these moments (of the machine's monotonic clock,
in s); `?role=report` shows the notes.
"""

import sys
import time

from nicegui import ui

PERIOD = 0.1  # s
POLL_PERIOD = 1.0  # s

ticks = []
blocks = []


def line(times):
    return ",".join(f"{moment:.6f}" for moment in times)


@ui.page("/ticks")
def page(role: str = "", start: float = 0.0, end: float = 0.0):
    text = ui.label("0 ticks")
    moments = []

    def tick():
        moments.append(time.monotonic())
        text.set_text(f"{len(moments)} ticks")

    def poll():
        moments.append(time.monotonic())

    def block():
        now = time.monotonic()
        if start <= now < end:
            blocks.append(now)
            time.sleep(2)

    if role in {"ticker", "poller"}:
        ticks.append(moments)
    if role == "ticker":
        ui.timer(PERIOD, tick)
    elif role == "poller":
        ui.timer(POLL_PERIOD, poll)
    elif role == "blocker":
        ui.timer(PERIOD, block)
    elif role == "report":
        text.set_text(f"blocks {line(blocks)} ticks {';'.join(map(line, ticks))} end")


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
