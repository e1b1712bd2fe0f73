"""What the crowd visits: prices that stream, a button that takes its time, and one that fails."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from typing import Any

import lanai as pn

log = logging.getLogger("market")

price = pn.indicators.Trend(name="Price", data={"x": [], "y": []}, plot_type="line", width=300, height=160)
order = pn.widgets.Button(name="Order")
report = pn.widgets.Button(name="Report")
amount = pn.widgets.IntSlider(name="Amount", start=1, end=100)
state = pn.widgets.StaticText(name="State")


def stream_price() -> None:
    price.stream({"x": [time.time()], "y": [100 + random.gauss(0, 3)]}, rollover=60)


def place_order(event: Any) -> None:
    time.sleep(random.choice([0.01, 0.02, 0.05, 0.4]))
    if random.random() < 0.04:
        raise ValueError(f"no seller for {amount.value} pieces")
    state.value = f"ordered {event.new}"


async def write_report(event: Any) -> None:
    log.info("a report of %d pieces", amount.value)
    await asyncio.sleep(random.uniform(0.2, 3))
    state.value = "reported"


def cost(pieces: int) -> str:
    return f"{pieces} pieces cost about {pieces * 100:,}"


order.on_click(place_order)
report.on_click(write_report)
pn.state.add_periodic_callback(stream_price, 500)
pn.Column(price, amount, pn.bind(cost, amount), pn.Row(order, report), state).servable(title="Market")
