"""What the page itself offers: components without a box, one of a kind in a session."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.page.browserinfo import BrowserInfo
    from lanai.components.page.busy import Busy
    from lanai.components.page.location import Location
    from lanai.components.page.notifications import NotificationArea

__all__ = ["BrowserInfo", "Busy", "Location", "NotificationArea"]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".browserinfo": "BrowserInfo",
            ".busy": "Busy",
            ".location": "Location",
            ".notifications": "NotificationArea",
        },
    )
