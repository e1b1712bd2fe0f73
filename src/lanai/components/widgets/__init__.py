"""Components that a visitor can change."""

from lanai.components.widgets.autocomplete import AutocompleteInput
from lanai.components.widgets.base import Widget
from lanai.components.widgets.button import Button, Toggle
from lanai.components.widgets.checkbox import Checkbox, Switch
from lanai.components.widgets.date import DatePicker, DatetimePicker
from lanai.components.widgets.groups import (
    CheckBoxGroup,
    CheckButtonGroup,
    RadioBoxGroup,
    RadioButtonGroup,
    ToggleGroup,
)
from lanai.components.widgets.icons import ButtonIcon, ToggleIcon
from lanai.components.widgets.literal import LiteralInput
from lanai.components.widgets.menubutton import MenuButton
from lanai.components.widgets.multiselect import CrossSelector, MultiChoice, MultiSelect
from lanai.components.widgets.nestedselect import NestedSelect
from lanai.components.widgets.number import FloatInput, IntInput, NumberInput, Spinner
from lanai.components.widgets.select import Select
from lanai.components.widgets.slider import FloatSlider, IntSlider
from lanai.components.widgets.text import PasswordInput, StaticText, TextAreaInput, TextInput

__all__ = [
    "AutocompleteInput",
    "Button",
    "ButtonIcon",
    "CheckBoxGroup",
    "CheckButtonGroup",
    "Checkbox",
    "CrossSelector",
    "DatePicker",
    "DatetimePicker",
    "FloatInput",
    "FloatSlider",
    "IntInput",
    "IntSlider",
    "LiteralInput",
    "MenuButton",
    "MultiChoice",
    "MultiSelect",
    "NestedSelect",
    "NumberInput",
    "PasswordInput",
    "RadioBoxGroup",
    "RadioButtonGroup",
    "Select",
    "Spinner",
    "StaticText",
    "Switch",
    "TextAreaInput",
    "TextInput",
    "Toggle",
    "ToggleGroup",
    "ToggleIcon",
    "Widget",
]
