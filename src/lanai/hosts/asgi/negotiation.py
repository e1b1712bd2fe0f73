"""Which compression a client takes."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Scope


def encoding_for(scope: Scope, offered: Sequence[str]) -> str | None:
    """The first of `offered` content codings that the request accepts, or None: send it as it is."""
    accepted = _accepted(Headers(scope=scope).get("accept-encoding", ""))
    return next((coding for coding in offered if accepted.get(coding, accepted.get("*", False))), None)


def _accepted(header: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for item in header.lower().split(","):
        coding, _, parameters = item.partition(";")
        found[coding.strip()] = not _refused(parameters)
    return found


def _refused(parameters: str) -> bool:
    """Whether the parameters of a coding hold `q=0`, or a `q` that is no number."""
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return False
    try:
        return float(value) <= 0
    except ValueError:
        return True
