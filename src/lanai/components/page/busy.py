"""Busy: the page knows when callbacks of its session run."""

from __future__ import annotations

import param

from lanai.components.base import Component


class Busy(Component):
    """Tells one session's page whether a callback runs, for the header of its template."""

    value = param.Boolean(default=False, doc="Whether one runs.")
