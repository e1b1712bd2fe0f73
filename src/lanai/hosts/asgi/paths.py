"""Paths: which ones an app may be served at, and where a request stands among them."""

from __future__ import annotations

import re

from starlette.routing import compile_path
from starlette.types import Scope

from lanai.errors import UsageError

OWN = "/_lanai"
"""Below it are the files and the WebSocket that every page uses."""

_PARAMETER = re.compile(r"\{[a-zA-Z_]\w*(?::[a-zA-Z_]\w*)?\}", re.ASCII)


def check_path(path: str) -> None:
    """Raise `UsageError` for a path that would mean something else to the router."""
    if not path.startswith("/") or set(path) & set("{}?#") or path.startswith(OWN):
        raise UsageError(
            f"Expected a path such as '/app' (not below '{OWN}', without any of '{{}}?#'), got {path!r}."
        )


def check_endpoint(path: str) -> None:
    """Raise `UsageError` for a path that is neither plain nor a template such as '/user/{name}', '/page/{n:int}'."""
    check_path(_PARAMETER.sub("x", path))
    if is_template(path):
        try:
            compile_path(path)
        except (AssertionError, ValueError) as error:
            raise UsageError(
                f"Expected a path template such as '/user/{{name}}' or '/page/{{n:int}}', each name once and of the "
                f"kinds str, int, float, uuid and path, got {path!r}: {error}."
            ) from None


def is_template(path: str) -> bool:
    """Whether an endpoint stands for many paths."""
    return "{" in path


def route_path(scope: Scope) -> str:
    """The path of a request below where this application is mounted."""
    path, root = str(scope["path"]), str(scope.get("root_path", ""))
    return path[len(root) :] if root and f"{path}/".startswith(f"{root}/") else path
