"""What a browser says, checked and put into the session's order."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import Any, Protocol

from lanai.callbacks.turns import SessionTurns
from lanai.components.base import Component
from lanai.core.observer import Kind, Observation
from lanai.core.protocols import Work
from lanai.core.watchers import calls_functions, users_watchers
from lanai.errors import BadMessage, BadValue, ProtocolError, UnknownComponent, UnknownEvent, UnknownProperty
from lanai.session.line import Line
from lanai.wire import codec, messages

log = logging.getLogger("lanai")

LONGEST_REFUSAL = 500
"""Characters of the message to a browser that says why: it may quote what came."""


class Receiver(Protocol):
    """Takes what concerns the session as a whole."""

    def page_loaded(self) -> None:
        """The first frame is on the screen; may be said again by a later connection."""

    def page_visible(self, visible: bool) -> None:
        """The tab was shown or hidden."""


class Inbox:
    """Takes one session's messages in. Called on the event loop.

    A message that names what this session does not show, or that no component accepts, is refused with a code before
    any user code runs. `patch` applies a change of Bokeh models; `refused` is told of
    every refusal, on the event loop: some are found only while the message takes effect.
    """

    def __init__(
        self,
        line: Line,
        turns: SessionTurns,
        receiver: Receiver,
        patch: Callable[[dict[str, Any], dict[str, bytes]], None],
        refused: Callable[[ProtocolError], object] | None = None,
        observation: Observation | None = None,
    ) -> None:
        self._line = line
        self._outbox = line.outbox
        self._turns = turns
        self._receiver = weakref.ref(receiver)
        self._patch = patch
        self._refused = refused
        self._observation = observation
        self.received = 0
        """The highest `seq` that has come."""

    def receive(
        self, message: messages.BrowserMessage, block: bytes, refusal: ProtocolError | None
    ) -> ProtocolError | None:
        """Take in one message; `block` holds the buffers of a binary one. A refused one is answered.

        `refusal` is the host's own reason to refuse it: then it counts as received and has no effect.
        Returns why it was refused, where that is known at once.
        """
        try:
            if isinstance(message, messages.Numbered):
                if not self._is_new(message.seq):
                    return None
                self._acknowledge(message.rev)
            if refusal is not None:
                raise refusal
            self._take(message, block)
        except ProtocolError as error:
            self._refuse(error, getattr(message, "seq", None))
            return error
        return None

    def _take(self, message: messages.BrowserMessage, block: bytes) -> None:
        match message:
            case messages.Edit():
                self._take_edit(message)
            case messages.Event():
                self._take_event(message)
            case messages.Patch():
                self._take_patch(message, block)
            case messages.FrameAck():
                self._take_ack(message)
            case messages.Loaded() | messages.Visible():
                self._pass_on(message)
            case messages.Ping():
                self._line.send(messages.Pong())
            case messages.Open():
                raise BadMessage("Expected one `open` for each connection, got another.")

    def _pass_on(self, message: messages.Loaded | messages.Visible) -> None:
        receiver = self._receiver()
        if receiver is None:
            return
        if isinstance(message, messages.Visible):
            receiver.page_visible(message.value)
        else:
            receiver.page_loaded()

    def _is_new(self, seq: int) -> bool:
        if seq <= self.received:
            return False
        if seq != self.received + 1:
            raise BadMessage(f"Expected seq {self.received + 1}, got {seq}.")
        self.received = seq
        return True

    def _find(self, number: int) -> Component:
        component = self._outbox.find(number)
        if component is None:
            raise UnknownComponent(f"This session shows no component {number}.")
        return component

    # -- edits --------------------------------------------------------------------------------------

    def _take_edit(self, message: messages.Edit) -> None:
        component = self._find(message.id)
        edits = component._spec.edits
        unknown = next((name for name in message.props if name not in edits), None)
        if (
            unknown is not None
        ):  # before anything else: a refused value is answered with the present ones of all names
            kind = type(component).__name__
            raise UnknownProperty(f"A visitor may edit {sorted(edits)} of a {kind}, not {unknown!r}.")
        names = message.props.keys()
        # Reading a value calls code of its component's, so it is done where the edit is carried out.
        values = self._decode(message, component) if component._spec.quick.issuperset(message.props) else None
        self._in_order(
            partial(self._edit, message, component, values),
            "edit",
            component,
            names,
            names,
            f"a visitor's edit of a {type(component).__name__}",
        )

    def _decode(self, message: messages.Edit, component: Component) -> dict[str, Any]:
        """The values that came. Raises `BadValue`, when the browser has been told what holds instead."""
        values: dict[str, Any] = {}
        for name, data in message.props.items():
            try:
                values[name] = component.decode(name, data)
            except BadValue:
                self._answer(message, component)
                raise
        return values

    def _answer(self, message: messages.Edit, component: Component) -> None:
        """The browser shows what was refused: tell it, in order, what holds."""
        edit = self._outbox.begin_edit(message.seq, component, message.props)
        self._turns.submit(partial(self._outbox.end_edit, edit), counted=False)

    def _edit(self, message: messages.Edit, component: Component, values: dict[str, Any] | None) -> None:
        if values is None:
            try:
                values = self._decode(message, component)
            except BadValue as error:
                refused = error
                self._turns.call(lambda: self._refuse(refused, message.seq))
                return
        edit = self._outbox.begin_edit(message.seq, component, message.props)
        try:
            component.edit(values)
        except (ValueError, TypeError) as error:
            if not edit.sent:  # every value was taken, so a watcher raised
                raise
            refusal = BadValue(str(error))
            self._turns.call(lambda: self._refuse(refusal, None))
        finally:
            self._outbox.end_edit(edit)

    # -- events and patches -------------------------------------------------------------------------

    def _take_event(self, message: messages.Event) -> None:
        component = self._find(message.id)
        sets = component._spec.events.get(message.name)
        if sets is None:
            raise UnknownEvent(f"A {type(component).__name__} has no event {message.name!r}.")
        work = partial(self._event, message, component)
        self._in_order(
            work, "event", component, (message.name,), sets, f"{message.name} of a {type(component).__name__}"
        )

    def _event(self, message: messages.Event, component: Component) -> None:
        self._outbox.applied_up_to(message.seq)
        try:
            component.event(message.name, message.data)
        except ProtocolError as error:
            refusal = error
            self._turns.call(lambda: self._refuse(refusal, None))

    def _take_patch(self, message: messages.Patch, block: bytes) -> None:
        try:
            buffers = codec.cut(block, message.buffers)
        except ValueError as error:
            raise BadMessage(f"Expected the announced buffers: {error}.") from None
        self._turns.submit(
            partial(self._apply_patch, message, buffers),
            "a visitor's change of a Bokeh model",
            kind="patch",
            function="a change of a Bokeh model",
        )

    def _apply_patch(self, message: messages.Patch, buffers: dict[str, bytes]) -> None:
        self._outbox.applied_up_to(message.seq)
        try:
            self._patch(message.patch, buffers)
        except ProtocolError as error:
            refusal = error
            self._turns.call(lambda: self._refuse(refusal, None))

    def _take_ack(self, message: messages.FrameAck) -> None:
        if message.rev > self._outbox.rev:
            raise BadMessage(f"Expected an ack of at most {self._outbox.rev}, got {message.rev}.")
        self._acknowledge(message.rev)

    def _acknowledge(self, rev: int) -> None:
        """The browser has applied every frame up to `rev`. What was held back for that goes out."""
        held_back = not self._outbox.open
        self._outbox.acknowledged(min(rev, self._outbox.rev))
        if held_back:
            self._line.flush()

    # -- order --------------------------------------------------------------------------------------

    def _in_order(
        self,
        work: Work,
        kind: Kind,
        component: Component,
        acts: Collection[str],
        names: Iterable[str],
        doing: str,
    ) -> None:
        """Run the work after everything that came before: `acts`, edits or events, which set the parameters `names`.

        That is on a worker thread, unless it is declared quick and nobody's function watches.
        """
        if self._observation is not None:
            work = self._observation.around(work, kind, users_watchers(component, names) or doing)
        if (
            self._turns.idle
            and component._spec.quick.issuperset(acts)
            and not calls_functions(component, names)
        ):
            self._turns.run(work, doing)
        else:
            self._turns.submit(work, doing)

    def _refuse(self, error: ProtocolError, seq: int | None) -> None:
        log.info("refused a message (%s)", error.code)
        if self._refused is not None:
            self._refused(error)
        self._line.send(messages.Error(code=error.code, message=_shortened(str(error)), seq=seq))
        if seq is not None:
            self._turns.submit(partial(self._outbox.applied_up_to, seq), counted=False)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_REFUSAL else f"{text[: LONGEST_REFUSAL - 1]}…"
