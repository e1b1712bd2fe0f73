"""A callback every 100 ms. What a visitor's does depends on the address:

`?role=ticker` counts, and notes when; `?role=poller` notes when, every second, and shows nothing of it;
`?role=blocker&start=…&end=…` sleeps for two seconds each time between these moments (of the machine's monotonic clock,
in s); `?role=report` shows the notes.
"""

import time
from types import SimpleNamespace

from bokeh.io import curdoc
from bokeh.models import Div

PERIOD = 100  # ms
POLL_PERIOD = 1000  # ms

doc = curdoc()
arguments = {name: values[0].decode() for name, values in doc.session_context.request.arguments.items()}
role = arguments.get("role")
server = doc.session_context.server_context
if not hasattr(server, "notes"):
    server.notes = SimpleNamespace(ticks=[], blocks=[])
notes = server.notes
text = Div(text="0 ticks")
moments = []


def tick():
    moments.append(time.monotonic())
    text.text = f"{len(moments)} ticks"


def poll():
    moments.append(time.monotonic())


def block():
    now = time.monotonic()
    if float(arguments["start"]) <= now < float(arguments["end"]):
        notes.blocks.append(now)
        time.sleep(2)


def line(times):
    return ",".join(f"{moment:.6f}" for moment in times)


if role in {"ticker", "poller"}:
    notes.ticks.append(moments)
if role == "ticker":
    doc.add_periodic_callback(tick, PERIOD)
elif role == "poller":
    doc.add_periodic_callback(poll, POLL_PERIOD)
elif role == "blocker":
    doc.add_periodic_callback(block, PERIOD)
elif role == "report":
    text.text = f"blocks {line(notes.blocks)} ticks {';'.join(map(line, notes.ticks))} end"

doc.add_root(text)
