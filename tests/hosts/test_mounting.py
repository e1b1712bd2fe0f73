"""Apps inside an application of somebody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

import lanai as pn
from lanai.hosts.asgi.listening import listen
from lanai.session.process import Process
from tests.hosts.apps import Counter
from tests.hosts.visitor import Visitor, get


def test_apps_live_below_a_path_of_another_application(process: Process) -> None:
    ended: list[str] = []
    pn.state.on_session_destroyed(lambda context: ended.append(context.id))
    panels = pn.asgi_app({"one": lambda: Counter(text="one"), "two": Counter()}, prefix="/panels")
    outer = Starlette(
        routes=[Route("/", lambda request: PlainTextResponse("outside")), Mount("/panels", app=panels)],
        lifespan=panels.lifespan,
    )
    asyncio.run(serve_while(outer, visit))
    assert len(ended) == 2


def visit(url: str) -> None:
    assert get(url).text == "outside"
    assert 'href="/panels/one"' in get(f"{url}/panels/").text
    assert get(f"{url}/panels/three").status_code == 404
    Visitor(f"{url}/panels/one")
    with Visitor(f"{url}/panels/one") as visitor:
        assert 'src="/panels/_lanai/static/' in visitor.response.text
        visitor.connect()
        visitor.browser.event(visitor.find("IntSlider").id, "click")
        visitor.until(lambda: visitor.find("IntSlider").props.get("clicks") == 1)


async def serve_while(application: Starlette, work: Callable[[str], None]) -> None:
    """Serve with plain uvicorn while `work(url)` runs on a thread."""
    sockets = listen("127.0.0.1", 0)
    config = uvicorn.Config(application, log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets))
    try:
        await asyncio.to_thread(work, f"http://127.0.0.1:{sockets[0].getsockname()[1]}")
    finally:
        server.should_exit = True
        await serving
