"""ChatAction: a button of a chat, an icon with a name that shows where there is room."""

from __future__ import annotations

from typing import ClassVar

import param

from lanai.components.parameters import Choice, Margin
from lanai.components.widgets.button import Button


class ChatAction(Button):
    """A button below the field of a `ChatInterface`."""

    margin = Margin(default=0, allow_None=True, doc="Space around it in px.")
    names = Choice(None, [None, True, False], doc="Whether its name shows; None: where there is room.")
    tip = param.Boolean(default=False, doc="Whether its name shows when it is pointed at.")

    _type: ClassVar[str] = "ChatAction"
