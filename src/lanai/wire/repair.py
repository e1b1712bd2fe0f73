"""A frame that cannot be encoded, made so: one bad value must not hold back a whole page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanai.wire import codec
from lanai.wire.messages import Frame


def drop_unwritable(frame: Frame, failed: Callable[[BaseException, str], None]) -> None:
    """Take the values that cannot be encoded out of `frame`; `failed` is told of each and what was being done."""
    for _, kind, values in frame.add:
        _drop(values, kind, failed)
    for number, values in frame.set:
        _drop(values, f"component {number}", failed)
    frame.append = [entry for entry in frame.append if _writable(entry[2], f"component {entry[0]}", failed)]


def _drop(values: dict[str, Any], owner: str, failed: Callable[[BaseException, str], None]) -> None:
    for key in [key for key, value in values.items() if not _writable(value, f"{owner}.{key}", failed)]:
        del values[key]


def _writable(value: Any, what: str, failed: Callable[[BaseException, str], None]) -> bool:
    try:
        codec.dumps(value)
    except BaseException as error:
        failed(error, f"writing {what}")
        return False
    return True
