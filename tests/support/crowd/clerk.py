"""Tasks of the market's server: one that is quick, one that takes its time, one that fails now and then."""

from __future__ import annotations

import datetime as dt
import logging
import random
import time

import lanai as pn

log = logging.getLogger("market")


def fetch_rates() -> None:
    time.sleep(random.uniform(0.05, 0.3))


def settle() -> None:
    time.sleep(1.5)
    log.info("settled")


def mail_digest() -> None:
    if random.random() < 0.5:
        raise ConnectionError("the mail server does not answer")


pn.state.schedule_task("fetch rates", fetch_rates, period="5s")
pn.state.schedule_task("settle", settle, period="12s")
pn.state.schedule_task("mail digest", mail_digest, period="7s")
pn.state.schedule_task("nightly", settle, at=dt.datetime(2100, 1, 1), period="1d")
