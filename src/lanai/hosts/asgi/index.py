"""The page at '/' where no app is served there: a list of the apps."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import notice
from lanai.hosts.asgi.paths import is_template
from lanai.hosts.asgi.visit import root_of
from lanai.session.description import Description

STYLE = """
main > p:first-of-type { margin-bottom: 0; }
ul { list-style: none; margin: 2rem 0 0; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); }
li { display: grid; }
li a { display: flex; flex-direction: column; gap: .25rem; padding: 1.25rem; border: 1px solid var(--line);
  border-radius: .75rem; background: var(--card); color: inherit; text-decoration: none;
  box-shadow: 0 1px 2px rgb(15 23 42 / .06); transition: border-color .15s, translate .15s, box-shadow .15s; }
li a:hover { border-color: var(--accent); translate: 0 -2px; box-shadow: 0 6px 16px rgb(15 23 42 / .12); }
li strong { font-size: 1.1rem; line-height: 1.3; overflow-wrap: anywhere; }
li .text { color: var(--soft); font-size: .925rem; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 4;
  -webkit-box-orient: vertical; }
li .path { color: var(--accent); font: .85rem ui-monospace, "Cascadia Code", Menlo, Consolas, monospace;
  overflow-wrap: anywhere; margin-top: auto; padding-top: .5rem; }
@media (prefers-reduced-motion: reduce) { li a { transition: none; } li a:hover { translate: none; } }
"""


class Index:
    """Answers with links to the apps of the server, each with its title and what it says of itself."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = HTMLResponse(self._html(root_of(scope)), headers={"cache-control": "no-cache"})
        await response(scope, receive, send)

    def _html(self, root: str) -> str:
        apps = [endpoint for endpoint in self._host.apps if not is_template(endpoint)]
        items = "".join(self._item(endpoint, root) for endpoint in apps)
        count = "1 app on this server" if len(apps) == 1 else f"{len(apps)} apps on this server"
        list_ = f'<nav aria-label="Apps"><ul>\n{items}</ul></nav>\n'
        return notice(self._host.options.title or "Apps", f"<p>{count}</p>\n{list_}", STYLE)

    def _item(self, endpoint: str, root: str) -> str:
        options = self._host.options
        said = options.descriptions.get(endpoint, Description())
        title = options.titles.get(endpoint) or said.title or _spoken(endpoint)
        url = escape(root + self._host.url(endpoint))
        text = f'<span class="text">{escape(said.text)}</span>' if said.text else ""
        return f'<li><a href="{url}"><strong>{escape(title)}</strong>{text}<span class="path">{url}</span></a></li>\n'


def _spoken(endpoint: str) -> str:
    """'/sales_by_month' as 'Sales by month'."""
    words = endpoint.strip("/").replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
