"""Components that a visitor can change."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.widgets.array import ArrayInput
    from lanai.components.widgets.autocomplete import AutocompleteInput
    from lanai.components.widgets.base import Widget, WidgetBase
    from lanai.components.widgets.button import Button, Toggle
    from lanai.components.widgets.checkbox import Checkbox, Switch
    from lanai.components.widgets.codeeditor import CodeEditor
    from lanai.components.widgets.color import ColorMap, ColorPicker
    from lanai.components.widgets.date import DatePicker, DateRangePicker, DatetimePicker, DatetimeRangePicker
    from lanai.components.widgets.dateslider import (
        DateRangeSlider,
        DateSlider,
        DatetimeRangeSlider,
        DatetimeSlider,
    )
    from lanai.components.widgets.datetimeinput import DatetimeInput, DatetimeRangeInput
    from lanai.components.widgets.discrete import DiscreteSlider
    from lanai.components.widgets.editable import EditableFloatSlider, EditableIntSlider, EditableRangeSlider
    from lanai.components.widgets.files import FileDownload, FileDropper, FileInput, FileSelector
    from lanai.components.widgets.groups import (
        CheckBoxGroup,
        CheckButtonGroup,
        RadioBoxGroup,
        RadioButtonGroup,
        ToggleGroup,
    )
    from lanai.components.widgets.icons import ButtonIcon, ToggleIcon
    from lanai.components.widgets.jsoneditor import JSONEditor
    from lanai.components.widgets.literal import LiteralInput
    from lanai.components.widgets.menubutton import MenuButton
    from lanai.components.widgets.multiselect import CrossSelector, MultiChoice, MultiSelect
    from lanai.components.widgets.nestedselect import NestedSelect
    from lanai.components.widgets.number import FloatInput, IntInput, NumberInput, Spinner
    from lanai.components.widgets.player import DiscretePlayer, Player
    from lanai.components.widgets.range import IntRangeSlider, RangeSlider
    from lanai.components.widgets.select import Select
    from lanai.components.widgets.slider import FloatSlider, IntSlider
    from lanai.components.widgets.terminal import Terminal
    from lanai.components.widgets.text import PasswordInput, StaticText, TextAreaInput, TextInput
    from lanai.components.widgets.texteditor import TextEditor
    from lanai.components.widgets.timepicker import TimePicker

__all__ = [
    "ArrayInput",
    "AutocompleteInput",
    "Button",
    "ButtonIcon",
    "CheckBoxGroup",
    "CheckButtonGroup",
    "Checkbox",
    "CodeEditor",
    "ColorMap",
    "ColorPicker",
    "CrossSelector",
    "DatePicker",
    "DateRangePicker",
    "DateRangeSlider",
    "DateSlider",
    "DatetimeInput",
    "DatetimePicker",
    "DatetimeRangeInput",
    "DatetimeRangePicker",
    "DatetimeRangeSlider",
    "DatetimeSlider",
    "DiscretePlayer",
    "DiscreteSlider",
    "EditableFloatSlider",
    "EditableIntSlider",
    "EditableRangeSlider",
    "FileDownload",
    "FileDropper",
    "FileInput",
    "FileSelector",
    "FloatInput",
    "FloatSlider",
    "IntInput",
    "IntRangeSlider",
    "IntSlider",
    "JSONEditor",
    "LiteralInput",
    "MenuButton",
    "MultiChoice",
    "MultiSelect",
    "NestedSelect",
    "NumberInput",
    "PasswordInput",
    "Player",
    "RadioBoxGroup",
    "RadioButtonGroup",
    "RangeSlider",
    "Select",
    "Spinner",
    "StaticText",
    "Switch",
    "Terminal",
    "TextAreaInput",
    "TextEditor",
    "TextInput",
    "TimePicker",
    "Toggle",
    "ToggleGroup",
    "ToggleIcon",
    "Widget",
    "WidgetBase",
]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".array": "ArrayInput",
            ".autocomplete": "AutocompleteInput",
            ".base": "Widget WidgetBase",
            ".button": "Button Toggle",
            ".checkbox": "Checkbox Switch",
            ".codeeditor": "CodeEditor",
            ".color": "ColorMap ColorPicker",
            ".date": "DatePicker DateRangePicker DatetimePicker DatetimeRangePicker",
            ".dateslider": "DateRangeSlider DateSlider DatetimeRangeSlider DatetimeSlider",
            ".datetimeinput": "DatetimeInput DatetimeRangeInput",
            ".discrete": "DiscreteSlider",
            ".editable": "EditableFloatSlider EditableIntSlider EditableRangeSlider",
            ".files": "FileDownload FileDropper FileInput FileSelector",
            ".groups": "CheckBoxGroup CheckButtonGroup RadioBoxGroup RadioButtonGroup ToggleGroup",
            ".icons": "ButtonIcon ToggleIcon",
            ".jsoneditor": "JSONEditor",
            ".literal": "LiteralInput",
            ".menubutton": "MenuButton",
            ".multiselect": "CrossSelector MultiChoice MultiSelect",
            ".nestedselect": "NestedSelect",
            ".number": "FloatInput IntInput NumberInput Spinner",
            ".player": "DiscretePlayer Player",
            ".range": "IntRangeSlider RangeSlider",
            ".select": "Select",
            ".slider": "FloatSlider IntSlider",
            ".terminal": "Terminal",
            ".text": "PasswordInput StaticText TextAreaInput TextInput",
            ".texteditor": "TextEditor",
            ".timepicker": "TimePicker",
        },
    )
