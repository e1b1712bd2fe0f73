"""What widgets that take files share: they receive uploads, several browsers' at once, each apart from the others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import OwnDict
from lanai.components.widgets.base import Widget
from lanai.components.widgets.files.upload import LONGEST_NAME, File, Limits, Upload
from lanai.core.context import current_session
from lanai.errors import BadValue, ProtocolError

LONGEST_KEY = 64
MOST_AT_ONCE = 100
"""Uploads of one widget under way: a widget that is shown to all has as many as browsers that send."""


class _Held(NamedTuple):
    upload: Upload
    release: Callable[[], object]
    """Ends that the session's end drops it."""


class FileReceiver(Widget):
    """A widget that files come to.

    A browser announces files, sends them in pieces, and reads in `transfers` how many bytes have come, or why they were
    refused: it sends on as that grows, so that a slow line is never filled far ahead. `cancel` ends it either way.
    """

    __abstract = True

    chunk_size = param.Integer(
        default=10_000_000,
        bounds=(1, None),
        doc="Most bytes of one message of an upload; slow lines get less.",
    )
    transfers = OwnDict(doc="For each upload how many bytes have come, or why it was refused.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"value"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "begin": ("value",),
        "piece": ("value",),
        "cancel": (),
    }

    def __init__(self, **params: Any) -> None:
        self._uploads: dict[str, _Held] = {}
        self._uploading = threading.RLock()
        super().__init__(**params)

    def limits(self) -> Limits:
        """What is accepted at once."""
        return Limits()

    def take_files(self, files: Sequence[File], *, more: bool) -> None:
        """These have come, all of them. `more`: beside those that are there. Raises what refuses them."""
        raise NotImplementedError

    def _limit_of(self, name: str) -> Limit:
        """Announced are a name, a type and a size of each file; a piece is text of four characters for three bytes."""
        if name == "begin":
            files = self.limits().files + 1
            return Limit(length=2 * LONGEST_NAME * files, values=4 * files + 10, depth=3)
        return Limit(length=2 * self.chunk_size + LONGEST_KEY) if name == "piece" else super()._limit_of(name)

    # -- the wire -----------------------------------------------------------------------------------

    def event(self, name: str, data: dict[str, Any]) -> None:
        key = expect(data.get("key"), str, "key")
        if self.disabled or len(key) > LONGEST_KEY:
            raise BadValue(
                f"Expected a key of at most {LONGEST_KEY} characters, and a widget that is not disabled."
            )
        if name == "cancel":
            self._let_go(key)
            self._tell(key, None)
            return
        try:
            self._receive(key, name, data)
        except ProtocolError as error:
            self._let_go(key)
            self._tell(key, str(error))
            raise

    def _receive(self, key: str, name: str, data: dict[str, Any]) -> None:
        if name == "begin":
            upload = self._begin(key, data)
        elif key in self._uploads:
            upload = self._uploads[key].upload
            upload.take(data.get("data"))
        else:  # it was refused or cancelled, and this piece was under way already
            return
        if upload.complete:
            self._let_go(key)
            self.take_files(upload.files(), more=data.get("more") is True)
        self._tell(key, upload.received)

    def _begin(self, key: str, data: dict[str, Any]) -> Upload:
        upload = Upload(data.get("files"), self.limits())
        with self._uploading:
            if key in self._uploads or len(self._uploads) >= MOST_AT_ONCE:
                raise BadValue(f"Expected at most {MOST_AT_ONCE} uploads at once. Try again in a moment.")
            self._uploads[key] = _Held(upload, self._until_session_ends(key))
        return upload

    def _until_session_ends(self, key: str) -> Callable[[], object]:
        session = current_session()
        if session is None:
            return lambda: None
        drop = partial(self._uploads.pop, key, None)
        session.when_closed(drop)
        return lambda: session.forget_when_closed(drop)

    def _let_go(self, key: str) -> None:
        held = self._uploads.pop(key, None)
        if held is not None:
            held.release()

    def _tell(self, key: str, state: int | str | None) -> None:
        with self._uploading:
            others = [(other, told) for other, told in self.transfers.items() if other != key]
            told = dict(others[-MOST_AT_ONCE:])
            self.transfers = told if state is None else {**told, key: state}
