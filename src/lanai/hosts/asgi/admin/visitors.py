"""The admin page's sessions: whose they are, what they own, and a way to end one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from lanai.components.layout.flexbox import FlexBox
from lanai.components.layout.linear import Column
from lanai.components.layout.modal import Modal
from lanai.components.pane.html import HTML
from lanai.components.pane.markdown import Markdown
from lanai.components.widgets.button import Button
from lanai.components.widgets.select import Select
from lanai.components.widgets.text import TextInput
from lanai.hosts.asgi.admin.markup import duration, short, size, table
from lanai.hosts.asgi.host import Host
from lanai.session.session import Session

log = logging.getLogger("lanai")

MOST = 50
"""Sessions on one page of the list."""
HEADS = (
    "Session", "Endpoint", "User", "Age", "Browser", "Busy", "Components", "Under way", "To send", "Models", "Timers",
    "Work",
)  # fmt: skip
NOBODY = "choose a session"


def _owned(session: Session) -> int:
    held = session.holdings
    return held.frame_bytes + held.components + held.models


ORDERS: Mapping[str, tuple[Callable[[Session], Any], bool]] = MappingProxyType(
    {
        "Oldest first": (attrgetter("age"), True),
        "Newest first": (attrgetter("age"), False),
        "Busy first": (lambda session: (session.busy, session.turns.waiting), True),
        "Largest first": (_owned, True),
    }
)
"""By label, what to sort by, and whether the largest comes first."""


class Visitors:
    """The sessions. Its `view` is shown; `refresh` looks again."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._order = Select(name="Order", options=list(ORDERS), width=170)
        self._filter = TextInput(
            name="Filter", placeholder="endpoint, user or session", width=240, value_input=""
        )
        self._page = 0
        self._back = Button(name="Previous", disabled=True, on_click=lambda _: self._turn(-1))
        self._on = Button(name="Next", disabled=True, on_click=lambda _: self._turn(1))
        self._pages = FlexBox(self._back, self._on, gap="8px", visible=False)
        self._chosen = Select(name="Session", options={NOBODY: ""}, width=300)
        self._end = Button(name="End session…", button_type="danger", button_style="outline", disabled=True)
        self._table = HTML("", sizing_mode="stretch_width")
        self._question = Markdown("")
        sure = Button(name="End it", button_type="danger", on_click=self._end_it)
        keep = Button(name="Keep it", on_click=lambda _: self._dialog.hide())
        self._dialog = Modal(Column(self._question, FlexBox(sure, keep)), name="End this session?")
        self._end.on_click(self._ask)
        self._chosen.param.watch(self._choose, "value")
        for control in (self._order, self._filter):
            control.param.watch(self._begin, "value")
        controls = FlexBox(
            self._filter,
            self._order,
            self._pages,
            self._chosen,
            self._end,
            align_items="end",
            gap="4px 8px",
        )
        self.view = Column(controls, self._table, self._dialog, name="Sessions", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again."""
        found = self._found()
        listed = self._listed(found)
        self._table.object = table(self._caption(len(listed), len(found)), HEADS, map(_row, listed))
        options = {NOBODY: "", **{_label(session): session.id for session in listed}}
        chosen = self._chosen.value
        if chosen and chosen not in options.values():
            living = next((session for session in found if session.id == chosen), None)
            options |= {} if living is None else {_label(living): chosen}
        if options != self._chosen.options:
            self._chosen.options = options

    def _listed(self, found: list[Session]) -> list[Session]:
        """The sessions on the page of the list that is shown: the last one there is, where it has become shorter."""
        last = max(0, (len(found) - 1) // MOST)
        self._page = min(self._page, last)
        self._back.disabled = self._page == 0
        self._on.disabled = self._page == last
        self._pages.visible = last > 0
        return found[self._page * MOST : (self._page + 1) * MOST]

    def _caption(self, listed: int, found: int) -> str:
        every = self._host.sessions.visitors
        first = self._page * MOST
        which = f"{first + 1:,} to {first + listed:,}" if listed < found else f"{listed:,}"
        return f"Sessions: {which} of {found:,}" + (f" ({every:,} in all)" if every > found else "")

    def _turn(self, pages: int) -> None:
        self._page = max(0, self._page + pages)
        self.refresh()

    def _begin(self, event: Any) -> None:
        """Another order, or other sessions: from the first page."""
        self._page = 0
        self.refresh()

    def _found(self) -> list[Session]:
        wanted = (self._filter.value or "").strip().lower()
        key, reverse = ORDERS[self._order.value]
        sessions = [
            session
            for session in self._host.sessions.seen
            if wanted in f"{session.endpoint} {_user(session) or ''} {session.id}".lower()
        ]
        return sorted(sessions, key=key, reverse=reverse)

    # -- ending one ---------------------------------------------------------------------------------

    def _choose(self, event: Any) -> None:
        self._end.disabled = not event.new

    def _ask(self, event: Any) -> None:
        session = self._session(self._chosen.value)
        if session is not None:
            user = _user(session)
            self._question.object = (
                f"Session `{short(session.id)}` of `{session.endpoint}`{f', of the user {user!r},' if user else ''} is "
                f"{duration(session.age)} old. Its page will say that it has ended; what was entered there is lost."
            )
            self._dialog.show()

    async def _end_it(self, event: Any) -> None:
        self._dialog.open = False
        session = self._session(self._chosen.value)
        if session is not None:
            log.warning("%r was ended from the admin page", session)
            await session.close()
        self.refresh()

    def _session(self, id: str) -> Session | None:
        return next((session for session in self._host.sessions.seen if session.id == id), None)


def _row(session: Session) -> list[str | int | None]:
    held = session.holdings
    return [
        short(session.id),
        session.endpoint,
        _user(session),
        duration(session.age),
        _browser(session),
        "busy" if session.busy else "idle",
        held.components,
        f"{held.frames} / {size(held.frame_bytes)}" if held.frames else None,
        held.changes,
        held.models,
        held.timers,
        held.waiting + held.coroutines,
    ]


def _label(session: Session) -> str:
    parts = (short(session.id), session.endpoint, _user(session))
    return " · ".join(part for part in parts if part)


def _user(session: Session) -> str | None:
    identity = session.request.identity
    return None if identity is None else identity.user


def _browser(session: Session) -> str:
    if not session.connected:
        return "away" if session.opened else "not yet"
    return "shown" if session.visible else "hidden"
