"""The notifications of a session: there where they are turned on, with what the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lanai.components import page

if TYPE_CHECKING:
    from lanai.components.page.notifications import NotificationArea
    from lanai.session.session import Session


def notifications_of(session: Session) -> NotificationArea | None:
    """The session's notifications, made when they are first asked for. None where they are off. On any thread."""
    if not session.setting("notifications"):
        return None
    return session.services.get(
        page.NotificationArea,
        lambda: page.NotificationArea(js_events=_events(session) if session.loaded else {}),
    )


def prepare_notifications(session: Session) -> None:
    """The app has built its page: have ready what is shown when it is loaded, and when the connection is lost."""
    area = notifications_of(session)
    if area is None:
        return
    area.js_events = {**_events(session), **area.js_events}
    session.loading.onload(lambda: area.announce("document_ready"), False)


def _events(session: Session) -> dict[str, Any]:
    texts = {
        "connection_lost": (session.setting("disconnect_notification"), "error"),
        "document_ready": (session.setting("ready_notification"), "success"),
    }
    return {name: {"message": text, "type": type} for name, (text, type) in texts.items() if text}
