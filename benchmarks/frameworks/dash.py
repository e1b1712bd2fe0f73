"""Dash: a server without sessions, whose callbacks are requests."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework

NO_SESSION = "its server keeps nothing for a visitor between two requests"


def arguments(app: Path, port: int) -> list[str]:
    """Gunicorn with four workers, as its documentation shows it."""
    served = ["-m", "gunicorn", "--chdir", str(app.parent), f"{app.stem}:server", "--workers", "4"]
    return [*served, "--bind", f"127.0.0.1:{port}"]


FRAMEWORK = Framework(
    name="dash",
    title="Dash",
    distributions=("dash", "flask", "gunicorn", "plotly"),
    import_line="from dash import Dash, Input, Output, callback, dcc, html",
    arguments=arguments,
    page="/",
    parts=("/_dash-layout", "/_dash-dependencies"),
    environment="dash",
    requirements=("dash==4.4.1", "gunicorn==27.0.1"),
    left_out={
        "slow-reader": NO_SESSION,
        "fairness": "its periodic callbacks are timers of the browser's, which a visitor without one has not",
        "timers": NO_SESSION,
        "growth": NO_SESSION,
        "hostile": "its four workers are processes, of which one visitor may occupy four; its pages keep no line open",
        "broadcast": "it has no callback that changes the pages of all visitors; pages ask again and again",
    },
    note="`gunicorn --workers 4`; the stream is a `dcc.Interval` of 20 ms that extends a graph.",
)
