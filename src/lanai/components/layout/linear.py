"""Row and Column: one beside the other, one below the other."""

from __future__ import annotations

import param

from lanai.components.layout.base import ListPanel


class Row(ListPanel):
    """Components side by side."""


class Column(ListPanel):
    """Components one below the other."""

    auto_scroll_limit = param.Integer(
        default=0, bounds=(0, None), doc="Distance to the end in px within which new content is scrolled to."
    )
    scroll_button_threshold = param.Integer(
        default=0,
        bounds=(0, None),
        doc="Distance to the end in px from which a button to go there shows; 0 for none.",
    )
    scroll_position = param.Integer(default=0, bounds=(0, None), doc="Distance scrolled from the top in px.")
    view_latest = param.Boolean(default=False, doc="Whether to begin scrolled to the end.")
