"""The counter by hand: a page, a script of ten lines and a WebSocket."""

import sys
import uuid

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Counter</title>
<button>Click me</button>
<p>Clicked %(clicks)d times</p>
<script>
  const socket = new WebSocket(`ws://${location.host}/ws?session=%(session)s`);
  const text = document.querySelector("p");
  socket.onmessage = (message) => { text.textContent = message.data; };
  document.querySelector("button").onclick = () => socket.send("click");
</script>
"""

sessions: dict[str, int] = {}


async def page(request):
    session = uuid.uuid4().hex
    sessions[session] = 0
    return HTMLResponse(PAGE % {"session": session, "clicks": 0})


async def answer(socket: WebSocket):
    session = socket.query_params["session"]
    await socket.accept()
    async for _ in socket.iter_text():
        sessions[session] += 1
        await socket.send_text(f"Clicked {sessions[session]} times")
    del sessions[session]


app = Starlette(routes=[Route("/counter", page), WebSocketRoute("/ws", answer)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
