"""Fifty sliders and fifty texts by hand."""

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
<title>Sliders</title>
%(rows)s
<script>
  const socket = new WebSocket(`ws://${location.host}/ws?session=%(session)s`);
  socket.onmessage = (message) => {
    const {number, text} = JSON.parse(message.data);
    document.getElementById(`text-${number}`).textContent = text;
  };
  document.oninput = ({target}) => {
    socket.send(JSON.stringify({number: Number(target.name), value: Number(target.value)}));
  };
</script>
"""

ROW = """<div><label>Slider {number} <input type="range" name="{number}" min="0" max="100" value="{value}"></label>
<span id="text-{number}">{text}</span></div>"""

sessions: dict[str, list[int]] = {}


def describe(number, value):
    return f"Slider {number} is {value}"


def row(number, value):
    return ROW.format(number=number, value=value, text=describe(number, value))


async def page(request):
    session = uuid.uuid4().hex
    values = sessions[session] = [0] * 50
    rows = "\n".join(row(number, value) for number, value in enumerate(values))
    return HTMLResponse(PAGE % {"session": session, "rows": rows})


async def answer(socket: WebSocket):
    session = socket.query_params["session"]
    await socket.accept()
    async for edit in socket.iter_json():
        number, value = edit["number"], edit["value"]
        sessions[session][number] = value
        await socket.send_json({"number": number, "text": describe(number, value)})
    del sessions[session]


app = Starlette(routes=[Route("/sliders", page), WebSocketRoute("/ws", answer)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
