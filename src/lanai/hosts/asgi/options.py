"""How a server behaves, as one record."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lanai.errors import UsageError

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class ServerOptions:
    """What a server may be told. Times in seconds, sizes in bytes.

    Endpoints, as in `titles` and `index`, are paths below `prefix`: '/', '/app'.
    """

    title: str | None = None
    """Title of the pages whose app gives none."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Titles by endpoint; they come before `title`."""
    prefix: str = ""
    """Where everything begins: '' or '/apps'."""
    index: str | Path | None = None
    """What '/' shows where no app is served there: an endpoint, or an HTML file. None: a list of the apps."""
    websocket_origins: tuple[str, ...] = ()
    """Hosts other than the page's own whose pages may connect. '*' stands for any."""
    static_dirs: Mapping[str, Path] = field(default_factory=dict)
    """Folders whose files are served, by path below `prefix`."""
    dev: bool = False
    """Whether pages show the tracebacks of what failed in the app."""
    num_threads: int | None = None
    """How many synchronous callbacks of a session run at once, as `pn.config.nthreads`. None: what that says."""
    secret_key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    """Signs the tokens. A random one makes them worthless after a restart, as their sessions are."""
    token_expiration: float = 300.0
    """How long after the page was made its session may be opened."""
    unused_session_lifetime: float = 15.0
    """How long a session lives that no browser is attached to."""
    check_unused_sessions: float = 17.0
    """How often that is checked."""
    keep_alive: float = 37.0
    """How often a silent browser is asked whether it is there; 0 never."""
    websocket_max_message_size: int = 20 * MEBIBYTE
    """The largest message a browser may send."""

    @property
    def session_settings(self) -> dict[str, Any]:
        """The settings that each session begins with instead of the process's, by their names in `pn.config`."""
        return {} if self.num_threads is None else {"nthreads": self.num_threads}


def options_of(
    *,
    title: str | None = None,
    titles: Mapping[str, str] | None = None,
    websocket_origins: tuple[str, ...] = (),
    **settings: Any,
) -> ServerOptions:
    """Options from the settings that `pn.serve` and `lanai serve` document, in their names and units.

    None means that a setting is not given. Raises `UsageError` for an unknown one and for a value that cannot be.
    """
    given = {name: value for name, value in settings.items() if value is not None}
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in _SETTINGS:
            raise UsageError(f"There is no setting {name!r}. There are: {', '.join(_SETTINGS)}.")
        field_name, read = _SETTINGS[name]
        found[field_name] = read(name, value)
    return ServerOptions(title=title, titles=titles or {}, websocket_origins=websocket_origins, **found)


def _plain(name: str, value: Any) -> Any:
    return value


def _milliseconds(name: str, value: Any) -> float:
    return _positive(name, value, "a number of ms") / 1000


def _pause(name: str, value: Any) -> float:
    return 0.0 if value == 0 else _milliseconds(name, value)


def _seconds(name: str, value: Any) -> float:
    return _positive(name, value, "a number of seconds")


def _bytes(name: str, value: Any) -> int:
    return int(_positive(name, value, "a number of bytes"))


def _threads(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"Expected a number of threads, or 0 for what suits, for {name!r}, got {value!r}.")
    return value


def _positive(name: str, value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        raise UsageError(f"Expected {what} above 0 for {name!r}, got {value!r}.")
    return value


def _prefix(name: str, value: Any) -> str:
    path = str(value).strip("/")
    if set(path) & set("{}?# \"'<>\\"):
        raise UsageError(f"Expected a path such as '/apps' for {name!r}, got {value!r}.")
    return f"/{path}" if path else ""


def _key(name: str, value: Any) -> bytes:
    return value.encode() if isinstance(value, str) else bytes(value)


def _folders(name: str, value: Mapping[str, str | Path]) -> dict[str, Path]:
    folders = {f"/{path.strip('/')}": Path(folder) for path, folder in value.items()}
    for folder in folders.values():
        if not folder.is_dir():
            raise UsageError(f"Expected a folder for {name!r}, and there is none at {str(folder)!r}.")
    return folders


_SETTINGS: MappingProxyType[str, tuple[str, Callable[[str, Any], Any]]] = MappingProxyType(
    {
        "check_unused_sessions": ("check_unused_sessions", _milliseconds),
        "dev": ("dev", _plain),
        "index": ("index", _plain),
        "keep_alive": ("keep_alive", _pause),
        "num_threads": ("num_threads", _threads),
        "prefix": ("prefix", _prefix),
        "secret_key": ("secret_key", _key),
        "session_token_expiration": ("token_expiration", _seconds),
        "static_dirs": ("static_dirs", _folders),
        "unused_session_lifetime": ("unused_session_lifetime", _milliseconds),
        "websocket_max_message_size": ("websocket_max_message_size", _bytes),
    }
)
