"""The two widgets with which a visitor saves a table: what the file is called, and a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lanai.components.widgets.button import Button
from lanai.components.widgets.text import TextInput


def download_menu(
    download: Callable[[str], object],
    text_kwargs: Mapping[str, Any] | None = None,
    button_kwargs: Mapping[str, Any] | None = None,
) -> tuple[TextInput, Button]:
    """A field for the name of the file and a button that calls `download` with it; each with parameters of its own."""
    field = TextInput(**{"name": "Filename", "value": "table.csv", **(text_kwargs or {})})
    button = Button(**{"name": "Download", **(button_kwargs or {})})
    button.on_click(lambda event: download(field.value or ""))
    return field, button
