"""Players: a value that runs through its range by itself, in the browser, like the place in a film."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import Choice, OwnList
from lanai.components.widgets.base import Widget
from lanai.components.widgets.discrete import Ordered
from lanai.core.times import Milliseconds
from lanai.errors import BadValue

BUTTONS = ("slower", "first", "previous", "reverse", "pause", "play", "next", "last", "faster")
LOOPS = ("once", "loop", "reflect")
LONGEST = 24 * 60 * 60 * 1000
"""The longest time between two values that a visitor may choose, in ms."""


class PlayerControls(Widget):
    """What players share: buttons, speed, direction, and what happens at the end.

    The value moves in the browser, with no help of the server, which follows as fast as it can.
    """

    __abstract = True

    direction = param.Integer(
        default=0, bounds=(-1, 1), doc="1 while it plays, -1 while it plays backwards, 0 while it stands."
    )
    height = param.Integer(
        default=80, bounds=(0, None), allow_None=True, doc="Height in px; more where the controls need it."
    )
    interval = Milliseconds(default=500, bounds=(1, None), doc="Time from one value to the next in ms.")
    loop_policy = Choice(
        "once", LOOPS, doc="At the end: stop ('once'), begin again ('loop') or turn round ('reflect')."
    )
    preview_duration = Milliseconds(
        default=1500, bounds=(0, None), doc="How long the new interval is told after it was changed, in ms."
    )
    scale_buttons = param.Number(default=1, bounds=(0.1, None), doc="Size of the buttons, 1 is usual.")
    show_loop_controls = param.Boolean(
        default=True, doc="Whether the visitor can choose what happens at the end."
    )
    show_value = param.Boolean(default=False, doc="Whether the value is shown.")
    step = param.Integer(default=1, bounds=(1, None), doc="How far it moves at a time.")
    value_align = Choice("start", ["start", "center", "end"], doc="Where the label and the value stand.")
    visible_buttons = OwnList(default=list(BUTTONS), doc=f"Which buttons there are, of {', '.join(BUTTONS)}.")
    visible_loop_options = OwnList(
        default=list(LOOPS), doc=f"Which choices for the end, of {', '.join(LOOPS)}."
    )
    width = param.Integer(default=510, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_throttled", "direction", "interval", "loop_policy")
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"height": ("min_height",)}

    def __init__(self, **params: Any) -> None:
        for name, known in (("visible_buttons", BUTTONS), ("visible_loop_options", LOOPS)):
            unknown = [word for word in params.get(name) or () if word not in known]
            if unknown:
                raise ValueError(f"Expected some of {', '.join(known)} as {name}, got {unknown}.")
        super().__init__(**params)

    def definition(self) -> dict[str, Any]:
        sizes = {name: self.property(name) for name in ("height", "min_height")}
        return {**super().definition(), **sizes}

    def encode(self, name: str, value: Any) -> Any:
        """The height is a least height: controls that wrap take what they need."""
        if name == "height":
            return None
        if name == "min_height":
            return max((size for size in (value, self.height) if size is not None), default=None)
        return super().encode(name, value)

    def play(self) -> None:
        """Let it run forwards."""
        self.direction = 1

    def pause(self) -> None:
        """Let it stand."""
        self.direction = 0

    def reverse(self) -> None:
        """Let it run backwards."""
        self.direction = -1

    def decode(self, name: str, data: Any) -> Any:
        if name == "direction":
            return _among(name, super().decode(name, data), (-1, 0, 1))
        if name == "loop_policy":
            return _among(name, super().decode(name, data), LOOPS)
        if name == "interval":
            interval = expect(super().decode(name, data), int, name)
            if not 1 <= interval <= LONGEST:
                raise BadValue(f"Expected {name!r} from 1 to {LONGEST} ms, got {interval}.")
            return interval
        return super().decode(name, data)


class Player(PlayerControls):
    """Runs through whole numbers. `value` follows while it plays, `value_throttled` when it stands still."""

    end = param.Integer(default=10, doc="The last number.")
    start = param.Integer(default=0, doc="The first number.")
    value = param.Integer(default=0, allow_None=True, doc="Where it is.")
    value_throttled = param.Integer(default=0, allow_None=True, doc="Where it was left.")

    def __init__(self, **params: Any) -> None:
        if params.get("value") is None:
            params["value"] = params.get("start", type(self).start)
        params.setdefault("value_throttled", params["value"])
        super().__init__(**params)

    def decode(self, name: str, data: Any) -> Any:
        if name not in {"value", "value_throttled"}:
            return super().decode(name, data)
        number = expect(super().decode(name, data), int, name)
        if not self.start <= number <= self.end:
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {number}.")
        return number

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        start, end = getattr(parameter, "get_soft_bounds", lambda: (None, None))()
        limits = {"start": start, "end": end, "step": getattr(parameter, "step", None)}
        given = {name: limit for name, limit in limits.items() if limit is not None}
        return {**super()._from_parameter(parameter), **given}


class DiscretePlayer(Ordered, PlayerControls):
    """Runs through `options`, a list of values or a dict of label to value."""

    show_value = param.Boolean(default=True, doc="Whether the option is shown.")

    _edits: ClassVar[tuple[str, ...]] = PlayerControls._edits
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {**PlayerControls._implied, **Ordered._implied}


def _among(name: str, data: Any, choices: tuple[Any, ...]) -> Any:
    if isinstance(data, bool) or not isinstance(data, (int, str)) or data not in choices:
        raise BadValue(f"Expected one of {choices} for {name!r}.")
    return data
