"""Files that a visitor fetches, piece by piece, as a browser does."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from lanai.errors import TestingError

if TYPE_CHECKING:
    from lanai.testing.browser import Node
    from lanai.testing.element import Element


class Download(NamedTuple):
    """A file as the browser saves it."""

    name: str
    data: bytes


def download(element: Element) -> Download:
    """Press a FileDownload and take what it gives. Raises `TestingError` with what the page says where it fails."""
    if element.type != "FileDownload":
        raise TestingError(f"Expected a FileDownload, got the {element.type} {element.label!r}.")
    inline = element.read("data")
    if inline:
        return Download(element.read("filename") or "download", _decoded(inline))
    element.event("request")
    parcels = element._user.browser.services.get("Parcels")
    offers = [] if parcels is None else parcels.props.get("offers") or []
    offer = next((each for each in reversed(offers) if each["owner"] == element.id), None)
    if parcels is None or offer is None or offer.get("error"):
        said = "nothing came" if offer is None else offer["error"]
        raise TestingError(f"The FileDownload {element.label!r} gave no file: {said}.")
    return Download(offer.get("name") or "download", _fetched(element, parcels, offer))


def _fetched(element: Element, parcels: Node, offer: dict[str, Any]) -> bytes:
    user, data = element._user, b""
    while len(data) < offer["size"]:
        user.browser.event(parcels.id, "pull", {"key": offer["key"], "offset": len(data)})
        user.rest()
        piece = base64.b64decode((parcels.props.get("piece") or {}).get("data", ""))
        if not piece:
            raise TestingError(f"The file {offer.get('name')!r} became shorter while it was read.")
        data += piece
    user.browser.event(parcels.id, "done", {"key": offer["key"]})
    user.rest()
    return data


def _decoded(address: str) -> bytes:
    """The content of a `data:` URL."""
    head, _, body = address.partition(",")
    return base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
