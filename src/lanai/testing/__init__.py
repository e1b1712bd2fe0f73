"""Test an app as a visitor would use it: no browser, no network, and time that is moved by hand.

from lanai import testing

def test_counter():
    with testing.Site(app) as site:
        user = site.visit()
        user.click("Increment")
        assert user.sees("1")
"""

from lanai.testing.browser import Browser as Browser
from lanai.testing.clock import ManualClock as ManualClock
from lanai.testing.site import Site as Site
from lanai.testing.user import Element as Element
from lanai.testing.user import User as User

__all__ = ["Browser", "Element", "ManualClock", "Site", "User"]
