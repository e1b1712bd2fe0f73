"""An app's page: a GET makes a session, and the answer holds its first state."""

from __future__ import annotations

import asyncio
import secrets
from html import escape
from types import MappingProxyType
from typing import Any

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.callbacks.executor import on_own_thread
from lanai.components.base import Component, Viewable
from lanai.components.custom.scripts import scripts
from lanai.core.failures import log_failure, origin_of, traceback_of
from lanai.hosts.asgi.auth import admission
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import OPENING, document, notice
from lanai.hosts.asgi.looks import described, root_attributes
from lanai.hosts.asgi.negotiation import encoding_for
from lanai.hosts.asgi.packing import Shared, gzipped, joined
from lanai.hosts.asgi.policy import Needs, imports_of
from lanai.hosts.asgi.refusal import no_room
from lanai.hosts.asgi.restore import look_for_news, looking_policy
from lanai.hosts.asgi.visit import request_of
from lanai.session.request import Request
from lanai.session.session import App, Session
from lanai.session.template import page_theme
from lanai.wire import codec
from lanai.wire.messages import VERSION, encode_at_once, scripts_in

HEADERS = MappingProxyType(
    {
        "cache-control": "no-store",
        "vary": "Accept-Encoding",
    }
)
LARGE = 4096
"""Bytes from which on a page is compressed."""
VERY_LARGE = 128 * 1024
"""Bytes from which on it is put together and compressed on a thread."""

BEGINNING = Shared(OPENING.encode())

BODY = (
    '<div id="lanai-root"{attributes}></div>\n'
    "<noscript>This page is a live app. It needs JavaScript, which is turned off in this browser.</noscript>\n"
)


class Page:
    """Answers for one endpoint. Every GET is a new session; a HEAD is not."""

    def __init__(self, host: Host, endpoint: str, app: App) -> None:
        self._host = host
        self._endpoint = endpoint
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "HEAD":
            response: Response = HTMLResponse(headers=HEADERS)
            del response.headers["content-length"]  # a GET answers with more
        else:
            response = await self._open(scope)
        await response(scope, receive, send)

    async def _open(self, scope: Scope) -> Response:
        """Make the session and its page. Whatever goes wrong is answered and logged, and the server goes on."""
        turned_away = await self._before(scope)
        if turned_away is not None:
            return turned_away
        try:
            session = await self._create(request_of(scope, self._host.options))
        except Exception as error:
            return self._failed(origin_of(error))
        turned_away = await self._after(scope, session)
        if turned_away is not None:
            await session.close()
            return turned_away
        try:
            nonce = secrets.token_urlsafe(16)
            frame = await _first_frame(session)
            if len(frame) < VERY_LARGE:
                parts = self._parts(session, frame, nonce)
            else:
                parts = await on_own_thread(self._parts, session, frame, nonce)
            policy = self._host.policy.page(self._needs(session, nonce, scope))
        except BaseException as error:  # what components are asked for may be the app's own code
            await session.close()
            if issubclass(type(error), asyncio.CancelledError):
                raise
            return self._failed(error)
        return await _response(parts, scope, policy)

    async def _before(self, scope: Scope) -> Response | None:
        """The answer to a visitor for whom no session is made; None to others."""
        # Whether there is room is asked last: who waits for admission must not be let in by what was so before.
        return await admission.before_session(self._host, scope) or no_room(self._host, scope)

    async def _create(self, request: Request) -> Session:
        return await self._host.sessions.create(self._app, request, self._endpoint)

    async def _after(self, scope: Scope, session: Session) -> Response | None:
        """The answer to a visitor who may not see the session that was made; None to others."""
        return await admission.after_build(self._host, scope, session)

    def _needs(self, session: Session, nonce: str, scope: Scope) -> Needs:
        """What the page loads and runs, for its policy."""
        sheets = [url for component in session.outbox.components() for url in _sheets_of(component)]
        css = [*_css(session), *sheets]
        components = session.outbox.components()
        shown = any(getattr(component, "web_assembly", False) for component in components)
        return Needs(
            nonce,
            scheme=scope["scheme"],
            host=session.request.host,
            styles=(*session.setting("css_files"), *sheets, *imports_of(css)),
            scripts=(
                *session.setting("js_files").values(),
                *session.setting("js_modules").values(),
                *(
                    address for script in scripts() for address in script.addresses
                ),  # they may come at any time
            ),
            translates=bool(scripts("ReactComponent")),
            compiles=shown or session.setting("web_assembly"),
        )

    def _parts(self, session: Session, frame: bytes, nonce: str) -> list[bytes | Shared]:
        """The page's text. On any thread."""
        types = sorted({component._spec.type for component in session.outbox.components()})
        early = self._host.assets.manifest.early
        if not (early.types.issuperset(types) and _is_plain(session, frame)):
            styles = [
                f'<script nonce="{nonce}">{self._host.assets.manifest.rescue}</script>',
                *self._styles(session),
            ]
            head = self._head(session, styles, self._code(session, types, frame, nonce), nonce)
            return [self._document(session, head, self._state(session, frame)).encode(errors="replace")]
        place = f"<!--{nonce}-->"  # which nothing that the app says can hold
        links = self._head(session, [f'<style id="lanai-early">{place}</style>'], [], nonce)
        state = self._state(session, frame, self._later(session, types))
        text = self._document(session, links, state, f'<script nonce="{nonce}">{place}</script>\n')
        parts = [part.encode(errors="replace") for part in text.removeprefix(OPENING).split(place)]
        return [BEGINNING, parts[0], early.css, parts[1], early.script, parts[2]]

    def _document(self, session: Session, head: str, state: bytes, script: str = "") -> str:
        inline = f'<script type="application/json" id="lanai-page">{inline_json(state).decode()}</script>\n'
        return document(self._title(session), head, f"{inline}{_body(session)}{script}")

    def _state(self, session: Session, frame: bytes, code: dict[str, Any] | None = None) -> bytes:
        state = {
            "v": VERSION,
            "ws": f"{session.request.base_url}_lanai/ws",
            "token": self._host.tokens.make(session.id),
            "theme": page_theme(session),
            "dev": self._host.options.dev,
            "files": f"{session.request.base_url}_lanai/files/{session.id}/",
            "keepAlive": round(self._host.options.keep_alive * 1000),
            "frame": codec.Raw(frame),
        }
        return codec.dumps(state if code is None else {**state, "code": code})

    def _head(self, session: Session, styles: list[str], code: list[str], nonce: str) -> str:
        """Lanai's styles, and after them what the app's owner adds, before Lanai's code."""
        links = [*styles]
        links += [f'<link rel="stylesheet" href="{escape(url)}">' for url in session.setting("css_files")]
        links += [f"<style>{_style_text(css)}</style>" for css in _css(session)]
        links += described(session.template)
        links += [
            f'<script src="{escape(url)}" nonce="{nonce}" defer></script>'
            for url in session.setting("js_files").values()
        ]
        links += [
            f'<script type="module" src="{escape(url)}" nonce="{nonce}"></script>'
            for url in session.setting("js_modules").values()
        ]
        return "".join(f"{link}\n" for link in [*links, *code])

    def _styles(self, session: Session) -> list[str]:
        manifest = self._host.assets.manifest
        return [f'<link rel="stylesheet" href="{_static(session, file)}">' for file in manifest.css]

    def _code(self, session: Session, types: list[str], frame: bytes, nonce: str) -> list[str]:
        """The entry, and beforehand what it is going to ask for."""
        manifest = self._host.assets.manifest
        return [
            f'<script type="module" src="{_static(session, manifest.core)}" nonce="{nonce}"></script>',
            *(
                f'<link rel="modulepreload" href="{_static(session, file)}">'
                for file in dict.fromkeys([*manifest.begin, *manifest.files_for(types)])
            ),
            *(f'<link rel="preload" as="script" href="{escape(url)}">' for url in scripts_in(frame)),
        ]

    def _later(self, session: Session, types: list[str]) -> dict[str, Any]:
        """What a page asks for by itself once it has shown its first state."""
        manifest = self._host.assets.manifest
        return {
            "core": _static(session, manifest.core),
            "parts": [_static(session, file) for file in manifest.files_for(types)],
            "css": _static(session, manifest.early.first),
            "more": _static(session, manifest.early.more),
        }

    def _title(self, session: Session) -> str:
        options = self._host.options
        given = session.title or options.titles.get(self._endpoint) or options.title
        return given or session.request.app_url.strip("/") or "Lanai"

    def _failed(self, error: BaseException) -> Response:
        reference = secrets.token_hex(4)
        log_failure(error, "The app at %s could not be started (request %s)", self._endpoint, reference)
        text = f"<p>The server's log says why. Look for request <code>{reference}</code>.</p>\n"
        if self._host.options.dev:
            text += f"<pre>{escape(traceback_of(error))}</pre>\n"
        if self._host.reloader is not None:
            text += look_for_news(self._host, self._host.reloader)
        headers = {**HEADERS, **looking_policy(self._host)}
        return HTMLResponse(notice("This app could not be started.", text), 500, headers)


class OwnPage(Page):
    """A page of the server's own: whom to let in has been decided, there is always room, and no hook is told of it."""

    async def _before(self, scope: Scope) -> Response | None:
        return None

    async def _create(self, request: Request) -> Session:
        return await self._host.sessions.create_unseen(self._app, request, self._endpoint)

    async def _after(self, scope: Scope, session: Session) -> Response | None:
        return None


async def _first_frame(session: Session) -> bytes:
    """What the page holds inline. Large values are encoded on a thread."""
    frame = session.write_first()
    try:
        return encode_at_once(frame)
    except Exception:  # it takes long, or has values that cannot travel
        return await on_own_thread(session.encode, frame)


def _sheets_of(component: Component) -> tuple[str, ...]:
    """The style sheets that a component brings: of its class and of its own."""
    own = component._peek("stylesheets") if isinstance(component, Viewable) else ()
    return (*map(str, getattr(component, "_stylesheets", ())), *own)


async def _response(parts: list[bytes | Shared], scope: Scope, policy: str | None) -> Response:
    headers = HEADERS if policy is None else {**HEADERS, "content-security-policy": policy}
    size = sum(len(part) for part in parts)
    if size < LARGE or encoding_for(scope, ["gzip"]) is None:
        return HTMLResponse(joined(parts), headers=headers)
    if max(len(part) for part in parts if isinstance(part, bytes)) < VERY_LARGE:
        packed = gzipped(parts)
    else:
        packed = await on_own_thread(gzipped, parts)
    return HTMLResponse(packed, headers={**headers, "content-encoding": "gzip"})


def _is_plain(session: Session, frame: bytes) -> bool:
    """Whether the app leaves alone what the style sheet inside the page lacks: the library's other names."""
    if session.setting("css_files"):
        return False
    return b"wa-" not in frame and not any("wa-" in css for css in _css(session))


def _static(session: Session, file: str) -> str:
    return f"{session.request.base_url}_lanai/static/{file}"


def inline_json(text: bytes) -> bytes:
    """JSON as it may stand inside a `<script>` element: whatever it says, it cannot end it."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character.encode(), f"\\u{ord(character):04x}".encode())
    return text


def _body(session: Session) -> str:
    return BODY.format(attributes=root_attributes(session))


def _css(session: Session) -> list[str]:
    return [*session.setting("global_css"), *session.setting("raw_css")]


def _style_text(css: str) -> str:
    """CSS as it may stand inside a `<style>` element."""
    return css.replace("</", "<\\/")
