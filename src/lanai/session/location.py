"""The session's location, as its request tells it."""

from __future__ import annotations

from lanai.components.page.location import Location
from lanai.session.session import Session


def location_of(session: Session) -> Location:
    """The URL of the session's page; made and put on the page the first time it is asked for."""
    request = session.request
    return session.services.get(
        Location, lambda: Location.asked_for(request.protocol, request.host, request.app_url, request.query)
    )
