"""Apps for the tests of the hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import Viewable, expect
from lanai.components.limits import Limit


class Counter(Viewable):
    """Counts clicks, holds a text, and asks the browser for the files of a slider."""

    clicks = param.Integer(default=0)
    text = param.String(default="")

    _type: ClassVar[str] = "IntSlider"
    _edits: ClassVar[tuple[str, ...]] = ("text",)
    _limits: ClassVar[Mapping[str, Limit]] = {"text": Limit(20_000_000)}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"click": ("clicks",)}

    def decode(self, name: str, data: Any) -> Any:
        return expect(data, str, name)

    def event(self, name: str, data: dict[str, Any]) -> None:
        self.clicks += 1
