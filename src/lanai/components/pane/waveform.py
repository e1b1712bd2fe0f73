"""Sound out of arrays of samples: what a WAV file of them holds."""

from __future__ import annotations

import io
import wave
from typing import Any

from lanai.core.lazy import load, loaded
from lanai.errors import BadArgument

_LOUDEST = 32767


def is_samples(obj: Any) -> bool:
    """Whether `obj` is an array of NumPy, or a tensor of PyTorch."""
    numpy, torch = loaded("numpy"), loaded("torch")
    return (numpy is not None and isinstance(obj, numpy.ndarray)) or (
        torch is not None and isinstance(obj, torch.Tensor)
    )


def wav_of(samples: Any, rate: int) -> bytes:
    """A WAV file of 16 bits of one channel (n,) or of several (n, channels), at `rate` samples a second.

    Floats are -1 to 1, and what is beyond is cut off; integers are taken as they are. Raises `BadArgument`.
    """
    numpy = load("numpy", needed_for="making sound of an array")
    array = numpy.asarray(samples.detach().cpu() if hasattr(samples, "detach") else samples)
    if array.ndim not in (1, 2) or not array.size or array.dtype.kind not in "fiu":
        raise BadArgument(
            "Expected an array of samples, (n,) or (n, channels), of floats from -1 to 1 or of integers of 16 bits, "
            f"got one of {array.dtype} with the shape {array.shape}."
        )
    if array.dtype.kind == "f":
        array = numpy.clip(numpy.nan_to_num(array), -1, 1) * _LOUDEST
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1 if array.ndim == 1 else array.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array.astype("<i2").tobytes())
    return stream.getvalue()
