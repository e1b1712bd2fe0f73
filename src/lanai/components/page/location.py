"""Location: the page's URL, as parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, ClassVar
from urllib.parse import quote

import param

from lanai.components.base import Component, expect
from lanai.components.limits import Limit
from lanai.components.page.query import parse, texts_in, with_texts, write
from lanai.components.page.sync import OnError, Sync, keys_for
from lanai.components.parameters import OwnList
from lanai.errors import BadArgument, BadValue

LONGEST = 65536
"""Characters that one part of a URL has at most."""

STARTS = MappingProxyType({"pathname": "/", "search": "?", "hash": "#"})
FACTS = frozenset({"href", "hostname", "protocol", "port"})
ATTEMPTS = 3


class Fact(str):
    """A text about the page that the component itself has found out."""

    __slots__ = ()


class Told(param.String[Any]):
    """A text that only the component itself sets."""

    def _validate_value(self, val: Any, allow_None: bool) -> None:
        super()._validate_value(val, allow_None)
        if val and not isinstance(val, Fact):
            raise TypeError(
                f"Location.{self.name} is what the browser says. Set pathname, search or hash instead."
            )


class Location(Component):
    """The URL of one visitor's page: setting a parameter changes it, and Back, Forward and links set the parameters.

    What of it the request tells is known while the app is built; the rest, `hash`, follows when the page is shown.
    """

    asked = OwnList(doc="Path and query of the request, as far as the server knows them.")
    hash = param.String(default="", regex=r"^$|^#", doc="The part from '#' on.")
    hostname = Told(default="", doc="The host's name.")
    href = Told(default="", doc="The whole URL.")
    pathname = param.String(default="", regex=r"^$|^/", doc="The path, such as '/report'.")
    port = Told(default="", doc="The port, empty where it is the protocol's own.")
    protocol = Told(default="", doc="'http:' or 'https:'.")
    reload = param.Boolean(
        default=False,
        doc="Set it to load the page anew. While it is True, a change of the URL loads the page.",
    )
    search = param.String(default="", regex=r"^$|^\?", doc="The query, such as '?color=red'.")

    _edits: ClassVar[tuple[str, ...]] = ("pathname", "search", "hash", "hostname", "protocol", "port")
    _limits: ClassVar[Mapping[str, Limit]] = dict.fromkeys(_edits, Limit(LONGEST))

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self._syncs: tuple[Sync, ...] = ()
        self._texts = texts_in(self.search)
        self._renew_href()
        self.param.watch(self._follow, "search")

    @classmethod
    def asked_for(cls, protocol: str, host: str, path: str, query: str) -> Location:
        """The location of a page that was asked for: 'http', 'host:80', the decoded path, and the query without '?'."""
        pathname, search = quote(path or "/", safe="/:@!$&'()*+,;=~"), f"?{query}" if query else ""
        name, _, port = host.rpartition(":")
        if not (name and port.isdigit()):
            name, port = host, ""
        return cls(
            asked=[pathname, search],
            pathname=pathname,
            search=search,
            protocol=Fact(f"{protocol}:"),
            hostname=Fact(name),
            port=Fact(port),
        )

    # -- what an app does ---------------------------------------------------------------------------

    @property
    def query_params(self) -> dict[str, Any]:
        """The query's values by key: numbers, True, None, lists and dicts where a text is one in JSON, else texts."""
        return {key: parse(text) for key, text in texts_in(self.search).items()}

    def update_query(self, **query: Any) -> None:
        """Change these keys of the query and leave the others; None takes a key out. Raises `BadArgument`."""
        self._write({key: None if value is None else write(value) for key, value in query.items()})

    def sync(
        self,
        parameterized: param.Parameterized,
        parameters: Collection[str] | Mapping[str, str] | None = None,
        on_error: OnError | None = None,
    ) -> None:
        """Let parameters of an object and the query follow each other, until `unsync` or the session's end.

        parameters: a list of names, or a dict of name to key in the query; None means all that can be written.
        What the query says is set at once; of the others the present values go into the query. Later a key that
        is missing means that first value. `on_error({name: value})` is called with what the query says and the
        parameter does not take; it changes nothing. Raises `BadArgument` for a parameter that is not there.
        """
        sync = Sync(parameterized, keys_for(parameterized, parameters), self._write, on_error)
        self._syncs = (*self._syncs, sync)
        texts = texts_in(self.search)
        sync.apply(texts, texts)
        self._write({key: sync.text(name) for name, key in sync.keys.items() if key not in texts})

    def unsync(self, parameterized: param.Parameterized, parameters: Collection[str] | None = None) -> None:
        """End what `sync` began: for these parameters, or for all of the object's. The query stays as it is.

        Raises `BadArgument` for an object that is not synced.
        """
        ended = [sync for sync in self._syncs if sync.target is parameterized]
        if not ended:
            raise BadArgument(f"This {type(parameterized).__name__} is not synced with the URL.")
        names = (
            {parameters} if isinstance(parameters, str) else None if parameters is None else set(parameters)
        )
        left: list[Sync] = []
        for sync in self._syncs:
            keys = {} if names is None else {n: key for n, key in sync.keys.items() if n not in names}
            if sync not in ended or keys == sync.keys:
                left.append(sync)
                continue
            sync.release()
            if keys:
                left.append(Sync(parameterized, keys, self._write, sync.on_error, sync.starts))
        self._syncs = tuple(left)

    # -- keeping both sides alike -------------------------------------------------------------------

    def _write(self, texts: Mapping[str, str | None]) -> None:
        """Put texts into the query. Tried again where another thread has set the query meanwhile."""
        for _ in range(ATTEMPTS):
            search = with_texts(self.search, texts)
            if search == self.search:
                return
            self.search = search

    def _follow(self, event: Any) -> None:
        """The query is another one: tell every object whose keys have changed."""
        before, texts = self._texts, texts_in(event.new)
        self._texts = texts
        changed = {key for key in {*before, *texts} if before.get(key) != texts.get(key)}
        for sync in self._syncs:
            sync.apply(texts, changed)

    def _changed(self, name: str) -> None:
        if name in _PARTS and self._param__private.initialized:
            self._renew_href()
        super()._changed(name)

    def _renew_href(self) -> None:
        origin = f"{self.protocol}//{self.hostname}{':' if self.port else ''}{self.port}"
        self.href = Fact(f"{origin}{self.pathname}{self.search}{self.hash}")

    # -- what travels -------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        return str(value) if name in FACTS else value

    def decode(self, name: str, data: Any) -> Any:
        text = expect(data, str, name)
        start = STARTS.get(name)
        if text and start and not text.startswith(start):
            raise BadValue(f"Expected {name!r} to begin with {start!r}.")
        return Fact(text) if name in FACTS else text


_PARTS = frozenset(Location._edits)
