"""The command line, `lanai`. One file a subcommand."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from lanai.cli import secret, serve
from lanai.cli.parser import Parser
from lanai.errors import LanaiError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line; without `arguments` the program's own. Returns the exit code.

    What is wrong with it is said in one line on stderr, with exit code 2.
    """
    parser = Parser(prog="lanai", description="Live data apps in Python.")
    parser.add_argument("--version", action="version", version=f"lanai {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    serve.add_to(commands)
    secret.add_to(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LanaiError as error:
        fail(options.prog, str(error))


def _version() -> str:
    """The version of the package around this file, which Python has loaded to get here."""
    return str(sys.modules[__name__.partition(".")[0]].__version__)


def fail(program: str, message: str) -> NoReturn:
    """End with one line."""
    print(f"{program}: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(2)
