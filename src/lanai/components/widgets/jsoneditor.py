"""JSONEditor: values as JSON has them, as a tree or as text."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import ANY_JSON, Limit
from lanai.components.parameters import Choice, OwnList
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue
from lanai.wire.bulk import bulk

DEEPEST = 100


class JSONEditor(Widget):
    """An editor of dicts, lists, texts and numbers. With a `schema` it marks what does not fit; it is not refused."""

    menu = param.Boolean(default=True, doc="Whether it has a menu bar.")
    mode = Choice(
        "tree",
        ["tree", "view", "form", "text", "preview"],
        doc="A tree, a tree to read ('view'), text, or text to read ('preview'). 'form' is a tree.",
    )
    schema = param.Dict(default=None, allow_None=True, doc="A JSON Schema by which the value is checked.")
    search = param.Boolean(default=True, doc="Whether the menu offers to search.")
    selection = OwnList(doc="The place that is selected, as a list with the steps of its path.")
    templates = OwnList(doc="Accepted for compatibility; the editor offers no templates.")
    value = param.Parameter(default={}, instantiate=True, doc="What is edited.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"templates"}
    _edits: ClassVar[tuple[str, ...]] = ("value", "selection")

    def _limit_of(self, name: str) -> Limit:
        """Room for twice the present value, as the app may have put a large one there."""
        if name == "selection":
            return super()._limit_of(name)
        return ANY_JSON._replace(values=max(ANY_JSON.values, 2 * bulk(self.value)))

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name == "selection":
            return expect(value, list, name)
        if self.mode in ("view", "preview"):
            raise BadValue("The JSONEditor can be read only.")
        return value
