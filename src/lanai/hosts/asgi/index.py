"""The page at '/' where no app is served there: a list of the apps."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import notice

STYLE = """
ul { list-style: none; margin: 2rem 0 0; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); }
li { display: grid; }
li a { display: block; padding: 1.25rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card);
  color: inherit; text-decoration: none; transition: border-color .15s, translate .15s; }
li a:hover { border-color: var(--accent); translate: 0 -2px; }
li strong { display: block; font-size: 1.1rem; overflow-wrap: anywhere; }
li span { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) { li a { transition: none; } li a:hover { translate: none; } }
"""


class Index:
    """Answers with links to the apps of the server."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = HTMLResponse(self._html(), headers={"cache-control": "no-cache"})
        await response(scope, receive, send)

    def _html(self) -> str:
        items = "".join(self._item(endpoint) for endpoint in self._host.apps)
        return notice(self._host.options.title or "Apps", f"<nav><ul>\n{items}</ul></nav>\n", STYLE)

    def _item(self, endpoint: str) -> str:
        title = self._host.options.titles.get(endpoint) or _spoken(endpoint)
        url = self._host.url(endpoint)
        return f'<li><a href="{escape(url)}"><strong>{escape(title)}</strong><span>{escape(url)}</span></a></li>\n'


def _spoken(endpoint: str) -> str:
    """'/sales_by_month' as 'Sales by month'."""
    words = endpoint.strip("/").replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
