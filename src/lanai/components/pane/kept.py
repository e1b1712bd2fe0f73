"""The HTML of texts that were shown lately: most visitors of an app read the same."""

from __future__ import annotations

import functools
from typing import Any

from lanai.components.pane.flavours import Flavour, is_hashable, markdown_it
from lanai.components.pane.sanitizing import sanitize

LONGEST = 8000
"""Characters of a text that is kept."""
MOST = 128
"""Texts that are kept: with their HTML, a few megabytes at most."""


def kept(flavour: Flavour, text: str, safe: bool) -> str:
    """The HTML that `markdown_it` makes of `text`, and `sanitize` of that where it is to be `safe`.

    It is kept where the same text always becomes the same: an app's own plugins may do as they like.
    """
    options = tuple(sorted(flavour.options.items()))
    if len(text) > LONGEST or flavour.plugins or not is_hashable(options):
        return _made(flavour, text, safe)
    return _remembered(flavour._replace(options=()), options, text, safe)


@functools.lru_cache(maxsize=MOST)
def _remembered(flavour: Flavour, options: tuple[tuple[str, Any], ...], text: str, safe: bool) -> str:
    return _made(flavour._replace(options=dict(options)), text, safe)


def _made(flavour: Flavour, text: str, safe: bool) -> str:
    markup = markdown_it(flavour)(text)
    return sanitize(markup) if safe else markup
