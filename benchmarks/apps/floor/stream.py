"""The Bokeh line by hand: the plot is embedded once, then points travel as bare JSON over a WebSocket."""

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

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Stream</title>
<script src="/bokeh/bokeh.min.js"></script>
<div id="plot"></div>
<script>
  Bokeh.embed.embed_item(%(item)s, "plot").then(([view]) => {
    const source = view.model.renderers[0].data_source;
    const socket = new WebSocket(`ws://${location.host}/ws`);
    socket.onmessage = (message) => source.stream(JSON.parse(message.data), 200);
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
            await socket.send_json({"x": [tick], "y": [math.sin(tick / 20)]})
    except WebSocketDisconnect:
        pass


app = Starlette(
    routes=[
        Route("/stream", page),
        WebSocketRoute("/ws", stream),
        Mount("/bokeh", StaticFiles(directory=bokehjs_path() / "js")),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
