"""What a visitor has entered, as the content of a message."""

from __future__ import annotations

import io
import json
from typing import Any

from lanai.components.pane.image import Image
from lanai.components.pane.media import Audio, Video
from lanai.components.pane.pdf import PDF
from lanai.components.widgets.base import Widget
from lanai.components.widgets.files import FileInput
from lanai.core.lazy import load


def content_of(widget: Widget) -> Any:
    """What the widget holds; of a file, what it is: a table, a picture, a text. None for nothing."""
    if isinstance(widget, FileInput):
        return None if not widget.value else _content_of_file(widget)
    value = widget.value
    return None if isinstance(value, str) and not value.strip() else value


def _content_of_file(widget: FileInput) -> Any:
    value, kind = widget.value, widget.mime_type
    if isinstance(value, list) or not isinstance(kind, str):
        return value
    if kind == "text/csv":
        return load("pandas", needed_for="showing a CSV file in a chat").read_csv(io.BytesIO(value))
    if kind == "application/json":
        return json.loads(value)
    if kind == "application/pdf":
        return PDF(value, height=400, sizing_mode="stretch_width")
    family = kind.partition("/")[0]
    if family == "image":
        return Image(value, max_width=480, sizing_mode="scale_width")
    if family in ("audio", "video"):
        return (Audio if family == "audio" else Video)(io.BytesIO(value))
    return value.decode(errors="replace") if family == "text" else value
