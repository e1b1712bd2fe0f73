"""How much work it is to read markup: a parser of HTML looks back over all that is open at each paragraph."""

from __future__ import annotations

import re

FEW = 3000
"""Tags that are read in no time, however they are nested."""
MOST_STEPS = 20_000_000
"""Open elements looked at in all, about a tenth of a second's."""


def _words(text: str) -> list[str]:
    return text.split()


_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_NEVER_OPEN = frozenset(
    _words("area base br col dd dt embed hr img input li link meta option p source td th tr track wbr")
)
"""Elements without content, and those that the next of their kind closes."""
_DRAWN = frozenset(_words("circle ellipse g line path polygon polyline rect text tspan use"))
"""Those at which no parser looks back, and of which a drawing has thousands that close themselves."""


def is_tangled(markup: str) -> bool:
    """Whether so much of the markup is left open that reading it takes a time that grows with its square."""
    if markup.count("<") <= FEW:
        return False
    depth = steps = 0
    for closing, tag in _TAG.findall(markup):
        name = tag.lower()
        if name not in _DRAWN:
            steps += depth
        if name not in _NEVER_OPEN:
            depth += -1 if closing and depth else not closing
    return steps > MOST_STEPS
