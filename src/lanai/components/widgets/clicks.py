"""What a click does, whatever is clicked."""

from __future__ import annotations

import threading
from typing import Any

from param.parameterized import batch_call_watchers

_counting = threading.RLock()


def click(widget: Any) -> None:
    """Count one click in `clicks`, and call who watches that or `value`, a `Moment`, which is true meanwhile.

    Clicks at once, on several threads, each have a number of their own.
    """
    with widget.param.value.lasting(widget), batch_call_watchers(widget):
        with _counting:  # only to store it: watchers run when the lock is free again
            widget.clicks = widget.clicks + 1
        widget.value = True
