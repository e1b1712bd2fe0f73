"""FlexBox: components that flow like words."""

from __future__ import annotations

import param

from lanai.components.layout.base import ListLike

_ENDS = ("flex-start", "flex-end", "center")
_SPACED = ("space-between", "space-around", "space-evenly", "stretch")
_BASELINES = ("baseline", "first baseline", "last baseline")


class FlexBox(ListLike):
    """Components beside each other that wrap where there is no room, as CSS's flex box arranges them."""

    align_content = param.Selector(
        default="flex-start", objects=["normal", *_ENDS, *_SPACED, "start", "end", *_BASELINES], doc="Space across lines."
    )
    align_items = param.Selector(
        default="flex-start",
        objects=["stretch", *_ENDS, *_BASELINES, "start", "end", "self-start", "self-end"],
        doc="Place across the line.",
    )
    flex_direction = param.Selector(
        default="row", objects=["row", "row-reverse", "column", "column-reverse"], doc="Which way they flow."
    )
    flex_wrap = param.Selector(
        default="wrap", objects=["nowrap", "wrap", "wrap-reverse"], doc="Whether they wrap, and which way."
    )
    gap = param.String(default="", doc="Space between them, as CSS: '10px' or '1em 2em'.")
    justify_content = param.Selector(
        default="flex-start",
        objects=[*_ENDS, *_SPACED, "start", "end", "left", "right"],
        doc="Place along the line.",
    )
