"""A callback every 100 ms. What a visitor's does depends on the address:

`?role=ticker` counts, and notes when; `?role=poller` notes when, every second, and shows nothing of it;
`?role=blocker&start=…&end=…` sleeps for two seconds each time between these moments (of the machine's monotonic clock,
in s); `?role=report` shows the notes.
"""

import time

import lanai as pn

pn.extension()

PERIOD = 100  # ms
POLL_PERIOD = 1000  # ms

arguments = {name: values[0].decode() for name, values in pn.state.session_args.items()}
role = arguments.get("role")
ticks = pn.state.cache.setdefault("ticks", [])
blocks = pn.state.cache.setdefault("blocks", [])
text = pn.widgets.StaticText(value="0 ticks")


def tick():
    moments.append(time.monotonic())
    text.value = f"{len(moments)} ticks"


def poll():
    moments.append(time.monotonic())


def block():
    now = time.monotonic()
    if float(arguments["start"]) <= now < float(arguments["end"]):
        blocks.append(now)
        time.sleep(2)


def line(times):
    return ",".join(f"{moment:.6f}" for moment in times)


moments = []
if role in {"ticker", "poller"}:
    ticks.append(moments)
if role == "ticker":
    pn.state.add_periodic_callback(tick, period=PERIOD)
elif role == "poller":
    pn.state.add_periodic_callback(poll, period=POLL_PERIOD)
elif role == "blocker":
    pn.state.add_periodic_callback(block, period=PERIOD)
elif role == "report":
    text.value = f"blocks {line(blocks)} ticks {';'.join(map(line, ticks))} end"

pn.Column(text).servable()
