"""Components that a visitor can change."""

from lanai.components.widgets.base import Widget
from lanai.components.widgets.button import Button, Toggle
from lanai.components.widgets.checkbox import Checkbox, Switch
from lanai.components.widgets.date import DatePicker, DatetimePicker
from lanai.components.widgets.literal import LiteralInput
from lanai.components.widgets.multiselect import MultiSelect
from lanai.components.widgets.number import FloatInput, IntInput, NumberInput, Spinner
from lanai.components.widgets.select import Select
from lanai.components.widgets.slider import FloatSlider, IntSlider
from lanai.components.widgets.slider import FloatSlider, IntSlider
from lanai.components.widgets.text import PasswordInput, StaticText, TextAreaInput, TextInput

__all__ = [
    "Button",
    "Checkbox",
    "DatePicker",
    "DatetimePicker",
    "FloatInput",
    "FloatSlider",
    "IntInput",
    "IntSlider",
    "LiteralInput",
    "MultiSelect",
    "NumberInput",
    "PasswordInput",
    "Select",
    "Spinner",
    "StaticText",
    "Switch",
    "TextAreaInput",
    "TextInput",
    "Toggle",
    "Widget",
]
