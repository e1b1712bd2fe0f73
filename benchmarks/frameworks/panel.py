"""HoloViz Panel, the peer whose API Lanai shares."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening, found

PULL = ('{"msgid":"1","msgtype":"PULL-DOC-REQ"}', "{}", "{}")
"""Header, metadata and content of Bokeh's request for the document, each a WebSocket message."""


def arguments(app: Path, port: int) -> list[str]:
    """`panel serve`, as its documentation shows it."""
    return ["-m", "panel", "serve", str(app), "--port", str(port), "--address", "127.0.0.1"]


def opening(page: str, path: str) -> Opening:
    """Bokeh's WebSocket lies below the page; the token in the page names the session. The server speaks first."""
    token = found(r'"token":\s*"([^"]+)"', page)
    return Opening(f"{path}/ws", ("bokeh", token), greeted=True, messages=PULL)


FRAMEWORK = Framework(
    name="panel",
    title="Panel",
    distributions=("panel", "param", "bokeh", "tornado"),
    import_line="import panel as pn",
    arguments=arguments,
    open=opening,
    keep_sessions=("--unused-session-lifetime", "600000"),
    environment="panel",
    requirements=("panel==1.9.4", "bokeh==3.9.2", "param==2.4.2"),
    note="`panel serve`, default settings (no thread pool, as shipped).",
)
