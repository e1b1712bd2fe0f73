"""The ticks by hand: a task for each visitor, and the sleep of the one that blocks on a thread.

`?role=ticker` counts, and notes when; `?role=poller` notes when, every second, and shows nothing of it;
`?role=blocker&start=…&end=…` sleeps for two seconds each time between these moments (of the machine's monotonic clock,
in s); `?role=report` shows the notes.
"""

import asyncio
import sys
import time

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

PERIOD = 0.1
POLL_PERIOD = 1.0

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Ticks</title>
<p id="text">%(text)s</p>
<script>
  const socket = new WebSocket(`ws://${location.host}/ws?%(query)s`);
  socket.onmessage = (message) => { document.getElementById("text").textContent = message.data; };
</script>
"""

ticks: list[list[float]] = []
blocks: list[float] = []


def line(times):
    return ",".join(f"{moment:.6f}" for moment in times)


async def page(request):
    text = "0 ticks"
    if request.query_params.get("role") == "report":
        text = f"blocks {line(blocks)} ticks {';'.join(map(line, ticks))} end"
    return HTMLResponse(PAGE % {"text": text, "query": request.url.query})


async def every(period: float):
    start, number = time.monotonic(), 0
    while True:
        number = max(number, int((time.monotonic() - start) / period)) + 1
        await asyncio.sleep(start + number * period - time.monotonic())
        yield time.monotonic()


async def count(socket: WebSocket):
    moments: list[float] = []
    ticks.append(moments)
    async for now in every(PERIOD):
        moments.append(now)
        await socket.send_text(f"{len(moments)} ticks")


async def poll():
    moments: list[float] = []
    ticks.append(moments)
    note = moments.append
    async for now in every(POLL_PERIOD):
        note(now)


async def block(start: float, end: float):
    async for now in every(PERIOD):
        if start <= now < end:
            blocks.append(now)
            await run_in_threadpool(time.sleep, 2)


async def answer(socket: WebSocket):
    await socket.accept()
    asked = socket.query_params
    try:
        if asked.get("role") == "ticker":
            await count(socket)
        elif asked.get("role") == "poller":
            await poll()
        elif asked.get("role") == "blocker":
            await block(float(asked["start"]), float(asked["end"]))
    except WebSocketDisconnect:
        pass


app = Starlette(routes=[Route("/ticks", page), WebSocketRoute("/ws", answer)])

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
