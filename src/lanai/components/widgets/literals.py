"""Python literals read piece by piece.

Python's own compiler takes more than a µs for each character, and lets no other thread run until it is done.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

PIECE = 4096
"""About how many characters are given to the compiler in one go: some 6 ms."""

DEEPEST = 30
"""Levels of lists, tuples, sets and dicts that are longer than a piece."""

_TOKEN = re.compile(
    r"""(?P<text>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<mark>[\[\](){},:])|(?P<space>\s+|\#[^\n]*|[bBrRuU]{1,2}(?=["']))|(?P<other>[^\[\](){},:"'\#\s]+|["'])""",
    re.DOTALL,
)
_BLANK = re.compile(r"(?:\s+|\#[^\n]*)*")
_CLOSING = MappingProxyType({"[": "]", "(": ")", "{": "}"})


class _Part(NamedTuple):
    """An element of a container: its text, and where in it the key of a dict ends (-1: it is no entry of one)."""

    text: str
    colon: int


def read_literal(text: str) -> Any:
    """The value of a Python literal. Raises ValueError, SyntaxError and others, as `ast.literal_eval` does."""
    return _read(text, DEEPEST)


def _read(text: str, levels: int) -> Any:
    text = _BLANK.sub("", text, count=1).rstrip()
    if len(text) <= PIECE or _is_text(text):
        return ast.literal_eval(text)
    if text[0] not in _CLOSING or not levels:
        raise ValueError("this long, only lists, tuples, sets and dicts are read, and not of so many levels")
    parts = list(_parts(text))
    if text[0] == "(" and len(parts) == 1:
        return _read(parts[0].text, levels - 1)
    if _BLANK.fullmatch(parts[-1].text):
        del parts[-1]  # after a comma at the end
    return _joined(text[0], parts, levels - 1)


def _is_text(text: str) -> bool:
    """Whether it is texts alone: to compile these is quick."""
    return text[0] not in _CLOSING and all(
        found.lastgroup in ("text", "space") for found in _TOKEN.finditer(text)
    )


def _parts(text: str) -> Iterator[_Part]:
    """The elements of a container. Raises SyntaxError where its brackets do not fit."""
    start, colon, end = 1, -1, -1
    for found, level in _marks(text):
        mark = found["mark"]
        if level == 0:
            end = found.start()
        elif level == 1 and mark == ",":
            yield _Part(_filled(text[start : found.start()]), colon)
            start, colon = found.end(), -1
        elif level == 1 and mark == ":" and colon < 0:
            colon = found.start() - start
    if end < 0:
        raise SyntaxError("a bracket is not closed")
    yield _Part(text[start:end], colon)


def _marks(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Brackets, commas and colons, and within how many brackets they or what follows them are. Raises SyntaxError."""
    expected: list[str] = []
    closed = False
    for found in _TOKEN.finditer(text):
        if closed and found.lastgroup != "space":
            raise SyntaxError("something follows the last bracket")
        mark = found["mark"]
        if mark is None:
            continue
        if mark in _CLOSING:
            expected.append(_CLOSING[mark])
        elif mark not in ",:" and expected.pop() != mark:
            raise SyntaxError("brackets do not fit")
        closed = not expected
        yield found, len(expected)


def _filled(element: str) -> str:
    if _BLANK.fullmatch(element):
        raise SyntaxError("nothing stands before a comma")
    return element


def _joined(opening: str, parts: list[_Part], levels: int) -> Any:
    if opening != "{":
        values = [each for piece in _pieces(parts) for each in _values(piece, levels)]
        return values if opening == "[" else tuple(values)
    if parts[0].colon < 0:
        return {each for piece in _pieces(parts) for each in _values(piece, levels)}
    found: dict[Any, Any] = {}
    for piece in _pieces(parts):
        found.update(_entries(piece, levels))
    return found


def _pieces(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Neighbours that make up about a piece together; one that is longer stands alone."""
    piece: list[_Part] = []
    size = 0
    for part in parts:
        if piece and size + len(part.text) > PIECE:
            yield piece
            piece, size = [], 0
        piece.append(part)
        size += len(part.text) + 1
    if piece:
        yield piece


def _values(piece: list[_Part], levels: int) -> list[Any]:
    if len(piece) == 1:
        return [_read(piece[0].text, levels)]
    values: list[Any] = ast.literal_eval(f"[{','.join(part.text for part in piece)}]")
    return values


def _entries(piece: list[_Part], levels: int) -> dict[Any, Any]:
    if len(piece) == 1 and len(piece[0].text) > PIECE:
        text, colon = piece[0]
        if colon < 0:
            raise SyntaxError("an entry of a dict has no key")
        return {_read(text[:colon], levels): _read(text[colon + 1 :], levels)}
    entries: dict[Any, Any] = ast.literal_eval("{" + ",".join(part.text for part in piece) + "}")
    return entries
