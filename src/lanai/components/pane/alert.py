"""Alert: a message in a coloured box."""

from __future__ import annotations

from typing import Any, ClassVar

from lanai.components.base import SIZING_MODES
from lanai.components.pane.markdown import Markdown
from lanai.components.parameters import Choice

ALERT_TYPES = ("primary", "secondary", "success", "danger", "warning", "info", "light", "dark")


class Alert(Markdown):
    """Shows a message, written in Markdown, in a box whose colour says what kind it is.

    A danger or a warning that appears or changes is read out at once by a screen reader.
    """

    alert_type = Choice("primary", ALERT_TYPES, doc="What kind of message it is.")
    sizing_mode = Choice(None, SIZING_MODES, doc="How it fills its place; unless given, its whole width.")

    priority: ClassVar[float] = 0

    def __init__(self, object: Any = None, **params: Any) -> None:
        if not {"sizing_mode", "width"} & params.keys():
            params["sizing_mode"] = "stretch_width"
        super().__init__(object, **params)

    def definition(self) -> dict[str, Any]:
        # The browser assumes that of an alert made without arguments, which is not the class's.
        return {**super().definition(), "sizing_mode": self.property("sizing_mode")}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        """An alert is asked for by its name."""
        return False
