"""What an app says of itself, found without running it: its file's docstring or first heading."""

from __future__ import annotations

import ast
import inspect
import os
import pathlib
import re
from typing import Any, NamedTuple

from lanai.components.base import Component
from lanai.errors import AppError
from lanai.session.cells import LANGUAGES
from lanai.session.notebook import prose_of
from lanai.session.script import app_file

LONGEST = 300
"""Characters of a text. A longer one ends with an ellipsis."""

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.+?)\s*#*\s*")
_MARKUP = re.compile(r"[*_`]+|!?\[(?P<text>[^]]*)\]\([^)]*\)")


class Description(NamedTuple):
    """A title and a text; either may be empty."""

    title: str = ""
    text: str = ""


def describe(source: Any) -> Description:
    """What `source`, an app as `to_app` takes it, says of itself: nothing where it says nothing, or cannot be read.

    Of a script that is its docstring, of a document or a notebook its first heading and the paragraph below, of a
    function its docstring.
    """
    if isinstance(source, (str, os.PathLike)):
        return _of_file(pathlib.Path(source))
    if callable(source) and not isinstance(source, (type, Component)):
        return Description(text=_shortened(_paragraph(inspect.getdoc(source) or "")))
    return Description()


def _of_file(path: pathlib.Path) -> Description:
    try:
        path = app_file(path)
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            return Description(text=_shortened(_paragraph(ast.get_docstring(ast.parse(text)) or "")))
        return _of_prose(prose_of(text, str(path)) if path.suffix == ".ipynb" else text)
    except (AppError, OSError, SyntaxError, ValueError):
        return Description()  # whoever opens the app is told why


def _of_prose(text: str) -> Description:
    blocks = re.split(r"\n\s*\n", text.strip())
    title = ""
    for block in blocks:
        first, _, rest = block.strip().partition("\n")
        heading = _HEADING.fullmatch(first)
        if heading is None:
            return Description(title, "" if _is_no_text(first) else _shortened(_plain(block)))
        if title:
            return Description(title)
        title = _plain(heading["text"])
        if rest.strip():
            return Description(title, "" if _is_no_text(rest.strip()) else _shortened(_plain(rest)))
    return Description(title)


def _is_no_text(line: str) -> bool:
    """Whether a block that begins with this line is code, a table, a list, a picture or HTML."""
    return line.startswith(("```", "~~~", "|", "- ", "* ", "![", "<", ">", *LANGUAGES[2:3]))


def _paragraph(text: str) -> str:
    return text.strip().split("\n\n")[0]


def _plain(text: str) -> str:
    """Markdown without its signs, in one line."""
    return " ".join(_MARKUP.sub(lambda found: found["text"] or "", text).split())


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
