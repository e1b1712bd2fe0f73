"""Flags of `panel serve` and `bokeh serve` that mean nothing here: each says what to do instead."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from lanai.cli.parser import Parser

ADVICE = MappingProxyType(
    {
        "--admin-log-level": "the admin page shows what the log is given, from info on, and filters it itself; set --log-level",
        "--disable-index": "the page at / cannot be left out; give it your own with --index FILE",
        "--disable-index-redirect": "a single app is shown at / itself, nothing is redirected",
        "--enable-xsrf-cookies": "the server takes no forms of apps, and WebSockets are checked by their origin",
        "--ico-path": "the icon is part of the page; serve your own page with --index, or files with --static-dirs",
        "--mem-log-frequency": "ask the operating system, or log it from a task that a --setup file schedules",
        "--plugins": "put what shall run before the server starts into a file for --setup",
        "--profiler": "run the server under a profiler of your choice: py-spy record -- python -m lanai serve ...",
        "--reuse-sessions": "every page has a session of its own from the start; keep what sessions share in "
        "pn.state.cache, and begin with --warm",
        "--session-ids": "session ids are always made and signed by the server",
        "--stats-log-frequency": "log them from a task that a --setup file schedules; pn.state.session_info has them",
        "--unix-socket": "listen on an address of this machine instead: --address 127.0.0.1 --port N",
        "--use-config": "write the flags into a script that starts the server",
        "--use-xheaders": "name the proxies that are believed with --trusted-proxies ADDRESS",
        "--websocket-compression-level": "messages are compressed where that pays; there is nothing to set",
        "--websocket-compression-mem-level": "messages are compressed where that pays; there is nothing to set",
    }
)
"""By flag, in words that complete "is not supported: ..."."""


class _Refuse(argparse.Action):
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: Any,
        values: str | Sequence[Any] | None,
        option: str | None = None,
    ) -> None:
        parser.error(f"{option} is not supported: {ADVICE[str(option)]}")


def add_unsupported(parser: Parser) -> None:
    """Let `parser` know the flags, without mentioning them in its help."""
    for flag in ADVICE:
        parser.add_argument(flag, action=_Refuse, nargs="*", help=argparse.SUPPRESS)


def processes(text: str) -> int:
    """The value of `--num-procs`, which can only be 1. Raises `ArgumentTypeError`."""
    if text.strip() != "1":
        raise argparse.ArgumentTypeError(
            f"got {text!r}, and a server is one process, because a session lives in the process that made it. For more "
            "processors, start several servers on ports of their own behind a proxy that sends a visitor to the same "
            "one each time (sticky sessions); docs/guide/serving.md shows how"
        )
    return 1
