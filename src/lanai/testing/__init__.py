"""Test an app as a visitor would use it: no browser, no network, and time that is moved by hand.

    from lanai import testing

    def test_counter():
        with testing.Site(app) as site:
            user = site.visit()
            user.click("Increment")
            assert user.sees("1")

For pytest there are fixtures, `lanai_site` and `lanai_visit`. `docs/guide/testing.md` tells all of it.
"""

from lanai.testing.browser import Browser as Browser
from lanai.testing.clock import ManualClock as ManualClock
from lanai.testing.downloads import Download as Download
from lanai.testing.element import Element as Element
from lanai.testing.failures import Failure as Failure
from lanai.testing.monitor import LoopCall as LoopCall
from lanai.testing.monitor import LoopMonitor as LoopMonitor
from lanai.testing.notices import Notice as Notice
from lanai.testing.site import Site as Site
from lanai.testing.table import Table as Table
from lanai.testing.user import User as User

__all__ = [
    "Browser",
    "Download",
    "Element",
    "Failure",
    "LoopCall",
    "LoopMonitor",
    "ManualClock",
    "Notice",
    "Site",
    "Table",
    "User",
]
