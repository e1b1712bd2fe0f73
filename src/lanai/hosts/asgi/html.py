"""HTML text that pages, notices and the index share."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f766e"/>'
    '<path d="M7 14 16 7l9 7M10 14v10M22 14v10M7 24h18" fill="none" stroke="#fff" stroke-width="2.6" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
"""A lanai: the porch of a house."""

HEAD = (
    '<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">\n'
    '<meta name="theme-color" content="#111827" media="(prefers-color-scheme: dark)">\n'
    f'<link rel="icon" href="data:image/svg+xml,{quote(ICON)}">\n'
)

OPENING = f'<!doctype html>\n<html lang="en">\n<head>\n{HEAD}'
"""How every page begins."""

NOTICE_STYLE = """
:root { color-scheme: light dark; --back: #f8fafc; --text: #0f172a; --soft: #475569; --card: #fff; --line: #cbd5e1;
  --accent: #0f766e; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0f172a; --text: #f1f5f9; --soft: #a9b6c8; --card: #1e293b; --line: #3b4a61; --accent: #5eead4; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 5rem) 1.25rem; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.4rem); line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance; }
p { margin: 0 0 1rem; color: var(--soft); max-width: 65ch; }
code, pre { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: .9em; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow: auto;
  color: var(--text); }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
"""


def document(title: str, head: str, body: str) -> str:
    """A whole page. `title` is text; `head` and `body` are HTML."""
    return f"{OPENING}<title>{escape(title)}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"


def notice(title: str, body: str, style: str = "") -> str:
    """A plain page that stands by itself, without scripts. `body` is HTML."""
    head = f"<style>{NOTICE_STYLE}{style}</style>\n"
    return document(title, head, f"<main>\n<h1>{escape(title)}</h1>\n{body}</main>\n")
