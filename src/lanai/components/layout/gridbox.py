"""GridBox: components in rows and columns, one after the other."""

from __future__ import annotations

import param

from lanai.components.layout.base import ListPanel


class GridBox(ListPanel):
    """Fills a grid row by row, `ncols` in each row; or as many as it takes for `nrows` rows. Else one below the other."""

    ncols = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="How many columns there are.")
    nrows = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="How many rows there are.")
