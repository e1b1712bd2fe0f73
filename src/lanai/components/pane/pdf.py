"""PDF: a document, shown by the browser's own viewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.files import HeldFile, HoldsFile
from lanai.components.pane import mediasource
from lanai.components.pane.base import Pane
from lanai.errors import BadArgument


class PDF(Pane, HoldsFile):
    """Shows a PDF: `object` is its bytes, a binary file, a path, or an http(s) address.

    An address is loaded by the visitor's browser, and its host may forbid to be shown in a frame: `embed` loads it
    here. Where a browser has no viewer, there is a link. `name` is what the document is called.
    """

    embed = param.Boolean(
        default=False, doc="Whether an address is loaded here, not by the visitor's browser."
    )
    enable_streaming = param.Boolean(
        default=False, doc="Accepted for compatibility; a document comes as one."
    )
    start_page = param.Integer(default=1, bounds=(1, None), doc="The page to begin with, from 1.")

    priority: ClassVar[float] = 0.85
    _local: ClassVar[frozenset[str]] = (Pane._local | {"embed", "enable_streaming"}) - {"name"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "source"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"embed": ("object",)}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return mediasource.suits(obj, mediasource.PDF)

    def _calls_code(self, name: str) -> bool:
        """A document is read, and an address loaded, which takes its time."""
        return bool(self.object) and (self.embed or not mediasource.is_address(self.object))

    def read(self, obj: Any) -> Any:
        """`{"src": address}`, `{"file": address below the session's files}`, or None for no document."""
        if obj is None or (isinstance(obj, str) and not obj):
            return None
        if not mediasource.is_address(obj):
            return {"file": self.offer(mediasource.read_file(obj, mediasource.PDF, "pn.pane.PDF"))}
        if obj[:5].lower() == "data:" and not obj[:20].lower().startswith("data:application/pdf"):
            raise BadArgument(
                f"Expected a PDF for pn.pane.PDF, got the address {obj[:40]!r}. A data address of one begins with "
                "'data:application/pdf'."
            )
        if not self.embed or obj[:5].lower() in ("data:", "blob:"):
            return {"src": obj}
        data = mediasource.fetch(obj, mediasource.PDF)
        return {"file": self.offer(HeldFile(data, mediasource.PDF.mime, "document.pdf"))}
