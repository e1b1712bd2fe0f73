"""A question to the visitor: a form in a message, and a button that hands it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanai.components.layout.linear import Column
from lanai.components.widgets.button import Button
from lanai.core.clock import Handle
from lanai.core.protocols import CurrentSession


class Prompt:
    """A component in a message, until it is handed in or its time is over. `handed_in` is called with the component."""

    def __init__(
        self,
        component: Any,
        handed_in: Callable[[Any], object],
        predicate: Callable[[Any], Any] | None,
        button: dict[str, Any],
    ) -> None:
        self._component = component
        self._handed_in = handed_in
        self._predicate = predicate
        self._alarm: Handle | None = None
        self._over = False
        self.button = Button(
            **{"name": "Submit", "button_type": "primary", "margin": (8, 10), "sizing_mode": None, **button},
            disabled=predicate is not None and not predicate(component),
        )
        self.button.on_click(self._submit)
        self.form = Column(component, self.button, sizing_mode=None)
        if predicate is not None:
            self._watch(component)

    def expire_in(
        self, seconds: float, session: CurrentSession, message: str, button: dict[str, Any]
    ) -> None:
        """Let its time be over after `seconds`, with `message` on the button."""

        def ring() -> None:
            if not self._over:
                self._end({"name": message, "button_type": "light", "icon": "clock-x", **button})

        clock = session.clock

        def arrange() -> None:
            self._alarm = clock.call_at(clock.monotonic() + seconds, ring)

        session.turns.call(arrange)

    def _watch(self, component: Any) -> None:
        for each in component.select(lambda part: "value" in part.param):
            each.param.watch(self._check, "value")

    def _check(self, _: Any) -> None:
        if not self._over and self._predicate is not None:
            self.button.disabled = not self._predicate(self._component)

    def _submit(self, _: Any) -> None:
        if not self._over:
            self._end({"icon": "check"})
            self._handed_in(self._component)

    def _end(self, look: dict[str, Any]) -> None:
        self._over = True
        if self._alarm is not None:
            self._alarm.cancel()
        for each in self._component.select(lambda part: "disabled" in part.param):
            each.disabled = True
        self.button.param.update(disabled=True, **look)
