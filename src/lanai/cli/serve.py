"""`lanai serve`: serve app files."""

from __future__ import annotations

import argparse
import logging
import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lanai.cli.parser import Parser
from lanai.errors import AppNotFound, UsageError
from lanai.hosts.asgi.options import options_of
from lanai.hosts.asgi.server import ADDRESS, Server
from lanai.hosts.serve import announce, apps_of
from lanai.session.process import current_process

PORT = 5006
LEVELS = ("critical", "error", "warning", "info", "debug")
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("lanai")


def add_to(commands: Any) -> None:
    """Add the subcommand to argparse's `commands`."""
    parser: Parser = commands.add_parser(
        "serve",
        help="serve app files",
        description="Serve app files, each at its name: app.py at /app. A single one is at / too.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        argument_default=None,
    )
    parser.set_defaults(run=run, prog=parser.prog)
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a .py or .md file, or a folder with a main.py"
    )
    _add_server_flags(parser)
    _add_session_flags(parser)


def _add_server_flags(parser: Parser) -> None:
    parser.add_argument("--port", type=int, default=PORT, help="where to listen; 0 takes a free port")
    parser.add_argument(
        "--address", default=ADDRESS, help="address to listen on; 0.0.0.0 is open to everybody"
    )
    parser.add_argument(
        "--allow-websocket-origin",
        action="append",
        metavar="HOST[:PORT]",
        help="host besides the server's own whose pages may connect; may be repeated, * allows any",
    )
    parser.add_argument("--prefix", metavar="PATH", help="path below which everything is served")
    parser.add_argument("--index", metavar="APP_OR_FILE", help="app name or HTML file that / shows")
    parser.add_argument(
        "--static-dirs",
        nargs="+",
        metavar="PATH=FOLDER",
        type=_static_dir,
        help="folders whose files are served",
    )
    parser.add_argument("--setup", metavar="FILE", help="Python file to run once before the server starts")
    parser.add_argument("--show", action="store_true", help="open the app in a browser")
    parser.add_argument("--dev", action="store_true", help="show the tracebacks of a failing app in its page")
    parser.add_argument("--log-level", choices=LEVELS, default="info", help="least severity that is logged")


def _add_session_flags(parser: Parser) -> None:
    parser.add_argument(
        "--num-threads",
        type=int,
        metavar="N",
        help="synchronous callbacks of a session that may run at once; 0 for what suits the machine, "
        "one at a time and in order unless given",
    )
    parser.add_argument(
        "--session-token-expiration",
        type=int,
        metavar="S",
        help="s after which a page can no longer be opened",
    )
    parser.add_argument(
        "--unused-session-lifetime", type=int, metavar="MS", help="ms that a session without browser lives"
    )
    parser.add_argument(
        "--check-unused-sessions", type=int, metavar="MS", help="ms between checks for such sessions"
    )
    parser.add_argument(
        "--keep-alive", type=int, metavar="MS", help="ms between pings of a connection; 0 for none"
    )
    parser.add_argument(
        "--websocket-max-message-size",
        type=int,
        metavar="BYTES",
        help="largest message that a browser may send",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until a signal. Returns the exit code. Raises `LanaiError` for what is wrong with the command line."""
    logging.basicConfig(format=LOG_FORMAT, level=logging.WARNING)
    log.setLevel(options.log_level.upper())
    files = _by_endpoint(options.files)
    server = Server(
        apps_of(files),
        options_of(
            websocket_origins=tuple(options.allow_websocket_origin or ()),
            prefix=options.prefix,
            index=options.index or (next(iter(files)) if len(files) == 1 else None),
            static_dirs=dict(options.static_dirs) if options.static_dirs else None,
            dev=options.dev,
            num_threads=options.num_threads,
            session_token_expiration=options.session_token_expiration,
            unused_session_lifetime=options.unused_session_lifetime,
            check_unused_sessions=options.check_unused_sessions,
            keep_alive=options.keep_alive,
            websocket_max_message_size=options.websocket_max_message_size,
        ),
        current_process(),
        address=options.address,
        port=options.port,
    )
    if options.setup is not None:
        _set_up(Path(options.setup))
    announce(server, verbose=True, show=options.show)
    server.run()
    return 0


def _by_endpoint(files: Sequence[str]) -> dict[str, Path]:
    """The files by the endpoint each is served at. Raises `UsageError` where two want the same."""
    found: dict[str, Path] = {}
    for file in files:
        path = Path(file)
        name = f"/{path.resolve().stem}"
        if name in found:
            raise UsageError(f"{file!r} and {str(found[name])!r} would both be served at {name}: rename one.")
        found[name] = path
    return found


def _static_dir(text: str) -> tuple[str, str]:
    path, mark, folder = text.partition("=")
    if not mark or not path or not folder:
        raise argparse.ArgumentTypeError(f"expected PATH=FOLDER, got {text!r}")
    return path, folder


def _set_up(path: Path) -> None:
    if not path.is_file():
        raise AppNotFound(f"There is no setup file at {str(path)!r}.")
    runpy.run_path(str(path), run_name="lanai_setup")
