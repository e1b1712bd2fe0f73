"""ChatStep: one step of what is done for an answer, which can be unfolded."""

from __future__ import annotations

from types import TracebackType
from typing import Any, ClassVar, Literal

import param

from lanai.components.chat.content import serialized, stream_into, text_in
from lanai.components.chat.prose import Prose
from lanai.components.layout.card import Card
from lanai.components.parameters import Choice, Margin, OwnDict
from lanai.core.failures import summary_of, text_of, traceback_of

Status = Literal["pending", "running", "success", "failed"]


class ChatStep(Card):
    """A card with a status. In a `with` statement it runs, and folds up when it has succeeded.

    Its title is that of its status, or `default_title`.
    """

    collapsed_on_success = param.Boolean(default=True, doc="Whether it folds up when it has succeeded.")
    context_exception = Choice(
        "raise",
        ["raise", "summary", "verbose", "ignore"],
        doc="What becomes of an exception that ends the `with` statement: it is raised, told in the step, or ignored.",
    )
    default_badges = OwnDict(doc="A short text, such as an emoji, in place of the mark of each status.")
    default_title = param.String(default="", doc="The title where the status has none.")
    failed_title = param.String(default=None, allow_None=True, doc="The title when it has failed.")
    margin = Margin(default=(5, 5, 5, 10), allow_None=True, doc="Space around it in px.")
    pending_title = param.String(default=None, allow_None=True, doc="The title before it begins.")
    running_title = param.String(default=None, allow_None=True, doc="The title while it runs.")
    status = Choice("pending", ["pending", "running", "success", "failed"], doc="How it stands.")
    success_title = param.String(
        default=None, allow_None=True, doc="The title when it has succeeded; by default its last text."
    )

    _titles: ClassVar[frozenset[str]] = frozenset(
        {
            "pending_title",
            "running_title",
            "success_title",
            "failed_title",
            "default_title",
            "status",
            "default_badges",
        }
    )
    _local: ClassVar[frozenset[str]] = Card._local | (
        _titles - {"status"} | {"collapsed_on_success", "context_exception"}
    )

    def __init__(self, *objects: Any, **params: Any) -> None:
        super().__init__(*objects, **params)
        self._entitle()

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in self._titles and self._param__private.initialized:
            if name == "status" and self.status == "success" and self.collapsed_on_success:
                self._store("collapsed", True)
            self._entitle()

    def _entitle(self) -> None:
        title = getattr(self, f"{self.status}_title") or self._found_title()
        badge = self.default_badges.get(self.status)
        title = f"{badge} {title}" if isinstance(badge, str) else title
        if title != self.title:
            self._store("title", title)

    def _found_title(self) -> str:
        if self.status == "success" and self.collapsed_on_success:
            pane = text_in(self)
            lines = str(pane.object).strip().splitlines() if pane is not None else []
            if lines:
                return str(lines[-1])
        return (
            self.default_title or (self.title if self.status == "pending" else "") or self.status.capitalize()
        )

    # -- growing ------------------------------------------------------------------------------------

    def stream(self, token: str | None, replace: bool = False) -> Any:
        """Add `token` to the text at its end, or begin one; `replace`: instead of what it says. Returns the text's pane."""
        token = token or ""
        last = self.objects[-1] if self.objects else None
        if last is None or text_in(last) is None:
            self.append(Prose(token, margin=(4, 14), sizing_mode=None))
            return self.objects[-1]
        return stream_into(last, token, replace)

    def stream_title(
        self, token: str, status: Status | Literal["default"] = "running", replace: bool = False
    ) -> None:
        """Add `token` to the title of `status`; `replace`: instead of what it says."""
        name = f"{status}_title"
        setattr(self, name, token if replace else f"{getattr(self, name) or ''}{token}")

    def serialize(
        self, prefix_with_viewable_label: bool = True, prefix_with_container_label: bool = True
    ) -> str:
        """What it says, in words."""
        return serialized(self, prefix_with_viewable_label, prefix_with_container_label)

    def __str__(self) -> str:
        return self.serialize()

    # -- in a `with` statement ----------------------------------------------------------------------

    def __enter__(self) -> ChatStep:
        self.status = "running"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            self.status = "success"
            return False
        if not self.failed_title:
            self.failed_title = f"Error: {text_of(error)}"
        self.status = "failed"
        if self.context_exception == "raise" or not issubclass(type(error), Exception):
            return False
        if self.context_exception == "summary":
            self.stream(f"\n\n`{summary_of(error)}`")
        elif self.context_exception == "verbose":
            self.stream(f"\n\n```\n{traceback_of(error)}```")
        return True
