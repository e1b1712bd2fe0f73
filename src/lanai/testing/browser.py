"""A browser without a screen: it keeps what the protocol says a browser keeps, and speaks as one does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanai.components.spec import Spec
from lanai.errors import TestingError
from lanai.wire import codec, messages
from lanai.wire.growth import grow

SERVICES = frozenset({"Location", "NotificationArea", "Parcels"})
"""Types of which a page has one, without a box: its address, its notifications, the files that it fetches."""
FINAL = frozenset({"bad-token", "bad-user", "expired-token", "session-gone", "not-open"})
"""Refusals after which a page does not try again by itself."""


class Node:
    """One component as the browser knows it. `spec` says what travels of it, where that is known."""

    __slots__ = ("id", "props", "spec", "type")

    def __init__(self, id: int, type: str, props: dict[str, Any], spec: Spec | None = None) -> None:
        self.id = id
        self.type = type
        self.props = props
        self.spec = spec


class Browser:
    """Applies frames and sends messages, byte by byte as over a real line.

    Everything the server said is kept in `errors`, `frames`, `closed`, `reload`. `describe` gives what is known of a
    component by its number.
    """

    def __init__(self, describe: Callable[[int], Spec | None] = lambda id: None) -> None:
        self._describe = describe
        self._defaults: dict[int, dict[str, Any]] = {}  # by class, each of which has one spec for ever
        self.changed: Callable[[], object] = lambda: None
        """Called after each frame."""
        self.nodes: dict[int, Node] = {}
        self.services: dict[str, Node] = {}
        """Of the types in `SERVICES` those that the page has."""
        self.roots: list[tuple[int, str]] = []
        self.rev = 0
        self.received = 0
        self.frames: list[messages.Frame] = []
        self.errors: list[messages.Error] = []
        self.closed: str | None = None
        self.reload: messages.Reload | None = None
        self.pongs = 0
        self.document: dict[str, Any] | None = None
        self.document_buffers: dict[str, bytes] = {}
        self.patches: list[tuple[dict[str, Any], dict[str, bytes]]] = []
        self.acknowledges = True
        """Whether frames are acknowledged. A browser that is slow does not, and what its visitor does is no answer to them."""
        self._told = 0
        self._send: Callable[[bytes], None] | None = None
        self.opened = False
        """Whether the server has answered `open`. What the visitor does before that waits."""
        self._seq = 0
        self._began = False
        self._acked = 0
        self._unsure: list[messages.Numbered] = []

    # -- from the server ----------------------------------------------------------------------------

    def take(self, data: bytes, binary: bool = False) -> None:
        """Take in one message of the server."""
        text, block = codec.unpack(data) if binary else (data, b"")
        message = messages.decode_server(text)
        match message:
            case messages.Frame():
                self._apply(message, codec.cut(block, message.buffers))
                self.changed()
            case messages.Ack():
                self._acknowledge(message.seq)
            case messages.Opened():
                self._resend(message.received)
            case messages.Error():
                self.errors.append(message)
            case messages.Pong():
                self.pongs += 1
            case messages.Reload():
                self.reload = message
            case messages.Close():
                self.closed = message.reason

    def _apply(self, frame: messages.Frame, buffers: dict[str, bytes]) -> None:
        if frame.rev != self.rev + 1 and frame.rev != 0:
            raise TestingError(f"The browser expected frame {self.rev + 1}, got {frame.rev}.")
        self.rev = frame.rev
        self.frames.append(frame)
        self._acknowledge(frame.ack)
        for id, kind, props in frame.add:
            self._add(Node(id, kind, dict(props), self._describe(id)))
        for id, props in frame.set:
            self._set(id, props)
        for id, name, delta in frame.append:
            self._node(id).props[name] = grow(self._node(id).props.get(name), delta)
        if frame.document is not None:
            self.document, self.document_buffers, self.patches = frame.document, buffers, []
        if frame.patch is not None:
            self.patches.append((frame.patch, buffers))
        if frame.roots is not None:
            self.roots = list(frame.roots)
        for id in frame.drop:
            self.nodes.pop(id, None)
        if self.acknowledges and frame.rev:
            self._tell()

    def _add(self, node: Node) -> None:
        self.nodes[node.id] = node
        if node.type in SERVICES:
            self.services[node.type] = node

    def _set(self, id: int, props: dict[str, Any]) -> None:
        node = self._node(id)
        for name, value in props.items():
            if not self._editing(id, name):
                node.props[name] = value

    def _editing(self, id: int, name: str) -> bool:
        """Whether an edit of that property is under way: the server will answer it, so its older word is void."""
        return any(isinstance(m, messages.Edit) and m.id == id and name in m.props for m in self._unsure)

    def _node(self, id: int) -> Node:
        if id not in self.nodes:
            raise TestingError(f"The server speaks of component {id}, which the browser was never told of.")
        return self.nodes[id]

    # -- what it knows of a component ---------------------------------------------------------------

    def read(self, node: Node, key: str) -> Any:
        """A property of a component: what the server said, else the default. None for what there is not."""
        if key in node.props:
            return node.props[key]
        spec = self._spec(node)
        return None if spec is None else self._defaults_of(spec).get(key)

    def _defaults_of(self, spec: Spec) -> dict[str, Any]:
        defaults = self._defaults.get(id(spec))
        if defaults is None:
            defaults = self._defaults[id(spec)] = {
                entry.key: entry.default for entry in spec.properties.values()
            }
        return defaults

    def child_keys(self, node: Node) -> list[str]:
        """The properties that hold the numbers of components."""
        spec = self._spec(node)
        return ["objects"] if spec is None else sorted(spec.keys.get(name, name) for name in spec.children)

    def edits(self, node: Node) -> frozenset[str]:
        """The properties that a visitor may change."""
        spec = self._spec(node)
        return frozenset({"value"}) if spec is None else spec.edits

    def has_event(self, node: Node, name: str) -> bool:
        """Whether the component takes that event."""
        spec = self._spec(node)
        return spec is not None and name in spec.events

    def _spec(self, node: Node) -> Spec | None:
        if node.spec is None:
            node.spec = self._describe(node.id)
        return node.spec

    @property
    def gone(self) -> bool:
        """Whether the session has ended, or another page has it, so that this one stands still."""
        return self.closed is not None or any(error.code in FINAL for error in self.errors)

    def _acknowledge(self, seq: int) -> None:
        self._acked = max(self._acked, seq)
        self._unsure = [message for message in self._unsure if message.seq > self._acked]

    # -- to the server ------------------------------------------------------------------------------

    def attach(self, send: Callable[[bytes], None], token: str) -> None:
        """A line to the server is there."""
        self._send = send
        self.opened = False
        self._told = self.rev
        self.say(messages.Open(v=messages.VERSION, token=token, rev=self.rev))

    def detach(self) -> None:
        """The line is gone. What is done meanwhile is sent when there is one again."""
        self._send = None
        self.opened = False

    def say(self, message: messages.BrowserMessage) -> None:
        """Send a message, if there is a line."""
        if self._send is not None:
            self._send(messages.encode(message))

    def catch_up(self) -> None:
        """A browser that was slow acknowledges what it has, and goes on acknowledging."""
        self.acknowledges = True
        self._tell()

    def _tell(self) -> None:
        self._told = self.rev
        self.say(messages.FrameAck(rev=self.rev))

    def edit(self, id: int, props: dict[str, Any]) -> None:
        """The visitor changed properties; the browser shows them at once."""
        self._node(id).props.update(props)
        self._number(messages.Edit(seq=self._seq + 1, rev=self._told, id=id, props=props))

    def event(self, id: int, name: str, data: dict[str, Any] | None = None) -> None:
        """Something happened to a component."""
        self._number(messages.Event(seq=self._seq + 1, rev=self._told, id=id, name=name, data=data or {}))

    def patch(self, patch: dict[str, Any]) -> None:
        """The visitor changed Bokeh models."""
        self._number(messages.Patch(seq=self._seq + 1, rev=self._told, patch=patch))

    def _number(self, message: messages.Numbered) -> None:
        self._seq = message.seq
        self._unsure.append(message)
        if self.opened:
            self.say(message)

    def _resend(self, received: int) -> None:
        self.opened = True
        if not self._began:  # the numbers go on where those of another page of the session ended
            self._began, self._seq = True, received
            for message in self._unsure:
                message.seq = self._seq = self._seq + 1
        self._seq = max(self._seq, received)
        for message in self._unsure:
            if message.seq > received:
                self.say(message)

    # -- what is on the page ------------------------------------------------------------------------

    def tree(self) -> list[dict[str, Any]]:
        """The page as nested dicts of id, type, props and children, as in `protocol/sequences`."""
        return [self._branch(self._node(id)) for id, _ in self.roots]

    def _branch(self, node: Node) -> dict[str, Any]:
        ids = node.props.get("objects")
        children = [self._branch(self._node(id)) for id in ids] if isinstance(ids, list) else []
        props = {name: value for name, value in node.props.items() if name != "objects"}
        return {"id": node.id, "type": node.type, "props": props, "children": children}
