"""Audio and Video: players that follow Python, and that Python follows."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.files import HeldFile, HoldsFile
from lanai.components.pane import mediasource
from lanai.components.pane.base import Pane
from lanai.components.pane.waveform import is_samples, wav_of
from lanai.core.times import Milliseconds
from lanai.errors import BadArgument, BadValue

LOUDEST = 100


class Media(Pane, HoldsFile):
    """Plays `object`: bytes, a binary file, a path, or an address, which the browser loads by itself.

    Files and bytes are fetched by the player in parts, so it can begin in the middle. `paused`, `time`, `volume` and
    `muted` say what the player does and make it do so. A browser may refuse to play before the visitor has
    touched the page, unless it is muted: then `paused` is True again. `name` is what the player is called.
    """

    __abstract = True

    autoplay = param.Boolean(default=False, doc="Whether it plays as soon as it is there.")
    loop = param.Boolean(default=False, doc="Whether it begins again at its end.")
    muted = param.Boolean(default=False, doc="Whether it makes no sound.")
    object = param.Parameter(default="", doc="What is played.")
    paused = param.Boolean(default=True, doc="Whether it stands still.")
    throttle = Milliseconds(
        default=250, bounds=(0, None), doc="How often `time` follows the player at most, in ms."
    )
    time = param.Number(default=0, bounds=(0, None), doc="Where it is, in s.")

    family: ClassVar[mediasource.Family]
    priority: ClassVar[float] = 0.85
    _local: ClassVar[frozenset[str]] = Pane._local - {"name"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "source"}
    _edits: ClassVar[tuple[str, ...]] = ("muted", "paused", "time", "volume")
    _quick: ClassVar[frozenset[str]] = frozenset({"muted", "paused", "time", "volume"})

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return not cls.abstract and mediasource.suits(obj, cls.family)

    def read(self, obj: Any) -> Any:
        """What the player loads: `{"src": address}`, `{"file": address below the session's files}`, or None."""
        if obj is None or (isinstance(obj, str) and not obj):
            return None
        if mediasource.is_address(obj):
            return {"src": obj}
        return {"file": self.offer(self._file(obj))}

    def _file(self, obj: Any) -> HeldFile:
        return mediasource.read_file(obj, self.family, f"pn.pane.{type(self).__name__}")

    def decode(self, name: str, data: Any) -> Any:
        if name in ("muted", "paused"):
            return expect(data, bool, name)
        number = expect(data, (int, float), name)
        most = LOUDEST if name == "volume" else math.inf
        if not (0 <= number <= most and math.isfinite(number)):
            raise BadValue(f"Expected a number from 0 to {most:g} for {name!r}, got {number!r}.")
        return number


class Audio(Media):
    """Plays sound: see `Media`; also an array of samples of NumPy, or a tensor of PyTorch.

    Samples are (n,) or (n, channels), floats from -1 to 1 or integers of 16 bits.
    """

    sample_rate = param.Integer(
        default=44100, bounds=(1, None), doc="Samples a second, where it plays an array."
    )
    volume = param.Number(
        default=None, bounds=(0, LOUDEST), allow_None=True, doc="How loud, 0 to 100; None: as it was."
    )

    family = mediasource.AUDIO
    _local: ClassVar[frozenset[str]] = Media._local | {"sample_rate"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"sample_rate": ("object",)}

    def _file(self, obj: Any) -> HeldFile:
        if is_samples(obj):
            return HeldFile(wav_of(obj, self.sample_rate), "audio/wav", "sound.wav")
        return super()._file(obj)


class Video(Media):
    """Plays a video: see `Media`."""

    volume = param.Integer(
        default=100, bounds=(0, LOUDEST), allow_None=True, doc="How loud, 0 to 100; None: as it was."
    )

    family = mediasource.VIDEO

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        return round(value) if name == "volume" else value

    def _file(self, obj: Any) -> HeldFile:
        if is_samples(obj):
            raise BadArgument(
                "pn.pane.Video plays files; got an array. Write its pictures to a file, with imageio or OpenCV."
            )
        return super()._file(obj)
