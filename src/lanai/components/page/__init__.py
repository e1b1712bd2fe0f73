"""What the page itself offers: components without a box, one of a kind in a session."""

from lanai.components.page.browserinfo import BrowserInfo
from lanai.components.page.busy import Busy
from lanai.components.page.location import Location
from lanai.components.page.notifications import NotificationArea

__all__ = ["BrowserInfo", "Busy", "Location", "NotificationArea"]
