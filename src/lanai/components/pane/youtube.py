"""YT: a video of YouTube's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar

from lanai.components.pane.html import HTML
from lanai.components.pane.suitability import YOUTUBE, is_youtube
from lanai.errors import BadArgument

_START = re.compile(r"[?&#](?:t|start)=(\d+)")
PLAYER = "https://www.youtube-nocookie.com/embed/"


class YT(HTML):
    """Shows a video of YouTube: `object` is its address as the browser has it, or as "share" gives it.

    The visitor's browser loads player and video from www.youtube-nocookie.com, in a frame of its own.
    Raises `BadArgument` for an address that is none of YouTube's.
    """

    priority: ClassVar[float] = 0.82
    _type: ClassVar[str] = "HTML"
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **HTML._implied,
        **dict.fromkeys(("height", "name", "width"), ("object",)),
    }

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_youtube(obj)

    def read(self, obj: Any) -> Any:
        if not obj:
            return ""
        found = re.match(YOUTUBE, str(obj))
        if found is None:
            raise BadArgument(
                "pn.pane.YT shows a video of YouTube: expected an address such as "
                f"'https://www.youtube.com/watch?v=…' or 'https://youtu.be/…', got {obj!r}."
            )
        start = _START.search(str(obj))
        address = f"{PLAYER}{found[1]}" + (f"?start={start[1]}" if start else "")
        size = f'width="{self.width or 560}" height="{self.height or 315}"'
        return (
            f'<iframe src="{escape(address)}" {size} title="{escape(self.name or "Video of YouTube")}" '
            'class="lanai-yt" allow="accelerometer; encrypted-media; gyroscope; picture-in-picture; fullscreen" '
            'allowfullscreen referrerpolicy="strict-origin-when-cross-origin" loading="lazy"></iframe>'
        )
