"""The admin page's scheduled tasks: when they run, what came of it, and buttons to run, pause and resume one."""

from __future__ import annotations

import logging
from typing import Any

from lanai.callbacks.schedule.task import Run, ScheduledTask
from lanai.components.layout.flexbox import FlexBox
from lanai.components.layout.linear import Column
from lanai.components.pane.html import HTML
from lanai.components.widgets.button import Button
from lanai.components.widgets.select import Select
from lanai.hosts.asgi.admin.markup import duration, moment, table
from lanai.hosts.asgi.host import Host

log = logging.getLogger("lanai")

HEADS = ("Task", "State", "Next run", "Last run", "Took", "Outcome", "Runs", "Failures", "Left out")
HISTORY = ("Began", "Due", "Took", "Outcome", "Attempts", "Error")


class Tasks:
    """The tasks. Its `view` is shown; `refresh` looks again."""

    def __init__(self, host: Host) -> None:
        self._scheduler = host.process.scheduler
        self._table = HTML("", sizing_mode="stretch_width")
        self._history = HTML("", sizing_mode="stretch_width")
        self._chosen = Select(name="Task", options=[], width=300)
        self._chosen.param.watch(lambda _: self.refresh(), "value")
        run = Button(name="Run now", on_click=lambda _: self._do("run_now"))
        pause = Button(name="Pause", on_click=lambda _: self._do("pause"))
        resume = Button(name="Resume", on_click=lambda _: self._do("resume"))
        self._buttons = (run, pause, resume)
        controls = FlexBox(self._chosen, *self._buttons, align_items="end", gap="4px 8px")
        self.view = Column(controls, self._table, self._history, name="Tasks", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again."""
        tasks = list(self._scheduler)
        names = [task.name for task in tasks]
        if names != self._chosen.options:
            self._chosen.options = names
        self._table.object = table(f"Scheduled tasks: {len(tasks)}", HEADS, map(_row, tasks))
        chosen = next((task for task in tasks if task.name == self._chosen.value), None)
        runs = [] if chosen is None else list(chosen.history)[::-1]
        title = "History" if chosen is None else f"The last runs of {chosen.name}"
        self._history.object = table(title, HISTORY, map(_run, runs), wide="Error")
        run, pause, resume = self._buttons
        run.disabled = chosen is None or chosen.ended
        pause.disabled = chosen is None or chosen.ended or chosen.paused
        resume.disabled = chosen is None or not chosen.paused

    def _do(self, what: str) -> None:
        chosen = next((task for task in self._scheduler if task.name == self._chosen.value), None)
        if chosen is not None:
            log.info("%s of the scheduled task %r, from the admin page", what.replace("_", " "), chosen.name)
            act: Any = getattr(chosen, what)
            act()
        self.refresh()


def _row(task: ScheduledTask) -> list[str | int | None]:
    last = task.last_run
    state = "over" if task.ended else "running" if task.running else "paused" if task.paused else "waiting"
    return [
        task.name,
        state,
        moment(task.next_run),
        None if last is None else moment(last.started),
        None if last is None else duration(last.duration),
        None if last is None else last.outcome,
        task.runs,
        task.failures,
        task.skipped,
    ]


def _run(run: Run) -> list[str | int | None]:
    return [
        moment(run.started),
        moment(run.due),
        duration(run.duration),
        run.outcome,
        run.attempts,
        run.error,
    ]
