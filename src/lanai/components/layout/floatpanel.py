"""FloatPanel: a window within the page."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.layout.base import ListLike
from lanai.components.parameters import Choice, OwnDict
from lanai.errors import BadValue

POSITIONS = (
    *("center", "left-top", "center-top", "right-top", "right-center"),
    *("right-bottom", "center-bottom", "left-bottom", "left-center"),
)
STATUSES = ("normalized", "maximized", "minimized", "smallified", "smallifiedmax", "closed")


class FloatPanel(ListLike):
    """A window with a title bar (its `name`), to be moved, sized, minimised, maximised and closed by the visitor.

    The components in it lie as in a Column. It takes no space from its neighbours.
    """

    config = OwnDict(
        doc="Settings that come before the parameters: 'headerTitle', 'theme', 'position', and 'headerControls', "
        "which is 'none', 'closeonly', or a dict that says 'remove' for 'minimize', 'maximize', 'smallify', 'close'. "
        "Others have no effect."
    )
    contained = param.Boolean(
        default=True,
        doc="Whether it stays within the layout that holds it, or may lie anywhere in the window.",
    )
    offsetx = param.Integer(
        default=None,
        bounds=(0, None),
        allow_None=True,
        doc="Distance in px from the side that `position` names.",
    )
    offsety = param.Integer(
        default=None, bounds=(0, None), allow_None=True, doc="Distance in px from the top or bottom."
    )
    position = Choice("right-top", POSITIONS, doc="Where it lies at first.")
    status = Choice("normalized", STATUSES, doc="How it is shown; smallified is the title bar alone.")
    theme = param.String(
        default="primary",
        doc="Colour of the title bar: 'default', 'primary', 'secondary', 'info', 'success', 'warning', 'danger', "
        "'light', 'dark', 'none', or a colour of CSS.",
    )

    _edits: ClassVar[tuple[str, ...]] = ("status",)
    _local: ClassVar[frozenset[str]] = ListLike._local - {"name"}

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if value not in STATUSES:
            raise BadValue(f"Expected one of {STATUSES} for {name!r}, got {value!r}.")
        return value
