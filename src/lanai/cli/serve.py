"""`lanai serve`: serve app files."""

from __future__ import annotations

import argparse
import glob
import os
import runpy
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lanai.cli.flags import OWN, add_flags
from lanai.cli.logins import login_settings
from lanai.cli.parser import Help, Parser
from lanai.errors import AppNotFound, UsageError
from lanai.hosts.logs import set_up_logs
from lanai.hosts.serve import announce, server_of


def add_to(commands: Any) -> None:
    """Add the subcommand to argparse's `commands`."""
    parser: Parser = commands.add_parser(
        "serve",
        help="serve app files",
        description="Serve app files, each at its name: app.py at /app. A single one is at / too.",
        formatter_class=Help,
        argument_default=None,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run, prog=parser.prog)
    add_flags(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until a signal. Returns the exit code. Raises `LanaiError` for what is wrong with the command line."""
    set_up_logs(options.log_level, options.log_file, options.log_format)
    files = _by_endpoint(options.files)
    sys.argv = [str(next(iter(files.values()))), *(options.args or ())]
    if options.metrics_token is None:
        options.metrics_token = os.environ.get("LANAI_METRICS_TOKEN")
    if options.rest_token is None:
        options.rest_token = os.environ.get("LANAI_REST_TOKEN") or None
    if options.admin_token is None:
        options.admin_token = os.environ.get("LANAI_ADMIN_TOKEN") or None
    server = server_of(
        files,
        address=options.address,
        port=options.port,
        websocket_origin=options.allow_websocket_origin,
        index=options.index or (next(iter(files)) if len(files) == 1 else None),
        static_dirs=dict(options.static_dirs) if options.static_dirs else None,
        **{name: value for name, value in vars(options).items() if name not in OWN} | login_settings(options),
    )
    if options.setup is not None:
        _set_up(Path(options.setup))
    announce(server, verbose=True, show=options.show)
    server.run()
    return 0


def _by_endpoint(patterns: Sequence[str]) -> dict[str, Path]:
    """The files by the endpoint each is served at. Raises `UsageError` where two want the same."""
    found: dict[str, Path] = {}
    for path in _files(patterns):
        whole = path.resolve()
        name = f"/{whole.name if whole.is_dir() else whole.stem}"
        if name in found:
            raise UsageError(
                f"{str(path)!r} and {str(found[name])!r} would both be served at {name}: rename one."
            )
        found[name] = path
    return found


def _files(patterns: Sequence[str]) -> Iterator[Path]:
    """The files that the patterns stand for. A file's own name is none, whatever it looks like."""
    for pattern in patterns:
        if Path(pattern).exists() or not glob.has_magic(pattern):
            yield Path(pattern)
            continue
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - it may be absolute
        if not matches:
            raise AppNotFound(f"There is no app that matches {pattern!r}.")
        yield from map(Path, matches)


def _set_up(path: Path) -> None:
    if not path.is_file():
        raise AppNotFound(f"There is no setup file at {str(path)!r}.")
    runpy.run_path(str(path), run_name="lanai_setup")
