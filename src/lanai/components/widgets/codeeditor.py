"""CodeEditor: text of a programming language, with colours, line numbers and search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import Choice, OwnList
from lanai.components.widgets.base import Widget
from lanai.errors import BadArgument, BadValue

LONGEST = 5_000_000
"""Characters that a visitor may enter."""

LIGHT_THEMES = (
    "chrome",
    "cloud9_day",
    "clouds",
    "crimson_editor",
    "dawn",
    "dreamweaver",
    "eclipse",
    "github",
    "github_light_default",
    "gruvbox_light_hard",
    "iplastic",
    "katzenmilch",
    "kuroir",
    "solarized_light",
    "sqlserver",
    "textmate",
    "tomorrow",
    "xcode",
)
DARK_THEMES = (
    "ambiance",
    "chaos",
    "cloud9_night",
    "clouds_midnight",
    "cobalt",
    "dracula",
    "github_dark",
    "gruvbox",
    "gruvbox_dark_hard",
    "idle_fingers",
    "kr_theme",
    "merbivore",
    "monokai",
    "nord_dark",
    "one_dark",
    "pastel_on_dark",
    "solarized_dark",
    "terminal",
    "tomorrow_night",
    "tomorrow_night_blue",
    "tomorrow_night_bright",
    "tomorrow_night_eighties",
    "twilight",
    "vibrant_ink",
)


class CodeEditor(Widget):
    """A field for code. `value_input` follows each key; `value` too, or without `on_keyup` when the field is left, and
    with Ctrl+Enter.

    `annotations` mark lines: dicts of 'row' and 'column' (counted from 0), 'text' and 'type': 'error', 'warning' or
    'info'.
    """

    annotations = OwnList(doc="Marks at lines: dicts of row, column, text and type.")
    filename = param.String(default="", doc="A file name, whose ending says the language.")
    indent = param.Integer(default=4, bounds=(1, 16), doc="How many columns one level of indentation has.")
    language = param.String(default="text", doc="Language of the code: 'python', 'sql', ...")
    on_keyup = param.Boolean(default=True, doc="Whether `value` follows each key.")
    print_margin = param.Boolean(default=False, doc="Whether a line shows where column 80 ends.")
    readonly = param.Boolean(default=False, doc="Whether it can be read only.")
    soft_tabs = param.Boolean(default=False, doc="Whether the Tab key enters spaces.")
    theme = Choice(
        "github_light_default",
        [*LIGHT_THEMES, *DARK_THEMES],
        doc="Its colours: those named after dark themes are dark; the default follows the page's theme.",
    )
    value = param.String(default="", doc="The code.")
    value_input = param.String(default="", doc="The code as it is typed.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_input")
    _limits: ClassVar[Mapping[str, Limit]] = dict.fromkeys(_edits, Limit(LONGEST))

    def _changed(self, name: str) -> None:
        if name == "annotations":
            for mark in self.annotations:
                _check(mark)
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        if name == "theme":
            return "auto" if value == "github_light_default" else "dark" if value in DARK_THEMES else "light"
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        text = expect(super().decode(name, data), str, name)
        if self.readonly:
            raise BadValue("The CodeEditor can be read only.")
        return text


def _check(mark: Any) -> None:
    fine = isinstance(mark, dict) and type(mark.get("row")) is int and isinstance(mark.get("text"), str)
    if not fine or mark.get("type", "info") not in ("error", "warning", "info"):
        raise BadArgument(
            "Expected dicts such as {'row': 0, 'column': 0, 'text': '...', 'type': 'error'} as annotations of a "
            f"CodeEditor, got {mark!r}."
        )
