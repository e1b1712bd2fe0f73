"""A visitor's Bokeh document: what a browser has made of the frames that it got."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import bokeh.models
import bokeh.plotting
from bokeh.core.serialization import Buffer, Deserializer, Serialized
from bokeh.core.types import ID
from bokeh.document import Document
from bokeh.document.events import DocumentPatchedEvent
from bokeh.model import Model

from lanai import testing

models: Any = bokeh.models
figure: Any = bokeh.plotting.figure
"""Bokeh's models take more than their type hints know."""


def mirror(user: testing.User) -> Document:
    """The document as the visitor's browser has it now."""
    browser = user.browser
    assert browser.document is not None
    json = copy.deepcopy(browser.document["json"])
    document = Document.from_json(Serialized(json, _buffers(browser.document_buffers)))
    for patch, buffers in browser.patches:
        _apply(document, patch, buffers)
    return document


def shown(user: testing.User, model: Model) -> Any:
    """What the visitor's browser has of `model`."""
    found = mirror(user).get_model_by_id(model.id)
    assert found is not None
    return found


def events(user: testing.User) -> list[dict[str, Any]]:
    """All changes that the visitor's browser has been sent since it got the document."""
    return [event for patch, _ in user.browser.patches for event in patch["events"]]


def kinds(user: testing.User) -> list[str]:
    return [event["kind"] for event in events(user)]


def plain(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The columns of a data source as lists."""
    return {name: list(column) for name, column in data.items()}


def _apply(document: Document, patch: dict[str, Any], buffers: dict[str, bytes]) -> None:
    deserializer = Deserializer(list(document.models))
    for event in deserializer.decode(copy.deepcopy(patch["events"]), _buffers(buffers)):
        if event["kind"] == "ColumnDataChanged" and event["cols"] is not None:
            event["data"] = {**event["model"].data, **event["data"]}  # as BokehJS does
        DocumentPatchedEvent.handle_event(document, event, None)


def _buffers(buffers: dict[str, bytes]) -> list[Buffer]:
    return [Buffer(ID(name), content) for name, content in buffers.items()]
