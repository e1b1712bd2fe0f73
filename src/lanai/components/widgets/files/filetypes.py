"""Which files fit a list of accepted kinds, as the `accept` of HTML's file inputs says."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import PurePosixPath


def kind_of(name: str, told: str) -> str:
    """The MIME type of a file: what the browser told, else what its name suggests."""
    return told or mimetypes.guess_type(name)[0] or "application/octet-stream"


def accepts(accepted: Sequence[str], name: str, kind: str) -> bool:
    """Whether a file fits one of `accepted`: endings (".csv"), MIME types ("text/csv"), families ("image/*")."""
    wanted = [each.strip().lower() for each in accepted if each.strip()]
    ending = PurePosixPath(name.lower()).name
    return not wanted or any(_fits(each, ending, kind.lower()) for each in wanted)


def _fits(wanted: str, name: str, kind: str) -> bool:
    if wanted in {"*", "*/*"}:
        return True
    if wanted.startswith("."):
        return name.endswith(wanted)
    if wanted.endswith("/*"):
        return kind.startswith(wanted[:-1])
    return kind == wanted
