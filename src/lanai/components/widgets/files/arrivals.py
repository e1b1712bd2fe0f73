"""What is known of uploads before their turn comes: whose they are, and what each may still bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanai.components.base import expect
from lanai.components.widgets.files.sizes import words_for
from lanai.components.widgets.files.upload import Limits, Upload
from lanai.core.budget import Budget
from lanai.errors import ProtocolError, TooLarge

BESIDE = 500
"""Bytes that what is known of a file takes, about, besides its name and kind."""


class Arrival:
    """One upload of one session, from its announcement to its end.

    `owner` is the budget of its session, of which it takes what it was announced to hold; None outside sessions. `left` is
    how much of that has not come. All of it is guarded by the lock of its widget.
    """

    def __init__(self, owner: Budget | None) -> None:
        self.owner = owner
        self.refusal: ProtocolError | None = None
        """Why it is refused, where it is: its turn tells the visitor."""
        self.upload: Upload | None = None
        """What has come, once the announcement had its turn."""
        self.waiting = 0
        """Messages of it that wait for their turn."""
        self.touched = 0.0
        """When something of it came or had its turn last, by the session's clock (s)."""
        self.size = 0
        """Bytes of content that it may hold."""
        self.left = 0
        self.release: Callable[[], object] = _nothing
        """Ends that the session's end drops it."""
        self._taken = 0

    def announce(self, files: Any, limits: Limits, present: int, others: int) -> None:
        """Take what `files` announce from the budget.

        `present` is how many bytes the widget holds beside it, `others` what the session's other uploads to the widget
        hold. Raises `ProtocolError`, and takes nothing then.
        """
        entries = expect(files, list, "files")
        if len(entries) > limits.files:
            one = limits.files == 1
            raise TooLarge(f"Expected at most {limits.files} file{'' if one else 's'}, got {len(entries)}.")
        size = sum(_size(each) for each in entries)
        if size + present + others > limits.total:
            raise TooLarge(
                f"Expected at most {words_for(limits.total)} together, got {words_for(size + present + others)}."
            )
        held = size + sum(_beside(each) for each in entries)
        if self.owner is not None and not self.owner.take(held):
            raise TooLarge(
                f"Expected uploads of at most {words_for(self.owner.limit)} at a time on this page. Try again when another "
                "one is complete."
            )
        self.size = self.left = size
        self._taken = held

    def bring(self, data: Any) -> bool:
        """A piece has come: count it. Returns whether it may be kept; else the upload is refused."""
        if self.refusal is not None:
            return False
        size = decoded_size(data)
        if size > self.left:
            self.refusal = TooLarge(f"Expected {self.size} bytes of these files, as announced, got more.")
            return False
        self.left -= size
        return True

    def let_go(self) -> None:
        """Hold nothing any more."""
        self.release()
        self.release, self.upload = _nothing, None
        if self.owner is not None:
            self.owner.give_back(self._taken)
        self._taken = self.left = 0


def decoded_size(data: Any) -> int:
    """How many bytes a text of base64 stands for; of what is none, its length."""
    if not isinstance(data, str):
        return 0
    return len(data) * 3 // 4 - data[-2:].count("=") if len(data) % 4 == 0 else len(data)


def _size(entry: Any) -> int:
    """The size that an announced file has; 0 where it says none. It is looked at closely in its turn."""
    size = entry[2] if isinstance(entry, list) and len(entry) == 3 else 0
    return size if type(size) is int and size > 0 else 0


def _beside(entry: Any) -> int:
    words = entry[:2] if isinstance(entry, list) else ()
    return BESIDE + sum(len(word) for word in words if isinstance(word, str))


def _nothing() -> None:
    """There is nothing to be taken back."""
