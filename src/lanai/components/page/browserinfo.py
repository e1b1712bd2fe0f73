"""BrowserInfo: what a visitor's browser says of itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import Component, expect
from lanai.components.limits import Limit
from lanai.errors import BadValue

LONGEST = 200
"""Characters of a language or of a time zone's name."""


class BrowserInfo(Component):
    """Facts about the browser that shows the page. All are None until it has connected; they follow when they change."""

    dark_mode = param.Boolean(default=None, allow_None=True, doc="Whether the visitor prefers dark colours.")
    device_pixel_ratio = param.Number(
        default=None, allow_None=True, doc="How many pixels of the screen one CSS px is wide."
    )
    language = param.String(default=None, allow_None=True, doc="The preferred language, such as 'de-CH'.")
    timezone = param.String(default=None, allow_None=True, doc="The time zone, such as 'Europe/Zurich'.")
    timezone_offset = param.Number(
        default=None, allow_None=True, doc="Minutes from local time to UTC: -60 where it is an hour ahead."
    )
    webdriver = param.Boolean(default=None, allow_None=True, doc="Whether a program drives the browser.")
    webgl = param.Boolean(default=None, allow_None=True, doc="Whether the browser has WebGL.")

    _edits: ClassVar[tuple[str, ...]] = (
        "dark_mode", "device_pixel_ratio", "language", "timezone", "timezone_offset", "webdriver", "webgl",
    )  # fmt: skip
    _limits: ClassVar[Mapping[str, Limit]] = dict.fromkeys(_edits, Limit(LONGEST))

    _quick: ClassVar[frozenset[str]] = frozenset(
        {"dark_mode", "device_pixel_ratio", "language", "timezone", "timezone_offset", "webdriver", "webgl"}
    )

    def decode(self, name: str, data: Any) -> Any:
        parameter = self.param[name]
        if data is None:
            return None
        if isinstance(parameter, param.Boolean):
            return expect(data, bool, name)
        if isinstance(parameter, param.String):
            return expect(data, str, name)
        if not math.isfinite(expect(data, (int, float), name)):
            raise BadValue(f"Expected a finite number for {name!r}.")
        return data
