"""Files beyond every limit: too large, too many, never finished."""

from __future__ import annotations

import base64
from functools import partial

from tests.attack.attack import Attack, Field
from tests.attack.visitor import Visitor, visit

SIZE = 10**6
"""Bytes of one file: what the fields of the page allow for each."""
PIECE = base64.b64encode(bytes(250_000)).decode()
UPLOADS = 200
"""For each field: twice what one field takes at once."""


async def _upload(sizes: list[int], pieces: int, field: Field) -> None:
    """Announce files of these sizes over and over, each upload under its own key, and send so many pieces of each."""

    async def act(visitor: Visitor) -> None:
        for number in range(field.some(UPLOADS)):
            for node in visitor.nodes("FileInput", "FileDropper"):
                files = [
                    [f"{place}.bin", "application/octet-stream", size] for place, size in enumerate(sizes)
                ]
                key = f"upload {number}"
                visitor.browser.event(node.id, "begin", {"key": key, "files": files, "more": True})
                for _ in range(pieces):
                    visitor.browser.event(node.id, "piece", {"key": key, "data": PIECE, "more": True})
            await field.rest(0.01)
            if field.left <= 0:
                return
        await field.rest(field.left)

    await visit(field.port, "/files", field.tally, act)


ATTACKS = (
    Attack("uploads/unfinished", partial(_upload, [SIZE], 3), memory=100),
    Attack("uploads/finished", partial(_upload, [SIZE], 4), memory=100),
    Attack("uploads/many-files", partial(_upload, [SIZE // 100] * 100, 3), memory=100),
    Attack("uploads/empty-files", partial(_upload, [0] * 10_000, 0), memory=100),
    Attack("uploads/beyond", partial(_upload, [2 * SIZE], 8), memory=100),
    Attack("uploads/more-than-announced", partial(_upload, [10], 4), memory=100),
)
