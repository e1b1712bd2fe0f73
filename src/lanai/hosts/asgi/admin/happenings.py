"""The admin page's callbacks that run, recent errors, and log."""

from __future__ import annotations

import logging
from html import escape
from types import MappingProxyType

from lanai.components.layout.flexbox import FlexBox
from lanai.components.layout.linear import Column
from lanai.components.pane.html import HTML
from lanai.components.widgets.select import Select
from lanai.components.widgets.text import TextInput
from lanai.core.clock import stopwatch
from lanai.hosts.asgi.admin.markup import duration, moment, short, table
from lanai.hosts.observing.chronicle import Chronicle, Failure, Line

MOST = 100
"""Running callbacks that are listed."""
SHOWN = 300
"""Lines of the log that are shown."""
HEADS = ("Callback", "Why", "Session", "Endpoint", "Since", "For", "Waited")
LEVELS = MappingProxyType(
    {"all": 0, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
)


class Running:
    """Callbacks that run. Its `view` is shown; `refresh` looks again."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._table = HTML("", sizing_mode="stretch_width")
        self.view = Column(self._table, name="Callbacks", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again."""
        running, now = self._chronicle.running, stopwatch()
        rows = [
            (
                act.name,
                act.kind,
                short(act.session) or None,
                act.endpoint or None,
                moment(since),
                duration(now - act.begun),
                duration(act.begun - act.queued),
            )
            for act, since in running[:MOST]
        ]
        self._table.object = table(f"Running callbacks: {len(running)}, the oldest first", HEADS, rows)


class Errors:
    """Recent errors, each with its traceback to unfold. Its `view` is shown; `refresh` looks again."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._chronicle = chronicle
        self._shown = -1
        self._list = HTML("", sizing_mode="stretch_width")
        self.view = Column(self._list, name="Errors", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again. Only news are written, so that what is unfolded stays so."""
        if self._chronicle.failed == self._shown:
            return
        self._shown = self._chronicle.failed
        failures = list(self._chronicle.failures)[::-1]
        count = f"Errors since the server began: {self._shown}, the newest first"
        self._list.object = f'<p class="admin-quiet">{count}</p>' + "".join(map(_entry, failures))


class Log:
    """The end of the log, which it follows. Its `view` is shown; `refresh` looks again."""

    def __init__(self, chronicle: Chronicle) -> None:
        self._lines = chronicle.log.lines
        self._shown: tuple[object, ...] = ()
        self._level = Select(name="Level", options=dict(LEVELS), value=0, width=140)
        self._filter = TextInput(name="Filter", placeholder="part of a line", width=260)
        self._text = HTML("", sizing_mode="stretch_width", css_classes=["admin-log"])
        self._box = Column(
            self._text,
            height=460,
            scroll="y",
            auto_scroll_limit=80,
            view_latest=True,
            sizing_mode="stretch_width",
        )
        for control in (self._level, self._filter):
            control.param.watch(lambda _: self.refresh(), "value")
        controls = FlexBox(self._level, self._filter, align_items="end", gap="4px 8px")
        self.view = Column(controls, self._box, name="Log", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again."""
        wanted = (self._filter.value or "").lower()
        lines = [
            line
            for line in list(self._lines)
            if line.level >= self._level.value and wanted in f"{line.logger} {line.visit} {line.text}".lower()
        ][-SHOWN:]
        shown = (len(lines), lines[-1] if lines else None, self._level.value, wanted)
        if shown != self._shown:
            self._shown = shown
            self._text.object = "".join(map(_line, lines)) or '<div class="admin-quiet">Nothing yet</div>'


def _entry(failure: Failure) -> str:
    where = f"{failure.endpoint} {short(failure.session)}".strip() or "outside sessions"
    return (
        f'<details class="admin-error"><summary><b>{moment(failure.at)}</b> <span class="admin-quiet">{escape(where)}'
        f"</span> {escape(failure.doing)}: {escape(failure.summary)}</summary><pre>{escape(failure.traceback)}</pre></details>"
    )


def _line(line: Line) -> str:
    kind = "grave" if line.level >= logging.ERROR else "warning" if line.level >= logging.WARNING else ""
    level = logging.getLevelName(line.level)
    head = " ".join(part for part in (moment(line.at), str(level), line.logger, line.visit) if part)
    return f'<div class="{kind}"><b>{escape(head)}</b> {escape(line.text)}</div>'
