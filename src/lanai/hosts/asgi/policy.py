"""The Content-Security-Policy: what a page may load and run, whatever is written into it.

Scripts come from this server and from the hosts that the app's settings name; one that is written into the page runs
only with the page's nonce, which an injected one cannot know. Styles may be inline: BokehJS, `styles=` and the
HTML that apps show are made of them. `docs/guide/security.md` says what each directive is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from lanai.errors import UsageError

OFF = "off"
"""The setting that sends no policy."""
STRICT = "strict"
"""The setting that once kept a page from making code out of text. No policy of ours lets it; the word may still stand."""
NONE = "'none'"

Directives = Mapping[str, tuple[str, ...]]

PAGE: Directives = MappingProxyType(
    {
        "default-src": ("'self'",),
        "script-src": ("'self'",),
        "style-src": ("'self'", "'unsafe-inline'"),
        "img-src": ("'self'", "data:", "blob:", "https:"),
        "media-src": ("'self'", "data:", "blob:", "https:"),
        "font-src": ("'self'", "data:", "https:"),
        "connect-src": ("'self'", "data:"),
        "frame-src": ("'self'", "data:", "blob:", "https:"),
        "worker-src": ("'self'", "blob:"),
        "object-src": (NONE,),
        "base-uri": ("'self'",),
        "form-action": ("'self'",),
    }
)
PLAIN: Directives = MappingProxyType(
    {
        "default-src": (NONE,),
        "style-src": ("'unsafe-inline'",),
        "img-src": ("data:",),
        "base-uri": (NONE,),
        "form-action": (NONE,),
    }
)
"""For answers that are no app: notices, the index, files."""

HTTP_TOO = ("img-src", "media-src", "frame-src")
"""What a page that came by http may load by http; on one that came by https, browsers forbid it anyway."""

_DIRECTIVE = re.compile(r"[a-z-]+")
_SOURCE = re.compile(r"[!#-+\--:<-~]+")
"""Visible ASCII without a double quote, a comma and a semicolon."""
_PLACE = re.compile(r"[\w.*-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?", re.ASCII)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?((?:https?:)?//[^"')\s;]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Needs:
    """What one page needs beyond this server: `styles` and `scripts` are URLs."""

    nonce: str
    scheme: str = "http"
    host: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    translates: bool = False
    """Whether it may show components whose code the browser translates before it runs it."""
    compiles: bool = False
    """Whether it may show what is made of WebAssembly."""


class Policy:
    """Writes the policies of one server.

    `setting` is 'off', or directives that are added to the usual ones, "img-src http://maps.example; strict".
    `frame_ancestors` says who may show the pages in a frame. Raises `UsageError` for what is no such text.
    """

    def __init__(self, setting: str | None = None, frame_ancestors: str = "self") -> None:
        self.off = setting == OFF
        added = {} if setting is None or self.off else _parse(setting)
        added.pop(STRICT, None)
        self._added = added
        self.frame_ancestors = _ancestors(frame_ancestors)

    def page(self, needs: Needs) -> str | None:
        """The policy of an app's page; None where there is none."""
        compiles = ("'wasm-unsafe-eval'",) if needs.compiles else ()
        translates = ("blob:",) if needs.translates else ()
        web = ("http:",) if needs.scheme in ("http", "ws") else ()
        more = {
            "script-src": (
                f"'nonce-{needs.nonce}'",
                *compiles,
                *translates,
                *sources_of(needs.scripts),
            ),
            "style-src": sources_of(needs.styles),
            "connect-src": _sockets(needs.scheme, needs.host),
            **dict.fromkeys(HTTP_TOO, web),
        }
        return self._write(_joined(_joined(PAGE, more), self._added))

    def plain(self) -> str | None:
        """The policy of an answer that is no app."""
        return self._write(PLAIN)

    def framing(self) -> str | None:
        """The policy of files that the server's owner has put there: they may do what they like, in allowed frames."""
        return self._write({})

    def _write(self, directives: Directives) -> str | None:
        if self.off:
            return None
        whole = {**directives, "frame-ancestors": self.frame_ancestors}
        return "; ".join(" ".join((name, *sources)) for name, sources in whole.items())


def sources_of(urls: Iterable[str]) -> tuple[str, ...]:
    """The hosts that the URLs name, as a policy lists them; those on this server name none."""
    found = []
    for url in urls:
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https", "") and _PLACE.fullmatch(parts.netloc):
            found.append(f"{parts.scheme}://{parts.netloc}" if parts.scheme else parts.netloc)
    return tuple(dict.fromkeys(found))


def imports_of(css: Iterable[str]) -> list[str]:
    """The URLs that texts of CSS import."""
    return [url for text in css for url in _IMPORT.findall(text)]


def _sockets(scheme: str, host: str) -> tuple[str, ...]:
    """The WebSockets of this server, for browsers whose 'self' does not mean them."""
    if not _PLACE.fullmatch(host):
        return ()
    return (f"{'wss' if scheme in ('https', 'wss') else 'ws'}://{host}",)


def _joined(first: Directives, second: Directives) -> dict[str, tuple[str, ...]]:
    whole = dict(first)
    for name, sources in second.items():
        known = whole.get(name, whole.get("default-src", ()) if name.endswith("-src") else ())
        whole[name] = tuple(dict.fromkeys(source for source in (*known, *sources) if source != NONE)) or (
            NONE,
        )
    return whole


def _parse(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, *sources = part.split()
        known = _DIRECTIVE.fullmatch(name) and all(map(_SOURCE.fullmatch, sources))
        if not known or name == "frame-ancestors" or (not sources and name != STRICT):
            raise UsageError(
                "Expected 'off', 'strict' or directives such as \"img-src http://maps.example\" for the "
                f"Content-Security-Policy, got {part!r}. Frames have a setting of their own: frame_ancestors."
            )
        found[name] = (*found.get(name, ()), *sources)
    return found


def _ancestors(text: str) -> tuple[str, ...]:
    words = [f"'{word}'" if word in ("self", "none") else word for word in text.split()]
    if not words or not all(map(_SOURCE.fullmatch, words)) or (NONE in words and len(words) > 1):
        raise UsageError(
            "Expected 'self', 'none', '*' or hosts such as 'self https://portal.example' for the pages that may "
            f"hold this one in a frame, got {text!r}."
        )
    return tuple(words)
