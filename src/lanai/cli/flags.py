"""The flags of `lanai serve`. Each has the name of the setting that it gives, or is one of `OWN`."""

from __future__ import annotations

import argparse
from types import MappingProxyType

from lanai.cli.logins import add_login_flags
from lanai.cli.parser import Parser
from lanai.cli.unsupported import add_unsupported, processes
from lanai.hosts.asgi.server import ADDRESS
from lanai.hosts.logs import FORMAT, LEVELS

PORT = 5006
OWN = frozenset(
    {
        "address",
        "allow_websocket_origin",
        "args",
        "files",
        "glob",
        "index",
        "log_file",
        "log_format",
        "log_level",
    }
    | {"num_procs", "port", "prog", "run", "setup", "show", "static_dirs"}
)
"""What flags give that is no setting of the server, or not in the form in which it takes it."""

LIMITS = MappingProxyType(
    {
        "--max-sessions": "sessions that there may be (10000 unless given)",
        "--max-sessions-per-client": "sessions that one address may have",
        "--max-requests": "HTTP requests that may be under way (1000 unless given)",
        "--max-pending-connections": "WebSockets that may be opening (1000 unless given)",
        "--max-threads": "threads that may run callbacks (1000 unless given)",
        "--websocket-max-message-rate": "messages a second of a browser that are read (500 unless given)",
    }
)


def add_flags(parser: Parser) -> None:
    """Let `parser` know all of them, and those that it has to refuse."""
    _add_app_flags(parser)
    _add_server_flags(parser)
    _add_development_flags(parser)
    _add_log_flags(parser)
    _add_session_flags(parser)
    _add_knowledge_flags(parser)
    _add_security_flags(parser)
    add_login_flags(parser)
    add_unsupported(parser)


def _add_app_flags(parser: Parser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a .py, .ipynb or .md file, a folder with a main.py, main.ipynb or main.md, or a pattern such as 'apps/*.py'",
    )
    parser.add_argument(
        "--args", nargs=argparse.REMAINDER, help="all that follows is the apps' own: sys.argv[1:]"
    )
    parser.add_argument("--setup", metavar="FILE", help="Python file to run once before the server starts")
    parser.add_argument(
        "--warm", action="store_true", default=None, help="run each app once before the first visitor"
    )
    parser.add_argument(
        "--title", metavar="TEXT", help="title of the list of apps, and of pages whose app gives none"
    )
    parser.add_argument("--index", metavar="APP_OR_FILE", help="app name or HTML file that / shows")
    parser.add_argument(
        "--static-dirs",
        nargs="+",
        metavar="PATH=FOLDER",
        type=_static_dir,
        help="folders whose files are served",
    )
    parser.add_argument(
        "--global-loading-spinner",
        action="store_true",
        default=None,
        help="let a spinner turn until the page is on the screen",
    )
    parser.add_argument("--show", action="store_true", help="open the app in a browser")
    parser.add_argument(
        "--glob", action="store_true", help=argparse.SUPPRESS
    )  # patterns are understood anyway


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
    parser.add_argument(
        "--liveness", action="store_true", default=None, help="answer at /liveness whether the server lives"
    )
    parser.add_argument("--liveness-endpoint", metavar="PATH", help="answer there instead")
    parser.add_argument(
        "--metrics",
        nargs="?",
        const=True,
        metavar="PATH",
        help="answer at /metrics, or there, with figures for Prometheus",
    )
    parser.add_argument(
        "--metrics-token",
        metavar="TOKEN",
        help="tell them only to who sends it as a bearer; also the variable LANAI_METRICS_TOKEN",
    )
    parser.add_argument(
        "--rest-provider",
        choices=("param",),
        help="let programs read and set what pn.state.publish publishes, as JSON at /rest",
    )
    parser.add_argument("--rest-endpoint", metavar="PATH", help="answer them there instead")
    parser.add_argument(
        "--rest-token",
        metavar="TOKEN",
        help="answer only those that send it as a bearer; also the variable LANAI_REST_TOKEN",
    )
    _add_watching_flags(parser)
    parser.add_argument("--ssl-certfile", metavar="FILE", help="certificate, to serve https")
    parser.add_argument(
        "--ssl-keyfile", metavar="FILE", help="key of the certificate, where it is not in its file"
    )
    parser.add_argument("--num-procs", type=processes, metavar="1", help=argparse.SUPPRESS)


def _add_watching_flags(parser: Parser) -> None:
    parser.add_argument(
        "--traces",
        action="store_true",
        default=None,
        help="make OpenTelemetry traces; also without it where a --setup file sets a tracer provider",
    )
    parser.add_argument("--admin", action="store_true", default=None, help="show the admin page, at /admin")
    parser.add_argument("--admin-endpoint", metavar="PATH", help="show it there instead")
    parser.add_argument(
        "--admin-token",
        metavar="TOKEN",
        help="who has it may see the admin page; also the variable LANAI_ADMIN_TOKEN; a random one unless given",
    )
    parser.add_argument(
        "--admin-users",
        nargs="+",
        metavar="NAME",
        help="who may see the admin page by his login, where visitors log in",
    )


def _add_development_flags(parser: Parser) -> None:
    parser.add_argument(
        "--dev",
        "--autoreload",
        action="store_true",
        dest="autoreload",
        default=None,
        help="show the tracebacks of what fails in the page, and load pages again when the files of their apps change; "
        "what visitors have entered is kept",
    )
    parser.add_argument(
        "--watch",
        action="append",
        metavar="PATH",
        help="with --dev: a further file, or folder of files, that counts",
    )


def _add_log_flags(parser: Parser) -> None:
    parser.add_argument(
        "--log-level", choices=tuple(LEVELS), default="info", help="least severity that is logged"
    )
    parser.add_argument("--log-file", metavar="FILE", help="log at the end of this file instead of to stderr")
    parser.add_argument(
        "--log-format",
        metavar="FORMAT",
        help="as in Python's logging, with %%(session)s, %%(endpoint)s and %%(visit)s; unless given "
        + FORMAT.replace("%", "%%"),
    )


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


def _add_knowledge_flags(parser: Parser) -> None:
    for what in ("headers", "cookies"):
        for kind, said in (("include", "the only"), ("exclude", "")):
            parser.add_argument(
                f"--{kind}-{what}",
                nargs="+",
                metavar="NAME",
                help=f"{said} {what} of a request that apps {'may' if said else 'may not'} see".strip(),
            )
    parser.add_argument(
        "--session-history",
        type=int,
        metavar="N",
        help="sessions that pn.state.session_info remembers; -1 for all, none unless given",
    )


def _add_security_flags(parser: Parser) -> None:
    parser.add_argument(
        "--trusted-proxies",
        nargs="+",
        metavar="ADDRESS",
        help="addresses or networks of proxies whose X-Forwarded-... headers are believed; * believes anybody",
    )
    parser.add_argument(
        "--content-security-policy",
        metavar="DIRECTIVES",
        help="directives to add to the pages' policy, 'strict', or 'off'",
    )
    parser.add_argument(
        "--frame-ancestors",
        metavar="HOSTS",
        help="who may show the pages in a frame: self (as unless given), none, * or hosts",
    )
    parser.add_argument(
        "--hsts", type=int, metavar="S", help="s for which browsers that came by https insist on it"
    )
    for flag, what in LIMITS.items():
        parser.add_argument(flag, type=int, metavar="N", help=f"{what}; 0 for no limit")


def _static_dir(text: str) -> tuple[str, str]:
    path, mark, folder = text.partition("=")
    if not mark or not path or not folder:
        raise argparse.ArgumentTypeError(f"expected PATH=FOLDER, got {text!r}")
    return path, folder
