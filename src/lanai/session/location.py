"""The session's location, as its request tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lanai.components import page
from lanai.session.session import Session

if TYPE_CHECKING:
    from lanai.components.page.location import Location


def location_of(session: Session) -> Location:
    """The URL of the session's page; made and put on the page the first time it is asked for."""
    request = session.request
    return session.services.get(
        page.Location,
        lambda: page.Location.asked_for(request.protocol, request.host, request.app_url, request.query),
    )
