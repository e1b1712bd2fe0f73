"""Components that a visitor can change."""

from lanai.components.widgets.base import Widget
from lanai.components.widgets.button import Button, Toggle
from lanai.components.widgets.checkbox import Checkbox
from lanai.components.widgets.number import IntInput, IntSlider
from lanai.components.widgets.select import Select
from lanai.components.widgets.text import StaticText, TextInput

__all__ = [
    "Button",
    "Checkbox",
    "IntInput",
    "IntSlider",
    "Select",
    "StaticText",
    "TextInput",
    "Toggle",
    "Widget",
]
