"""How a server behaves, as one record."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lanai.core.times import is_count, shown
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.options import AUTH_SETTINGS, AuthOptions, auth_options_of
from lanai.session.description import Description

MEBIBYTE = 1024 * 1024
MOST = 2**38
"""The largest number that a setting may be: 256 GiB, or nearly nine years in ms."""
MOST_THREADS = 1024
SHORTEST_TOKEN = 16
"""Characters of a token that nobody guesses."""


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
    auth: AuthOptions | None = None
    """How visitors log in; None: nobody is asked who he is."""
    autoreload: bool = False
    """Whether pages are made anew when the files of their apps change."""
    files: Mapping[str, Path] = field(default_factory=dict)
    """The apps' files by endpoint, where they have some."""
    watch: tuple[Path, ...] = ()
    """Further files, and folders, whose changes do that as well."""
    warm: bool = False
    """Whether each app is run once before the first visitor comes."""
    liveness: str | None = None
    """The path below `prefix` that answers whether the server lives; None: there is none."""
    metrics: str | None = None
    """The path below `prefix` at which Prometheus finds figures; None: nowhere."""
    metrics_token: str | None = field(default=None, repr=False)
    """What it has to send to be told them; None: nothing."""
    rest_provider: bool = False
    """Whether programs may read and set what `pn.state.publish` publishes."""
    rest_endpoint: str = "/rest"
    """The path below `prefix` at which they find it."""
    rest_token: str | None = field(default=None, repr=False)
    """What they have to send with each request; None: nothing."""
    traces: bool | None = None
    """Whether traces are made with OpenTelemetry; None: where the program has set a tracer provider."""
    admin: str | None = None
    """The path below `prefix` of the admin page; None: there is none."""
    admin_token: str | None = field(default=None, repr=False)
    """What lets its holder see the admin page. None: a random one, unless there are `admin_users`."""
    admin_users: tuple[str, ...] = ()
    """Who may see it by his login."""
    ssl_certfile: Path | None = None
    """The certificate with which https is served; None: http is."""
    ssl_keyfile: Path | None = None
    """Its key, where that is not in the same file."""
    global_loading_spinner: bool = False
    """Whether a spinner turns until the page is on the screen."""
    descriptions: Mapping[str, Description] = field(default_factory=dict)
    """What the apps say of themselves, by endpoint, for the list of the apps."""
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
    websocket_max_message_rate: float = 500.0
    """How many messages a second a connection may send in the long run; then it is read more slowly. 0: any number."""
    max_pending_connections: int = 1000
    """How many WebSockets may be waiting to open their session; 0: any number."""
    max_requests: int = 1000
    """How many HTTP requests may be under way; 0: any number."""
    max_sessions: int = 10_000
    """How many sessions there may be; 0: any number."""
    max_sessions_per_client: int = 0
    """How many sessions one address may have (of IPv6, one network of 64 bits); 0: any number."""
    max_threads: int = 1000
    """How many threads may run callbacks at once; 0: any number."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses and networks whose `X-Forwarded-...` headers are believed. '*' stands for any."""
    content_security_policy: str | None = None
    """Directives added to the usual policy, 'strict', or 'off'."""
    frame_ancestors: str = "self"
    """Who may show the pages in a frame: 'self', 'none', '*', or hosts."""
    hsts: int = 0
    """Seconds for which browsers that came by https shall insist on it; 0: nothing is said."""

    include_headers: tuple[str, ...] | None = None
    """The request's headers that apps may see; None: all."""
    exclude_headers: tuple[str, ...] = ()
    """Headers that they may not see."""
    include_cookies: tuple[str, ...] | None = None
    """The cookies that apps may see; None: all."""
    exclude_cookies: tuple[str, ...] = ()
    """Cookies that they may not see."""
    session_history: int | None = None
    """How many sessions the process remembers, as `pn.config.session_history`. None: what that says."""

    def __post_init__(self) -> None:
        for what in ("headers", "cookies"):
            if getattr(self, f"include_{what}") is not None and getattr(self, f"exclude_{what}"):
                raise UsageError(f"Expected either 'include_{what}' or 'exclude_{what}', got both.")
        if self.admin_users and self.auth is None:
            raise UsageError(
                "Expected a login (such as 'basic_auth') where there are 'admin_users': without one nobody has a name. "
                "Give an 'admin_token' instead."
            )
        if (
            self.admin_users
            and self.auth
            and self.auth.passwords
            and not self.auth.passwords.tell_users_apart
        ):
            raise UsageError(
                "Expected a password of his own for each user where there are 'admin_users', got one for everybody: with "
                "it every visitor may call himself an admin. Give a file of users and passwords, or an 'admin_token' instead."
            )

    @property
    def websocket_read_at_most(self) -> int:
        """A message above the limit is refused with an error that says so; one above this is not even read."""
        return 2 * self.websocket_max_message_size

    @property
    def selects_cookies(self) -> bool:
        """Whether some cookies are kept from the apps."""
        return self.include_cookies is not None or bool(self.exclude_cookies)

    @property
    def session_settings(self) -> dict[str, Any]:
        """The settings that each session begins with instead of the process's, by their names in `pn.config`."""
        threads = {} if self.num_threads is None else {"nthreads": self.num_threads}
        return {**threads, **({"global_loading_spinner": True} if self.global_loading_spinner else {})}


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
    auth = {name: given.pop(name) for name in AUTH_SETTINGS if name in given}
    found: dict[str, Any] = {"auth": auth_options_of(auth)}
    for name, value in given.items():
        if name not in _SETTINGS:
            raise UsageError(
                f"There is no setting {name!r}. There are: {', '.join((*_SETTINGS, *AUTH_SETTINGS))}."
            )
        field_name, read = _SETTINGS[name]
        found[field_name] = read(name, value)
    return ServerOptions(title=title, titles=titles or {}, websocket_origins=websocket_origins, **found)


def _plain(name: str, value: Any) -> Any:
    return value


def _switch(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"Expected True or False for {name!r}, got {value!r}.")
    return value


def _path(name: str, value: Any) -> str | None:
    """A path from a name; True is the usual one, False none."""
    if isinstance(value, bool):
        return f"/{name}" if value else None
    return f"/{str(value).strip('/')}"


def _file(name: str, value: Any) -> Path:
    path = Path(value)
    if not path.is_file():
        raise UsageError(f"Expected a file for {name!r}, and there is none at {str(path)!r}.")
    return path


def _watched(name: str, value: Any) -> tuple[Path, ...]:
    paths = tuple(map(Path, [value] if isinstance(value, (str, Path)) else value))
    for path in paths:
        if not path.exists():
            raise UsageError(
                f"Expected files or folders for {name!r}, and there is nothing at {str(path)!r}."
            )
    return paths


def _milliseconds(name: str, value: Any) -> float:
    return _positive(name, value, "a number of ms") / 1000


def _pause(name: str, value: Any) -> float:
    return 0.0 if value == 0 else _milliseconds(name, value)


def _seconds(name: str, value: Any) -> float:
    return _positive(name, value, "a number of seconds")


def _bytes(name: str, value: Any) -> int:
    return int(_positive(name, value, "a number of bytes"))


def _threads(name: str, value: Any) -> int:
    if not is_count(value, most=MOST_THREADS):
        raise UsageError(
            f"Expected a number of threads, or 0 for what suits, for {name!r}, got {shown(value)}. There may be {MOST_THREADS}."
        )
    return value


def _most(name: str, value: Any) -> int:
    if not is_count(value, most=MOST):
        raise UsageError(
            f"Expected a number up to {MOST}, or 0 for no limit, for {name!r}, got {shown(value)}."
        )
    return value


def _provider(name: str, value: Any) -> bool:
    if value not in ("param", True, False):
        raise UsageError(f"Expected 'param' for {name!r}, got {value!r}: nothing else is published.")
    return bool(value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise UsageError(f"Expected a text for {name!r}, got {value!r}.")
    return value


def _long_text(name: str, value: Any) -> str:
    text = _text(name, value)
    if len(text) < SHORTEST_TOKEN:
        raise UsageError(
            f"Expected at least {SHORTEST_TOKEN} characters for {name!r}, got {len(text)}: it may be tried from "
            "everywhere. `lanai secret` makes one."
        )
    return text


def _words(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, Iterable):
        raise UsageError(f"Expected a text or a list of them for {name!r}, got {value!r}.")
    words = (value,) if isinstance(value, str) else tuple(value)
    return tuple(part for word in words for part in _text(name, word).replace(",", " ").split())


def _history(name: str, value: Any) -> int:
    if not is_count(value, least=-1, most=MOST):
        raise UsageError(
            f"Expected a number of sessions, 0 for none or -1 for all, for {name!r}, got {shown(value)}."
        )
    return value


def _positive(name: str, value: Any, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= MOST:
        raise UsageError(f"Expected {what} above 0 for {name!r}, got {shown(value)}. At most it is {MOST}.")
    return value


def _prefix(name: str, value: Any) -> str:
    path = str(value).strip("/")
    if not path:
        return ""
    if set(path) & set("{}?# \"'<>\\") or {"", ".", ".."} & set(path.split("/")):
        raise UsageError(f"Expected a path such as '/apps' for {name!r}, got {value!r}.")
    return f"/{path}"


def _key(name: str, value: Any) -> bytes:
    if not isinstance(value, (str, bytes)) or not value:
        raise UsageError(f"Expected a long random text for {name!r}. `lanai secret` makes one.")
    return value.encode() if isinstance(value, str) else value


def _folders(name: str, value: Mapping[str, str | Path]) -> dict[str, Path]:
    if not isinstance(value, Mapping):
        raise UsageError(f"Expected a dict of folders by path for {name!r}, got {value!r}.")
    folders = {f"/{path.strip('/')}": Path(folder) for path, folder in value.items()}
    for folder in folders.values():
        if not folder.is_dir():
            raise UsageError(f"Expected a folder for {name!r}, and there is none at {str(folder)!r}.")
    return folders


_SETTINGS: MappingProxyType[str, tuple[str, Callable[[str, Any], Any]]] = MappingProxyType(
    {
        "content_security_policy": ("content_security_policy", _text),
        "admin": ("admin", _path),
        "admin_token": ("admin_token", _long_text),
        "admin_users": ("admin_users", _words),
        "autoreload": ("autoreload", _switch),
        "check_unused_sessions": ("check_unused_sessions", _milliseconds),
        "dev": ("dev", _plain),
        "frame_ancestors": ("frame_ancestors", _text),
        "hsts": ("hsts", _most),
        "descriptions": ("descriptions", _plain),
        "files": ("files", _plain),
        "exclude_cookies": ("exclude_cookies", _words),
        "exclude_headers": ("exclude_headers", _words),
        "include_cookies": ("include_cookies", _words),
        "include_headers": ("include_headers", _words),
        "session_history": ("session_history", _history),
        "global_loading_spinner": ("global_loading_spinner", _switch),
        "index": ("index", _plain),
        "keep_alive": ("keep_alive", _pause),
        "max_pending_connections": ("max_pending_connections", _most),
        "max_requests": ("max_requests", _most),
        "max_sessions": ("max_sessions", _most),
        "max_threads": ("max_threads", _most),
        "max_sessions_per_client": ("max_sessions_per_client", _most),
        "liveness": ("liveness", _path),
        "metrics": ("metrics", _path),
        "metrics_token": ("metrics_token", _text),
        "num_threads": ("num_threads", _threads),
        "prefix": ("prefix", _prefix),
        "rest_endpoint": ("rest_endpoint", _path),
        "rest_provider": ("rest_provider", _provider),
        "rest_token": ("rest_token", _long_text),
        "secret_key": ("secret_key", _key),
        "session_token_expiration": ("token_expiration", _seconds),
        "ssl_certfile": ("ssl_certfile", _file),
        "ssl_keyfile": ("ssl_keyfile", _file),
        "static_dirs": ("static_dirs", _folders),
        "traces": ("traces", _switch),
        "trusted_proxies": ("trusted_proxies", _words),
        "unused_session_lifetime": ("unused_session_lifetime", _milliseconds),
        "websocket_max_message_rate": ("websocket_max_message_rate", _most),
        "warm": ("warm", _switch),
        "watch": ("watch", _watched),
        "websocket_max_message_size": ("websocket_max_message_size", _bytes),
    }
)
