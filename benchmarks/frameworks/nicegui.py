"""NiceGUI: elements in Python, Vue and Quasar in the browser, socket.io between them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening, found

CONNECT = "40"
PING, PONG = "2", "3"
ACK = '42["ack",{"next_message_id":0}]'
"""Packets of engine.io, which carries socket.io."""


def arguments(app: Path, port: int) -> list[str]:
    """The app is a program of its own that takes the port and calls `ui.run`."""
    return [str(app), str(port)]


def opening(page: str, path: str) -> Opening:
    """The page's script opens socket.io's WebSocket with its client's id; the server speaks first, and pings."""
    client = found(r"['\"]client_id['\"]:\s*['\"]([^'\"]+)['\"]", page)
    query = (
        f"client_id={client}&next_message_id=0&implicit_handshake=true&document_id={client}&tab_id={client}"
    )
    address = f"/_nicegui_ws/socket.io/?{query}&EIO=4&transport=websocket"
    return Opening(address, greeted=True, messages=(CONNECT,), again=(ACK,), answer=answer_ping)


def answer_ping(message: str | bytes) -> str | None:
    """The server closes the socket of a visitor who does not answer its pings."""
    return PONG if message == PING else None


FRAMEWORK = Framework(
    name="nicegui",
    title="NiceGUI",
    distributions=("nicegui", "fastapi", "uvicorn", "python-socketio"),
    import_line="from nicegui import ui",
    arguments=arguments,
    open=opening,
    environment="nicegui",
    requirements=("nicegui==3.18.0", "plotly==7.1.0"),
    left_out={
        "slow-reader": "its server closes the socket of a visitor who does not read, since his answers to its pings "
        "stay away, and its plots have no rows that are appended"
    },
    note="A page function for each visitor, `ui.run` without reloading; the stream is a `ui.plotly`.",
)
