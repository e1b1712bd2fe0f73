"""The same stream by hand: a thousand points every 20 ms and a text, over a bare WebSocket that waits for its reader."""

import asyncio
import json
import math
import sys
import time

import uvicorn
from bokeh.embed import json_item
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from bokeh.util.paths import bokehjs_path
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

PERIOD = 0.02
POINTS = 1000

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Stream</title>
<script src="/bokeh/bokeh.min.js"></script>
<p id="text"></p>
<div id="plot"></div>
<script>
  Bokeh.embed.embed_item(%(item)s, "plot").then(([view]) => {
    const source = view.model.renderers[0].data_source;
    const socket = new WebSocket(`ws://${location.host}/ws`);
    socket.onmessage = (message) => {
      const { rows, text } = JSON.parse(message.data);
      source.stream(rows, 5000);
      document.getElementById("text").textContent = text;
    };
  });
</script>
"""


def line():
    plot = figure(width=600, height=300)
    plot.line("x", "y", source=ColumnDataSource({"x": [0], "y": [0.0]}))
    return plot


async def page(request):
    return HTMLResponse(PAGE % {"item": json.dumps(json_item(line()))})


async def stream(socket: WebSocket):
    await socket.accept()
    start = time.monotonic()
    tick = 0
    try:
        while True:
            tick += 1
            await asyncio.sleep(start + tick * PERIOD - time.monotonic())
            xs = list(range(tick * POINTS, (tick + 1) * POINTS))
            rows = {"x": xs, "y": [math.sin(x / 20) for x in xs]}
            await socket.send_json({"rows": rows, "text": f"tick {tick} at {time.time():.3f}"})
    except WebSocketDisconnect:
        pass


app = Starlette(
    routes=[
        Route("/slow_reader", page),
        WebSocketRoute("/ws", stream),
        Mount("/bokeh", StaticFiles(directory=bokehjs_path() / "js")),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
