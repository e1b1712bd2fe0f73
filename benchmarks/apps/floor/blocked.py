"""The counter by hand, and a button whose two seconds of rest happen on a thread."""

import sys
import time
import uuid
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Blocked</title>
<button id="click">Click me</button>
<p id="clicked">Clicked 0 times</p>
<button id="rest">Rest</button>
<p id="rested">Rested 0 times</p>
<script>
  const socket = new WebSocket(`ws://${location.host}/ws?session=%(session)s`);
  socket.onmessage = (message) => {
    const {id, text} = JSON.parse(message.data);
    document.getElementById(id).textContent = text;
  };
  for (const button of document.querySelectorAll("button")) {
    button.onclick = () => socket.send(button.id);
  }
</script>
"""


@dataclass
class Session:
    clicks: int = 0
    rests: int = 0


sessions: dict[str, Session] = {}


async def page(request):
    key = uuid.uuid4().hex
    sessions[key] = Session()
    return HTMLResponse(PAGE % {"session": key})


async def react(session: Session, button: str) -> dict[str, str]:
    if button == "rest":
        await run_in_threadpool(time.sleep, 2)
        session.rests += 1
        return {"id": "rested", "text": f"Rested {session.rests} times"}
    session.clicks += 1
    return {"id": "clicked", "text": f"Clicked {session.clicks} times"}


async def answer(socket: WebSocket):
    key = socket.query_params["session"]
    await socket.accept()
    async for button in socket.iter_text():
        await socket.send_json(await react(sessions[key], button))
    del sessions[key]


app = Starlette(routes=[Route("/blocked", page), WebSocketRoute("/ws", answer)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
