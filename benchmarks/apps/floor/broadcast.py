"""The shared text by hand: a set of WebSockets, and a loop that writes to each of them."""

import itertools
import sys
import time

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>News</title>
<button>Tell everyone</button>
<p>%(news)s</p>
<script>
  const socket = new WebSocket(`ws://${location.host}/ws`);
  const text = document.querySelector("p");
  socket.onmessage = (message) => { text.textContent = message.data; };
  document.querySelector("button").onclick = () => socket.send("tell");
</script>
"""

visitors: set[WebSocket] = set()
number = itertools.count(1)
latest = {"news": "told 0 at 0"}


async def page(request):
    return HTMLResponse(PAGE % latest)


async def answer(socket: WebSocket):
    await socket.accept()
    visitors.add(socket)
    async for _ in socket.iter_text():
        await tell()
    visitors.discard(socket)


async def tell():
    latest["news"] = f"told {next(number)} at {time.monotonic():.6f}"
    for visitor in list(visitors):
        await visitor.send_text(latest["news"])


app = Starlette(routes=[Route("/broadcast", page), WebSocketRoute("/ws", answer)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
