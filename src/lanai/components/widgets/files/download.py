"""FileDownload: a button that gives the visitor a file."""

from __future__ import annotations

import asyncio
import base64
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import param

from lanai.components.widgets.button import _Pressable
from lanai.components.widgets.files.parcels import Parcel, Parcels
from lanai.core.callables import is_awaitable
from lanai.core.callbacks import Callback
from lanai.core.context import current_session
from lanai.core.placing import off_loop
from lanai.core.protocols import CurrentSession
from lanai.errors import BadArgument, SessionGone


class FileDownload(_Pressable):
    """A button that gives the visitor a file: `file`, or what `callback` gives when it is clicked.

    A file is a path, bytes, or something to read from; the latter two need a `filename`. It is read piece by piece
    when it is asked for, so a file of any size is never in memory as a whole; with `embed` it travels with the page.
    Without `auto` a first click fetches it, and a second saves it.
    """

    auto = param.Boolean(default=True, doc="Whether one click is enough.")
    callback: Callable[[], Any] | None = Callback(  # type: ignore[assignment]
        default=None,
        allow_None=True,
        allow_refs=False,
        doc="Called without arguments when it is clicked: gives the file.",
    )
    data = param.String(default=None, allow_None=True, doc="The file as a data URL, where it is embedded.")
    embed = param.Boolean(default=False, doc="Whether the file travels with the page.")
    file = param.Parameter(default=None, doc="A path, bytes, or something with `read`.")
    filename = param.String(
        default=None, allow_None=True, doc="Name under which it is saved; None: that of the path."
    )
    label = param.String(default="Download file", doc="The button's text; by default it names the file.")
    value = param.Parameter(default=None, doc="Without meaning for a download.")

    _local: ClassVar[frozenset[str]] = _Pressable._local | {"callback", "embed", "file", "value"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"request": ()}

    def __init__(self, file: Any = None, **params: Any) -> None:
        if file is not None:
            params["file"] = file
        self._named = bool(params.get("label") or params.get("name"))
        super().__init__(**params)
        if self.file is not None and self.callback is not None:
            raise BadArgument(
                "Expected either `file` or `callback` of a FileDownload, got both. Leave one out."
            )
        self._renew()

    def _changed(self, name: str) -> None:
        if self._param__private.initialized:
            if name in {"file", "callback", "filename", "embed", "auto"}:
                self._renew()
            elif name in {"label", "name"}:
                self._named = getattr(self, name) != self._automatic()
        super()._changed(name)

    def _renew(self) -> None:
        """Bring label and embedded content up to date."""
        if not self._named:
            self._store("label", self._automatic())
        if self.embed:
            off_loop(self._embed)
        else:
            self._store("data", None)

    def _embed(self) -> None:
        given = self.callback() if self.callback is not None else self.file
        if is_awaitable(given):
            session = current_session()
            if session is None:
                raise BadArgument(
                    "Expected a function as `callback` of an embedded FileDownload outside a session."
                )
            session.turns.spawn(partial(self._embed_later, given))
        else:
            self._store("data", self._embedded(given))

    async def _embed_later(self, given: Awaitable[Any]) -> None:
        content = await given
        off_loop(lambda: self._store("data", self._embedded(content)))

    def _automatic(self) -> str:
        name = self._name()
        return f"{'Download' if self.auto or self.embed else 'Transfer'} {name or 'file'}"

    def _name(self) -> str | None:
        return self.filename or (Path(self.file).name if isinstance(self.file, (str, Path)) else None)

    def _embedded(self, given: Any) -> str:
        parcel = self._parcel(given)
        kind = mimetypes.guess_type(parcel.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(parcel.read(0, parcel.size)).decode('ascii')}"

    def _parcel(self, given: Any) -> Parcel:
        """The file to give. Raises `BadArgument` where there is none."""
        if isinstance(given, (str, Path)):
            path = Path(given).expanduser()
            if not path.is_file():
                raise BadArgument(f"Expected a file for a FileDownload, there is none at {str(given)!r}.")
            return Parcel(self.filename or path.name, path.resolve())
        content = _content(given)
        if not self.filename:
            raise BadArgument(
                f"Expected a `filename` for a FileDownload whose file is a {type(given).__name__}."
            )
        return Parcel(self.filename, content)

    # -- the wire -----------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        return self._name() if name == "filename" else super().encode(name, value)

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor wants the file."""
        session = current_session()
        if self.disabled or session is None:
            return
        parcels: Parcels = session.service(Parcels, Parcels)
        session.turns.spawn(partial(self._fetch, session, parcels), kind="callback", function=self.callback)

    async def _fetch(self, session: CurrentSession, parcels: Parcels) -> None:
        """Have the file made, and read, where each belongs."""
        try:
            given = self.file if self.callback is None else await session.turns.finish(self.callback)
            await session.turns.finish(lambda: parcels.give(self._number, self._parcel(given)))
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            if session.ended and issubclass(type(error), SessionGone):
                return
            parcels.fail(self._number, _told(error))
            raise


def _told(error: BaseException) -> str:
    """What the visitor may know: not what an app's exception holds."""
    return (
        "The file is not there."
        if issubclass(type(error), (BadArgument, OSError))
        else "The file could not be made."
    )


def _content(given: Any) -> bytes:
    if isinstance(given, (bytes, bytearray, memoryview)):
        return bytes(given)
    if not hasattr(given, "read"):
        raise BadArgument(
            f"Expected a path, bytes or something to read from as file of a FileDownload, got {type(given).__name__}."
        )
    if hasattr(given, "seek"):
        given.seek(0)  # it may be read again for the next click
    content = given.read()
    return content.encode("utf-8") if isinstance(content, str) else bytes(content)
