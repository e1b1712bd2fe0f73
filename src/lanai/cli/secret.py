"""`lanai secret` and `lanai password`: what a server with logins needs to be given."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from typing import Any

from lanai.cli.parser import Parser
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.passwords import Hash

BYTES = 32


def add_to(commands: Any) -> None:
    """Add the subcommands to argparse's `commands`."""
    secret: Parser = commands.add_parser(
        "secret",
        help="print a new secret",
        description="Print a new random text for --cookie-secret or --oauth-encryption-key.",
    )
    secret.set_defaults(run=print_secret, prog=secret.prog)
    password: Parser = commands.add_parser(
        "password",
        help="print the hash of a password",
        description="Ask for a password, or read a line, and print its hash for the file of --basic-auth.",
    )
    password.set_defaults(run=print_hash, prog=password.prog)


def print_secret(options: argparse.Namespace) -> int:
    """Print a secret. Returns the exit code."""
    print(secrets.token_urlsafe(BYTES))
    return 0


def print_hash(options: argparse.Namespace) -> int:
    """Print the hash of what is typed. Returns the exit code. Raises `UsageError` for an empty password."""
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise UsageError("Expected a password, got an empty one.")
    print(Hash.of(password).write())
    return 0
