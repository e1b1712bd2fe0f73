"""Streamlit: the script runs again for every event, and the page is built from what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening

RERUN = b"\x5a\x00"
"""The protobuf message `BackMsg` that asks for a run of the script: field 11 (`rerun_script`), empty."""

BROWSER_TIMERS = "its periodic fragments are timers of the browser's, which a visitor without one has not"


def arguments(app: Path, port: int) -> list[str]:
    """`streamlit run` as for a server: without a browser, telemetry, and the watch for changes of the source."""
    served = ["-m", "streamlit", "run", str(app), "--server.port", str(port), "--server.address", "127.0.0.1"]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    return [*served, *quiet, "--server.fileWatcherType", "none"]


def opening(page: str, path: str) -> Opening:
    """Every page opens the same WebSocket, and asks for a first run: only then is there a session."""
    return Opening("/_stcore/stream", ("streamlit",), messages=(RERUN,))


FRAMEWORK = Framework(
    name="streamlit",
    title="Streamlit",
    distributions=("streamlit", "starlette", "uvicorn"),
    import_line="import streamlit as st",
    arguments=arguments,
    page="/",
    open=opening,
    sessions_by_socket=True,
    environment="streamlit",
    requirements=("streamlit==1.67.0", "plotly==7.1.0"),
    left_out={
        "slow-reader": BROWSER_TIMERS,
        "fairness": BROWSER_TIMERS,
        "timers": BROWSER_TIMERS,
        "broadcast": "its documents know no way for one session to change another's page; pages ask again and again",
    },
    note="`streamlit run` without its file watcher, as on a server; the 50 rows are fragments, the stream is a fragment that runs every 20 ms.",
)
