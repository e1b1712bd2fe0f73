"""Figures of Plotly's that tell panes of their changes."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Protocol

HOOKS = (
    "_send_addTraces_msg",
    "_send_moveTraces_msg",
    "_send_deleteTraces_msg",
    "_send_restyle_msg",
    "_send_relayout_msg",
    "_send_update_msg",
)
"""The methods that Plotly calls after each change of a figure, made for those that show it."""
_FOLLOWERS = "_lanai_followers"


class Follower(Protocol):
    def figure_changed(self, figure: Any) -> None:
        """The figure has changed."""


def follow(figure: Any, follower: Follower) -> None:
    """Call `follower.figure_changed` after each change of `figure`, as long as there is a follower."""
    followers: weakref.WeakSet[Any] | None = vars(figure).get(_FOLLOWERS)
    if followers is None:
        followers = weakref.WeakSet()
        vars(figure)[_FOLLOWERS] = followers
        for name in HOOKS:
            vars(figure)[name] = _telling(getattr(type(figure), name), weakref.ref(figure), followers)
    followers.add(follower)


def _telling(
    original: Callable[..., Any], reference: weakref.ref[Any], followers: weakref.WeakSet[Any]
) -> Callable[..., None]:
    def tell(*args: Any, **options: Any) -> None:
        figure = reference()
        if figure is None:
            return
        original(figure, *args, **options)
        for follower in list(followers):
            follower.figure_changed(figure)

    return tell
