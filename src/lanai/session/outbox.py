"""What the browser does not know yet: a set of marks, not a queue of messages.

A mark says "this parameter changed"; the value is read when a frame is written. So a burst of a thousand changes is
one frame, a slow browser costs no more memory than the page itself, and a browser that comes back is sent what it
lacks. Frames that the browser has not acknowledged are remembered by their marks, never by their bytes.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from lanai.components.base import Component
from lanai.session.tree import Tree
from lanai.wire.codec import Buffers
from lanai.wire.messages import Frame

WINDOW = 12
"""Frames that may be under way before the outbox holds back (and coalesces). A page tells of every fourth."""

FLIGHT = 2 * 1024 * 1024
"""Bytes that may be under way before it holds back. One frame may always be, however large it is."""

MOST_DELTAS = 64
"""Deltas of one value that wait apart from each other. Beyond that they are joined."""


class Attachment:
    """Something beside components that puts its own part into frames: the session's Bokeh document."""

    def follow(self, added: Iterable[Component], dropped: Iterable[int]) -> None:
        """The frame under way shows these components for the first time, and no longer those with these ids."""

    def pending(self) -> bool:
        """Whether there is something to send."""
        return False

    def write(self, frame: Frame) -> Buffers:
        """Put what changed into `frame` and forget it. Returns binary buffers."""
        return ()

    def lost(self) -> None:
        """A frame with a part of this was lost: send the whole next time."""


class _Sent:
    """What one unacknowledged frame held, so that it can be marked again."""

    __slots__ = ("added", "attached", "dropped", "marks", "rev", "roots", "size")

    def __init__(self, rev: int) -> None:
        self.rev = rev
        self.added: list[int] = []
        self.dropped: list[int] = []
        self.marks: list[tuple[int, Iterable[str]]] = []
        self.roots = False
        self.attached = False
        self.size = 0


class _Edit:
    """A visitor's edit that is being applied on one thread."""

    __slots__ = ("component", "sent", "seq", "thread")

    def __init__(self, seq: int, component: Component, sent: dict[str, Any]) -> None:
        self.seq = seq
        self.component = component
        self.sent = sent
        self.thread = threading.get_ident()


class Outbox:
    """One session's view of its components, and what of it has yet to be sent.

    `wake` is called (on whatever thread) when the outbox turns from nothing to send to something to send.
    `failed` is told of a value that cannot be written; the rest of the frame goes out.
    Everything may be called from any thread.
    """

    def __init__(self, wake: Callable[[], None], failed: Callable[[BaseException, str], None]) -> None:
        self._wake = wake
        self._failed = failed
        self._lock = threading.RLock()
        self._alone: tuple[Outbox, ...] = (self,)
        self._tree = Tree(self, failed)
        self._roots: list[tuple[Component, str]] = []
        self._roots_changed = False
        self._dirty: dict[int, set[str]] = {}
        self._grown: dict[tuple[int, str], list[Any]] = {}
        self._sent: list[_Sent] = []
        self._edits: tuple[_Edit, ...] = ()
        self._attachment = Attachment()
        self._stuck = False  # whether the attachment failed, and nothing has changed since
        self._moment = 0
        self._woken = False
        self._closed = False
        self.rev = 0
        self.applied = 0
        self._answered = 0
        self._acknowledged = 0

    # -- what changes -------------------------------------------------------------------------------

    def mark(self, component: Component, name: str) -> None:
        """Note that a parameter was set. Part of `Sink`."""
        with self._lock:
            if self._edits and self._settled(component, name):
                return
            self._mark(component._number, name)
        self.wake()

    @property
    def alone(self) -> tuple[Outbox, ...]:
        """This one only. Part of `Sink`."""
        return self._alone

    @property
    def moment(self) -> int:
        """How many frames have been written. Part of `Sink`."""
        return self._moment

    def append(self, component: Component, name: str, delta: Any, since: int) -> None:
        """Note that a parameter's value grew. Part of `Sink`. Falls back to the whole value when that is less."""
        with self._lock:
            number = component._number
            if number in self._tree.added or name in self._dirty.get(number, ()):
                return  # the value is read when the frame is written: later
            if since != self._moment:  # a frame was written between storing and reporting: has it the delta?
                self._mark(number, name)
            else:
                self._grow(component, name, delta)
        self.wake()

    def _grow(self, component: Component, name: str, delta: Any) -> None:
        deltas = self._grown.setdefault((component._number, name), [])
        deltas.append(delta)
        if len(deltas) > MOST_DELTAS:
            deltas[:] = _joined(deltas)
        weight = sum(component.weight_of(name, delta) for delta in deltas)
        if len(deltas) > MOST_DELTAS or weight > component.weight_of(name, getattr(component, name)):
            self._mark(component._number, name)

    def attach(self, attachment: Attachment) -> None:
        """Let `attachment` take part in frames from now on."""
        self._attachment = attachment

    def wake(self) -> None:
        """Ask for a frame unless one has been asked for."""
        self._stuck = False
        if not self._woken and not self._closed:
            self._woken = True
            self._wake()

    def add_root(self, component: Component, target: str) -> None:
        """Show `component` in the page's area `target`."""
        with self._lock:
            if self._closed:  # by an app that is still being built while its session ends
                return
            self._roots.append((component, target))
            self._tree.acquire(component)
            self._roots_changed = True
        self.wake()

    def take_roots(self, targets: Collection[str]) -> list[tuple[Component, str]]:
        """The roots in these areas, with their areas; the page no longer shows them there."""
        with self._lock:
            taken = [(component, target) for component, target in self._roots if target in targets]
            self._roots = [(component, target) for component, target in self._roots if target not in targets]
            for component, _ in taken:
                self._tree.release(component)
            self._roots_changed = self._roots_changed or bool(taken)
        self.wake()
        return taken

    def _mark(self, number: int, name: str) -> None:
        component = self._tree.find(number)
        if component is None:
            return
        if number in self._tree.added and name not in component._spec.children:
            return  # it goes out whole; but its new children have yet to be mounted
        self._grown.pop((number, name), None)
        self._dirty.setdefault(number, set()).add(name)

    # -- a visitor's edits --------------------------------------------------------------------------

    def begin_edit(self, seq: int, component: Component, sent: dict[str, Any]) -> _Edit:
        """The calling thread is about to set `component`'s parameters to what the browser `sent` (wire values)."""
        edit = _Edit(seq, component, dict(sent))
        with self._lock:
            self._edits = (*self._edits, edit)
        return edit

    def end_edit(self, edit: _Edit) -> bool:
        """The edit is over. Returns whether every value was taken; those that were not are answered."""
        with self._lock:
            self._edits = tuple(other for other in self._edits if other is not edit)
            taken = not edit.sent
            for name in edit.sent:
                self._mark(edit.component._number, name)
            self._apply(edit.seq)
        self.wake()
        return taken

    def applied_up_to(self, seq: int) -> None:
        """The browser's message `seq` takes effect from now on."""
        with self._lock:
            self._apply(seq)
        self.wake()

    def _apply(self, seq: int) -> None:
        self.applied = max(self.applied, seq)

    def _settled(self, component: Component, name: str) -> bool:
        """Whether this mark is the visitor's own value arriving, which the browser already shows.

        It is answered only where the server's value differs from what the browser sent.
        """
        me = threading.get_ident()
        for edit in self._edits:
            if edit.thread == me and edit.component is component and name in edit.sent:
                sent = edit.sent.pop(name)
                if not edit.sent:
                    self._apply(edit.seq)
                return bool(component.encode(name, getattr(component, name)) == sent)
        return False

    # -- frames -------------------------------------------------------------------------------------

    @property
    def settled(self) -> int:
        """The browser has applied every frame up to this revision."""
        with self._lock:
            return self._sent[0].rev - 1 if self._sent else self.rev

    @property
    def open(self) -> bool:
        """Whether the browser keeps up: few enough frames are under way."""
        sent = self._sent
        return not sent or (len(sent) < WINDOW and sum([frame.size for frame in sent]) < FLIGHT)

    @property
    def under_way(self) -> tuple[int, int]:
        """How many frames the browser has not acknowledged, and their bytes."""
        with self._lock:
            return len(self._sent), sum(frame.size for frame in self._sent)

    @property
    def changes(self) -> int:
        """How many changes wait to be sent."""
        with self._lock:
            grown = sum(map(len, self._grown.values()))
            return sum(map(len, self._dirty.values())) + grown + len(self._tree.added)

    @property
    def size(self) -> int:
        """How many components this session shows."""
        return len(self.components())

    def weighed(self, rev: int, size: int) -> None:
        """Frame `rev`, the last one written, takes `size` bytes on the line."""
        with self._lock:
            if self._sent and self._sent[-1].rev == rev:
                self._sent[-1].size = size

    def write(self) -> tuple[Frame, Buffers] | None:
        """The next frame with everything that is pending, or None when there is nothing.

        Large values in it have been read, and are encoded when it is: see `lanai.wire.codec.Later`.
        """
        with self._lock:
            self._woken = False
            if not self._pending():
                return None
            sent = _Sent(self.rev + 1)
            frame = Frame(rev=sent.rev, ack=self.applied)
            self._write_components(frame, sent)
            buffers = self._write_attached(frame, sent)
            self._moment += 1
            self.rev = sent.rev
            self._answered = self.applied
            self._sent.append(sent)
            return frame, buffers

    def answer(self) -> int | None:
        """The `seq` to acknowledge although there is nothing to show, or None."""
        with self._lock:
            if self.applied <= self._answered:
                return None
            self._answered = self.applied
            return self.applied

    def acknowledged(self, rev: int) -> None:
        """The browser has applied every frame up to `rev`."""
        with self._lock:
            while self._sent and self._sent[0].rev <= rev:
                self._sent.pop(0)
            self._acknowledged = max(self._acknowledged, min(rev, self.rev))

    def resume(self, rev: int) -> None:
        """A browser came back that has applied frames up to `rev` only: mark again what the others held.

        The numbers of lost frames are given again. A browser that is further back than it once acknowledged (a page
        restored from memory) is told everything.
        """
        with self._lock:
            self.acknowledged(rev)
            for sent in self._sent:
                self._lose(sent)
            if rev < self._acknowledged:
                self._start_over()
            self._sent.clear()
            self.rev = self._acknowledged = min(rev, self.rev)
            self._answered = 0
        self.wake()

    def _start_over(self) -> None:
        self._tree.added.update({component._number: component for component in self._tree.components()})
        self._dirty.clear()
        self._grown.clear()
        self._roots_changed = True
        self._attachment.lost()

    def find(self, number: int) -> Component | None:
        """The component with that id, where this session shows it."""
        with self._lock:
            return self._tree.find(number)

    def components(self) -> list[Component]:
        """Everything this session shows."""
        with self._lock:
            return self._tree.components()

    @property
    def roots(self) -> list[Component]:
        """What the page shows, in order."""
        return [component for component, _ in self._roots]

    def close(self) -> None:
        """Unmount everything and accept no more marks."""
        with self._lock:
            self._closed = True
            self._tree.close()
            self._roots.clear()
            self._dirty.clear()
            self._grown.clear()
            self._sent.clear()
            self._attachment = Attachment()
            self._alone = ()
            self._wake = _nothing

    def _pending(self) -> bool:
        tree = self._tree
        return bool(
            self._dirty
            or self._grown
            or tree.added
            or tree.dropped
            or self._roots_changed
            or (self._attachment.pending() and not self._stuck)
        )

    def _write_attached(self, frame: Frame, sent: _Sent) -> Buffers:
        """What fails here is reported; it is tried again, as a whole, when something has changed."""
        try:
            self._attachment.follow(self._found(sent.added), sent.dropped)
            if not self._attachment.pending():
                return ()
            sent.attached = True
            buffers = self._attachment.write(frame)
        except BaseException as error:
            frame.document = frame.patch = None
            self._stuck = True
            self._attachment.lost()
            self._failed(error, "writing the Bokeh document")
            return ()
        frame.buffers = [(name, len(content)) for name, content in buffers]
        return buffers

    def _write_components(self, frame: Frame, sent: _Sent) -> None:
        dirty, self._dirty = self._dirty, {}
        grown, self._grown = self._grown, {}
        self._renew_children(dirty)
        for number, component in self._tree.added.items():
            definition = self._definition(component)
            self._put_children(component, definition)
            frame.add.append((number, component._spec.type, definition))
        sent.added = list(self._tree.added)
        self._tree.added.clear()
        self._write_values(frame, sent, dirty)
        for (number, name), deltas in grown.items():
            grower = self._tree.find(number)
            if grower is not None and number not in sent.added:
                frame.append.extend((number, grower._spec.keys[name], delta) for delta in deltas)
                sent.marks.append((number, (name,)))
        if self._roots_changed:
            frame.roots = [(component._number, target) for component, target in self._roots]
            sent.roots = True
            self._roots_changed = False
        # After a lost frame one may be listed that has come back since.
        frame.drop = sent.dropped = [number for number in self._tree.dropped if number not in self._tree]
        self._tree.dropped = ()

    def _write_values(self, frame: Frame, sent: _Sent, dirty: dict[int, set[str]]) -> None:
        fresh = set(sent.added)
        for number, names in dirty.items():
            component = self._tree.find(number)
            if component is None or number in fresh:
                continue
            frame.set.append((number, self._values(component, names)))
            sent.marks.append((number, names))

    def _values(self, component: Component, names: AbstractSet[str]) -> dict[str, Any]:
        keys = component._spec.keys
        values: dict[str, Any] = {}
        for name in sorted(names - component._spec.children):
            try:
                values[keys[name]] = component.property(name)
            except BaseException as error:
                self._failed(error, f"writing {type(component).__name__}.{name}")
        for name in component._spec.children & names:
            values[keys[name]] = self._tree.held(component, name)
        return values

    def _put_children(self, component: Component, definition: dict[str, Any]) -> None:
        """Tell of the children that are mounted: another thread may be about to report others."""
        for name in component._spec.children:
            key = component._spec.keys[name]
            held = self._tree.held(component, name)
            if held or key in definition:
                definition[key] = held

    def _definition(self, component: Component) -> dict[str, Any]:
        """What the browser is told of a new component; where a value cannot be written, all the others."""
        try:
            return component.definition()
        except BaseException:
            return self._values(component, component._spec.properties.keys())

    def _found(self, numbers: Iterable[int]) -> list[Component]:
        """Those of the components that are still shown."""
        return [component for number in numbers if (component := self._tree.find(number)) is not None]

    def _renew_children(self, dirty: dict[int, set[str]]) -> None:
        left: list[Component] = []
        for number, names in dirty.items():
            component = self._tree.find(number)
            if component is not None:
                for name in component._spec.children & names:
                    left.extend(self._tree.renew(component, name))
        for component in left:
            self._tree.release(component)

    def _lose(self, sent: _Sent) -> None:
        for number in sent.added:
            component = self._tree.find(number)
            if component is not None:
                self._tree.added[number] = component
        for number, names in sent.marks:
            for name in names:
                self._mark(number, name)
        self._tree.dropped = [*self._tree.dropped, *sent.dropped]
        self._roots_changed = self._roots_changed or sent.roots
        if sent.attached:
            self._attachment.lost()


def _nothing() -> None:
    """What there is to wake once the session has ended."""


def _joined(deltas: list[Any]) -> list[Any]:
    """The same growth in one piece, for those kinds of values whose pieces can be joined; else as it is."""
    kinds = {type(delta) for delta in deltas}
    if kinds == {str}:
        return ["".join(deltas)]
    if kinds == {list}:
        return [list(itertools.chain.from_iterable(deltas))]
    return deltas
