"""The argument parser: argparse, saying what is wrong in one line."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Ends with exit code 2 and one line on stderr, instead of the usage of every flag."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See {self.prog} --help.", file=sys.stderr)
        sys.exit(2)


class Help(argparse.ArgumentDefaultsHelpFormatter):
    """Says what a flag is unless it is given, where that is something."""

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help if action.default in (None, False) else super()._get_help_string(action)
