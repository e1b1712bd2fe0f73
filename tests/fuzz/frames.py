"""Messages that a browser might send, and that no browser would."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lanai.session.session import Session
from lanai.wire import codec

Event = dict[str, Any]
"""A message as ASGI brings it: with `text` or `bytes`."""

SAMPLES = Path(__file__).parents[2] / "protocol" / "samples"
LONG = "long " * 2000
TEXTS = (
    "",
    "a",
    "ü\u2028\0",
    "<img src=x onerror=alert(1)>",
    "NaN",
    "Infinity",
    "2026-01-01",
    "__class__",
    LONG,
)
NUMBERS = (0, 1, -1, 3, 0.5, 1e308, -0.0, 2**31, 2**53, 2**63, 10**30, -(10**40), 10**400)
KINDS = (
    "ModelChanged",
    "ColumnDataChanged",
    "ColumnsStreamed",
    "ColumnsPatched",
    "MessageSent",
    "TitleChanged",
    "RootAdded",
    "RootRemoved",
    "Nonsense",
)
ATTRIBUTES = (
    "start",
    "end",
    "value",
    "data",
    "indices",
    "text",
    "title",
    "renderers",
    "id",
    "_x",
    "inner_width",
)
BOKEH_VALUES: tuple[Any, ...] = (
    {"type": "number", "value": "nan"},
    {
        "type": "ndarray",
        "array": {"type": "bytes", "data": "AAAA"},
        "shape": [3],
        "dtype": "uint8",
        "order": "little",
    },
    {"type": "ndarray", "array": {"id": "b1"}, "shape": [10**9], "dtype": "float64", "order": "little"},
    {"type": "map", "entries": [["x", [1, 2]], ["y", [3]]]},
    {"type": "object", "name": "figure", "id": "p1", "attributes": {}},
    {"type": "object", "name": "Range1d", "id": "q1", "attributes": {"start": {"id": "q1"}}},
    {"type": "slice", "start": 0, "stop": 10**12, "step": 1},
    {"type": "bytes", "data": "!"},
    {"type": "symbol", "name": "x"},
    {"id": "nowhere"},
)


def samples() -> list[dict[str, Any]]:
    """What a browser says in the protocol's golden samples."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("browser-*.json"))]
    return [sample["message"] for sample in found]


class Frames:
    """Makes messages for `session` one after the other, from `chance`: the same chance makes the same ones.

    `seq` is the number of the last numbered message that was meant well; the server must have got that far.
    """

    def __init__(self, chance: random.Random, session: Session) -> None:
        self._chance = chance
        self._session = session
        self._samples = samples()
        self._makers: Sequence[Callable[[], Event]] = (
            *(6 * [self._edit]),
            *(3 * [self._event]),
            *(3 * [self._patch]),
            *(3 * [self._aside]),
            self._changed_sample,
            self._broken_text,
            self._binary,
        )
        self.seq = 0

    def next(self) -> Event:
        """The next message."""
        return self._chance.choice(self._makers)()

    # -- made like the real ones --------------------------------------------------------------------

    def _edit(self) -> Event:
        component = self._component()
        if component is None:
            return self._aside()
        names = [*component._spec.edits, *(["value", "object", "no_such"] if self._rarely() else [])]
        props = {name: self._value() for name in self._some(names)}
        return self._numbered({"t": "edit", "id": component._number, "props": props})

    def _event(self) -> Event:
        component = self._component()
        if component is None:
            return self._aside()
        name = self._pick([*component._spec.events, "click"]) if not self._rarely() else self._text()
        data = {self._text(): self._value()} if self._rarely() else {}
        return self._numbered({"t": "event", "id": component._number, "name": name, "data": data})

    def _patch(self) -> Event:
        live = self._session.document._live
        models = [] if live is None else [model.id for model in live.document.models]
        events = [self._bokeh_event(models) for _ in range(self._chance.randrange(3))]
        message: dict[str, Any] = {"t": "patch", "patch": {"events": events}}
        if not self._rarely():
            return self._numbered(message)
        block = self._chance.randbytes(self._chance.randrange(24))
        message["buffers"] = (
            [["b1", len(block)]] if not self._rarely() else [["b1", -1], ["b2", len(block) + 1]]
        )
        text = self._numbered(message)["text"].encode("utf-8", "replace")
        return {"type": "websocket.receive", "bytes": codec.pack(text, [("b1", block)])}

    def _bokeh_event(self, models: Sequence[str]) -> Any:
        if self._rarely():
            return self._value()
        model = {"id": self._pick([*models, "p0"])}
        value = self._pick(BOKEH_VALUES) if self._chance.random() < 0.5 else self._value()
        return {
            "kind": self._pick(KINDS),
            "model": model,
            "attr": self._pick(ATTRIBUTES),
            "new": value,
            "data": self._pick([value, {"x": [1], "y": [2], "s": ["c"]}]),
            "rollover": self._pick([None, 5, -1, "x"]),
            "patches": self._pick([{"y": [[0, self._value()]]}, {"x": [[99, 1]]}, value]),
            "cols": None,
            "msg_type": "bokeh_event",
            "msg_data": self._pick(
                [value, {"type": "event", "name": "tap", "values": {"model": model, "x": 1}}]
            ),
            **({self._text(): self._value()} if self._rarely() else {}),
        }

    def _aside(self) -> Event:
        """Those without a number."""
        rev = self._session.outbox.rev if not self._rarely() else self._pick(NUMBERS)
        open_again = {"t": "open", "v": 1, "token": self._text(), "rev": rev}
        kinds = [
            {"t": "ack", "rev": rev},
            {"t": "visible", "value": self._chance.random() < 0.5},
            {"t": "loaded"},
        ]
        return _text_event(open_again if self._rarely() else self._pick(kinds))

    def _numbered(self, message: dict[str, Any]) -> Event:
        if self._rarely():
            return _text_event({**message, "seq": self._pick(NUMBERS), "rev": self._value()})
        return _text_event({**message, "seq": self.seq + 1, "rev": self._session.outbox.rev})

    # -- made from others ---------------------------------------------------------------------------

    def _changed_sample(self) -> Event:
        message = dict(self._pick(self._samples))
        for name in self._some([*message, "extra"]):
            message[name] = self._value()
        return _text_event(message)

    def _broken_text(self) -> Event:
        text = bytearray(json.dumps(self._pick(self._samples)).encode())
        for _ in range(self._chance.randrange(1, 6)):
            place = self._chance.randrange(len(text)) if text else 0
            match self._chance.randrange(4):
                case 0:
                    del text[place : place + self._chance.randrange(8)]
                case 1:
                    text[place:place] = self._chance.randbytes(3)
                case 2:
                    text[place:place] = self._pick(
                        (b"[" * 500, b"{", b'"', b"\\u0000", b"9" * 400, b"\xed\xa0\x80")
                    )
                case _:
                    text[place : place + 1] = bytes([self._chance.randrange(256)])
        if self._chance.random() < 0.5:
            return {"type": "websocket.receive", "bytes": bytes(text)}
        return {"type": "websocket.receive", "text": text.decode("utf-8", "replace")}

    def _binary(self) -> Event:
        text = json.dumps(self._pick(self._samples)).encode()
        data = codec.pack(text, [("b", self._chance.randbytes(self._chance.randrange(9)))])
        cut = self._chance.randrange(len(data))
        return {"type": "websocket.receive", "bytes": data[cut:] if self._rarely() else data[:cut]}

    # -- chance -------------------------------------------------------------------------------------

    def _value(self, depth: int = 3) -> Any:
        match self._chance.randrange(8 if depth else 5):
            case 0 | 1:
                return self._pick(NUMBERS)
            case 2:
                return self._text()
            case 3:
                return self._pick((None, True, False))
            case 4:
                return self._chance.uniform(-100, 100)
            case 5:
                return [self._value(depth - 1) for _ in range(self._chance.randrange(4))]
            case 6:
                return {self._text(): self._value(depth - 1) for _ in range(self._chance.randrange(3))}
            case _:
                return self._pick(BOKEH_VALUES)

    def _component(self) -> Any:
        found = self._session.outbox.components()
        return self._pick(found) if found else None

    def _text(self) -> str:
        return self._chance.choice(TEXTS)

    def _rarely(self) -> bool:
        return self._chance.random() < 0.08

    def _pick(self, among: Sequence[Any]) -> Any:
        return self._chance.choice(among)

    def _some(self, among: Sequence[str]) -> list[str]:
        return self._chance.sample(among, self._chance.randint(min(1, len(among)), min(2, len(among))))


def _text_event(message: Any) -> Event:
    return {"type": "websocket.receive", "text": json.dumps(message)}
