"""Spacers and Divider: what stands between components."""

from __future__ import annotations

from lanai.components.base import SIZE_POLICIES, SIZING_MODES, Viewable
from lanai.components.parameters import Choice


class Spacer(Viewable):
    """Empty space of a width and a height."""


class HSpacer(Spacer):
    """Empty space as wide as there is room."""

    sizing_mode = Choice("stretch_width", SIZING_MODES, doc="How it fills its place.")


class VSpacer(Spacer):
    """Empty space as high as there is room."""

    sizing_mode = Choice("stretch_height", SIZING_MODES, doc="How it fills its place.")


class Divider(Viewable):
    """A line across, as wide as what it is in."""

    width_policy = Choice("fit", SIZE_POLICIES, doc="How the width is found.")
