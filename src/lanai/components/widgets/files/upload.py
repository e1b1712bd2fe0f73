"""Files on their way from a browser: announced, checked against limits, and taken in piece by piece."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any, NamedTuple

from lanai.components.base import expect
from lanai.components.widgets.files.filetypes import accepts, kind_of
from lanai.components.widgets.files.sizes import words_for
from lanai.errors import BadValue, TooLarge

LONGEST_NAME = 1024
"""Characters of a file's name, with its folders."""
MOST_FILES = 10_000
"""Files at once, where a widget sets no limit."""
LONGEST_KIND = 255
"""Characters of a MIME type."""
LARGEST = 512 * 10**6
"""Bytes at once, where a widget sets no limit: they are held in memory."""


class Limits(NamedTuple):
    """What a widget accepts at once."""

    files: int = MOST_FILES
    each: int = LARGEST
    total: int = LARGEST
    kinds: Sequence[str] = ()


class File(NamedTuple):
    """A file that a visitor gave."""

    name: str
    kind: str
    """Its MIME type."""
    data: bytes


class _Announced(NamedTuple):
    name: str
    kind: str
    size: int


class Upload:
    """Files that one browser sends at once. `announced` is what it says of them: lists of name, type and size in bytes.

    Raises `BadValue` and `TooLarge` where they do not fit `limits`. Memory is taken as pieces come, never beyond what
    was announced.
    """

    def __init__(self, announced: Any, limits: Limits) -> None:
        self._files = [_announced(each) for each in expect(announced, list, "files")]
        _check(self._files, limits)
        self._parts: list[bytearray] = []
        self._place = 0
        self.received = 0
        """Bytes that have come."""

    @property
    def complete(self) -> bool:
        """Whether all of it has come."""
        self._pass_full()
        return self._place == len(self._files)

    def take(self, data: Any) -> None:
        """Take in the next piece, base64 as text: of the first file that is not complete."""
        try:
            piece = base64.b64decode(expect(data, str, "data"), validate=True)
        except (binascii.Error, ValueError):
            raise BadValue("Expected a piece of a file as base64.") from None
        self._pass_full()
        if self._place == len(self._files):
            raise TooLarge("Expected no more of these files: all that was announced has come.")
        part = self._parts[self._place]
        if len(part) + len(piece) > self._files[self._place].size:
            raise TooLarge(
                f"Expected {self._files[self._place].size} bytes of a file, as announced, got more."
            )
        part += piece
        self.received += len(piece)

    def files(self) -> list[File]:
        """The files, once they are complete. They are the caller's then: the upload holds nothing any more."""
        self._parts.reverse()  # each is let go of when it has become a file, so that only one is there twice
        return [File(each.name, each.kind, bytes(self._parts.pop())) for each in self._files]

    def _pass_full(self) -> None:
        """Go on to the first file that is not complete."""
        while self._place < len(self._files):
            if len(self._parts) == self._place:
                self._parts.append(bytearray())
            if len(self._parts[self._place]) < self._files[self._place].size:
                return
            self._place += 1


def _announced(entry: Any) -> _Announced:
    name, told, size = (
        expect(entry, list, "a file") if isinstance(entry, list) and len(entry) == 3 else (0, 0, 0)
    )
    if not isinstance(name, str) or not isinstance(told, str) or type(size) is not int or size < 0:
        raise BadValue("Expected name, type and size of each file.")
    if not name or len(name) > LONGEST_NAME or any(not char.isprintable() for char in name):
        raise BadValue(f"Expected a printable file name of at most {LONGEST_NAME} characters.")
    if len(told) > LONGEST_KIND:
        raise BadValue(f"Expected a file type of at most {LONGEST_KIND} characters.")
    return _Announced(name, kind_of(name, told), size)


def _check(files: Sequence[_Announced], limits: Limits) -> None:
    if len(files) > limits.files:
        raise TooLarge(f"Expected at most {limits.files} file{'s' * (limits.files != 1)}, got {len(files)}.")
    for each in files:
        if not accepts(limits.kinds, each.name, each.kind):
            raise BadValue(f"Expected a file of {', '.join(limits.kinds)}, got {each.name}.")
        if each.size > limits.each:
            raise TooLarge(
                f"Expected files of at most {words_for(limits.each)}, {each.name} has {words_for(each.size)}."
            )
    total = sum(each.size for each in files)
    if total > limits.total:
        raise TooLarge(f"Expected at most {words_for(limits.total)} together, got {words_for(total)}.")
