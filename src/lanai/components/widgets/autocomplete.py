"""AutocompleteInput: a field for text that offers what it could become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import Choice
from lanai.components.widgets.choices import Choices

LONGEST = 5000
"""Characters of a text that is no option."""


class AutocompleteInput(Choices):
    """A field for text that offers the options that fit what is typed.

    Without `restrict` the value may be any text. An empty field is the value ''.
    """

    case_sensitive = param.Boolean(default=True, doc="Whether what is typed has to match in case.")
    min_characters = param.Integer(
        default=2, bounds=(0, None), doc="How many characters it takes before options are offered."
    )
    placeholder = param.String(default="", doc="Text in the empty field.")
    restrict = param.Boolean(default=True, doc="Whether only options can be entered.")
    search_strategy = Choice(
        "starts_with", ["starts_with", "includes"], doc="Which options fit what is typed."
    )
    value = param.Parameter(default="", allow_None=True, doc="The option chosen, or the text entered.")
    value_input = param.String(default="", allow_None=True, doc="The text in the field, as it is typed.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_input")
    _limits: ClassVar[Mapping[str, Limit]] = dict.fromkeys(_edits, Limit(LONGEST))

    def encode(self, name: str, value: Any) -> Any:
        if name == "value":
            label = self._label(value)
            return label if label is not None else "" if value is None else str(value)
        if name == "value_input":
            return value or ""
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        text = expect(super().decode(name, data), str, name)
        if name == "value_input" or text == "":
            return text
        return self._chosen(name, text) if self.restrict or text in self.labels else text
