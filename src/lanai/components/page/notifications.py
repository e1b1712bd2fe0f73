"""Notifications: short messages over the page, each for a while or until it is closed."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import Component, expect
from lanai.components.limits import Limit
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.core.times import Count, Milliseconds
from lanai.errors import BadArgument, UnknownEvent

TYPES = ("info", "success", "warning", "error")
POSITIONS = (
    "bottom-right",
    "bottom-left",
    "bottom-center",
    "top-left",
    "top-right",
    "top-center",
    "center-center",
    "center-left",
    "center-right",
)
DURATION = 3000
"""Milliseconds for which a notification is shown unless told otherwise."""

_numbers = itertools.count(1)


MOST_CLOSED = 10_000
"""Notifications that are told at once to be closed."""


class Notification(param.Parameterized):
    """One message. Made by `NotificationArea.send`; `destroy` takes it away."""

    background: Any = param.Color(
        default=None, allow_None=True, allow_named=True, constant=True, doc="Its colour; None: its type's."
    )
    duration = Milliseconds(
        default=DURATION,
        bounds=(0, None),
        constant=True,
        doc="How long it is shown in ms; 0: until it is closed.",
    )
    icon = param.String(
        default=None, allow_None=True, constant=True, doc="An SVG or a character; None: its type's."
    )
    message = param.String(default="", constant=True, doc="The text. It is shown as it is, never as markup.")
    notification_area = param.Parameter(
        default=None, allow_None=True, constant=True, doc="Where it is shown."
    )
    notification_type = param.String(default=None, allow_None=True, constant=True, doc="What kind it is.")

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self._number = next(_numbers)

    @property
    def destroyed(self) -> bool:
        """Whether it is gone: taken away, closed by the visitor, or over."""
        return self.notification_area is None or self not in self.notification_area.notifications

    def destroy(self) -> None:
        """Take it away from the page. Harmless where it is gone."""
        if self.notification_area is not None:
            self.notification_area._remove([self._number])


class NotificationArea(Component):
    """The notifications of one session, `pn.state.notifications`. Every method may be called from any thread.

    `notifications` holds those that are there, oldest first: sent, not destroyed, not closed by the visitor, and not
    over. How long one lasts counts from when the visitor sees it.
    """

    js_events = OwnDict(
        doc="A notification for 'document_ready' and for 'connection_lost', as a dict of message, type and duration."
    )
    max_notifications = Count(
        default=5, bounds=(1, None), doc="How many there are at most; the oldest makes room."
    )
    notifications = OwnList(item_type=Notification, doc="Those that are there, oldest first.")
    position = Choice("bottom-right", POSITIONS, doc="Where on the screen.")
    types = OwnList(doc="Further types, as dicts of 'type', and 'background' or 'icon' or both.")

    _local: ClassVar[frozenset[str]] = Component._local | {"max_notifications", "types"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"close": ("notifications",)}
    _limits: ClassVar[Mapping[str, Limit]] = {"close": Limit(values=MOST_CLOSED)}

    def __init__(self, **params: Any) -> None:
        self._lock = threading.RLock()
        super().__init__(**params)

    # -- sending ------------------------------------------------------------------------------------

    def send(
        self,
        message: str,
        duration: int = DURATION,
        type: str | None = None,
        background: str | None = None,
        icon: str | None = None,
    ) -> Notification:
        """Show `message` for `duration` ms, or with 0 until it is closed.

        type: 'info', 'success', 'warning', 'error', or one of `types`. background: a colour. icon: an SVG, or a
        character such as an emoji. Returns the notification, to `destroy`. Raises `BadArgument` for an unknown type.
        """
        look = self._look(type)
        notification = Notification(
            message=str(message),
            duration=duration,
            notification_type=type,
            background=background or look.get("background"),
            icon=icon or look.get("icon"),
            notification_area=self,
        )
        with self._lock:
            kept = [*self.notifications, notification]
            self._keep(kept[-self.max_notifications :])
        return notification

    def info(self, message: str, duration: int = DURATION) -> Notification:
        """Show something worth knowing; see `send`."""
        return self.send(message, duration, "info")

    def success(self, message: str, duration: int = DURATION) -> Notification:
        """Show that something was done; see `send`."""
        return self.send(message, duration, "success")

    def warning(self, message: str, duration: int = DURATION) -> Notification:
        """Show something to beware of. Screen readers say it at once; see `send`."""
        return self.send(message, duration, "warning")

    def error(self, message: str, duration: int = DURATION) -> Notification:
        """Show that something failed. Screen readers say it at once; see `send`."""
        return self.send(message, duration, "error")

    def clear(self) -> None:
        """Take all of them away."""
        with self._lock:
            self._keep([])

    def announce(self, happening: str) -> None:
        """Show what `js_events` has for `happening`, if anything."""
        told = self.js_events.get(happening)
        if told and told.get("message"):
            self.send(**told)

    # -- what travels, and what comes back ----------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        return [_encoded(each) for each in value] if name == "notifications" else value

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor closed some, or their time is over. Those that are gone already are passed over."""
        if name != "close":
            raise UnknownEvent(f"{type(self).__name__} has no event {name!r}; it has {sorted(self._events)}.")
        self._remove({expect(number, int, "ids") for number in expect(data.get("ids"), list, "ids")})

    # -- keeping ------------------------------------------------------------------------------------

    def _remove(self, numbers: Collection[int]) -> None:
        with self._lock:
            self._keep([each for each in self.notifications if each._number not in numbers])

    def _keep(self, kept: list[Notification]) -> None:
        if kept != self.notifications:
            self.notifications = kept

    def _look(self, type: str | None) -> Mapping[str, Any]:
        for look in self.types:
            if look.get("type") == type is not None:
                found: Mapping[str, Any] = look
                return found
        if type is None or type in TYPES:
            return {}
        further = [look.get("type") for look in self.types]
        raise BadArgument(
            f"Expected a type of notification, one of {[*TYPES, *further]}, got {type!r}. "
            "Add a dict with that 'type' to pn.state.notifications.types."
        )


def _encoded(notification: Notification) -> dict[str, Any]:
    return {
        "id": notification._number,
        "message": notification.message,
        "duration": notification.duration,
        "type": notification.notification_type,
        "background": notification.background,
        "icon": notification.icon,
    }
