"""String: a few words, large."""

from __future__ import annotations

import param

from lanai.components.indicators.base import Indicator


class String(Indicator):
    """A text with its title above."""

    default_color = param.String(default="currentcolor", doc="The text's colour, as CSS.")
    font_size = param.String(default="54pt", doc="The text's size, as CSS.")
    title_size = param.String(default="18pt", doc="The title's size, as CSS.")
    value = param.String(default=None, allow_None=True, doc="The text; None for none.")
