"""The role under which a screen reader announces each component, as in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

NO_ROLE = frozenset(
    {
        *("Accordion", "Audio", "Bokeh", "BrowserInfo", "Busy", "Card", "ChatFeed", "ChatStep"),
        *("Column", "ECharts", "ESM", "Feed"),
        *("FlexBox", "GridBox", "GridSpec", "GridStack", "HSpacer", "HTML", "JSON", "Location", "Markdown"),
        *("NotificationArea", "Number", "PDF", "Param", "Parcels", "Perspective", "Place", "Plotly", "Prose"),
        *("PyComponent", "Row", "Slot", "Spacer", "StaticText", "Str", "String", "Template", "TemplateArea"),
        *("Tqdm", "VSpacer", "Vega", "Video", "WidgetBox"),
    }
)
"""Types that are text, a picture drawn by a library, or a place for others."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "Alert": "note",
        "ArrayInput": "textbox",
        "AutocompleteInput": "combobox",
        "BooleanStatus": "status",
        "Button": "button",
        "ButtonIcon": "button",
        "ChatAction": "button",
        "ChatAreaInput": "textbox",
        "ChatLog": "log",
        "ChatMessage": "article",
        "ChatReactionIcons": "group",
        "CheckBoxGroup": "group",
        "CheckButtonGroup": "group",
        "Checkbox": "checkbox",
        "CodeEditor": "textbox",
        "ColorMap": "combobox",
        "ColorPicker": "button",
        "CrossSelector": "group",
        "DataFrame": "table",
        "DatePicker": "textbox",
        "DateRangePicker": "group",
        "DateRangeSlider": "slider",
        "DateSlider": "slider",
        "DatetimeInput": "textbox",
        "DatetimePicker": "textbox",
        "DatetimeRangeInput": "group",
        "DatetimeRangePicker": "group",
        "DatetimeRangeSlider": "slider",
        "DatetimeSlider": "slider",
        "Dial": "meter",
        "DiscretePlayer": "group",
        "DiscreteSlider": "slider",
        "Divider": "separator",
        "EditableFloatSlider": "slider",
        "EditableIntSlider": "slider",
        "EditableRangeSlider": "slider",
        "FileDownload": "button",
        "FileDropper": "button",
        "FileInput": "button",
        "FileSelector": "group",
        "FloatInput": "spinbutton",
        "FloatPanel": "dialog",
        "FloatSlider": "slider",
        "Gauge": "meter",
        "Image": "img",
        "IntInput": "spinbutton",
        "IntRangeSlider": "slider",
        "IntSlider": "slider",
        "JSONEditor": "group",
        "LaTeX": "math",
        "LinearGauge": "meter",
        "LiteralInput": "textbox",
        "LoadingSpinner": "status",
        "MenuButton": "button",
        "Modal": "dialog",
        "MultiChoice": "combobox",
        "MultiSelect": "listbox",
        "NestedSelect": "group",
        "PasswordInput": "textbox",
        "Player": "group",
        "Progress": "progressbar",
        "RadioBoxGroup": "radiogroup",
        "RadioButtonGroup": "radiogroup",
        "RangeSlider": "slider",
        "Select": "combobox",
        "Swipe": "slider",
        "Switch": "switch",
        "Tabs": "tablist",
        "Tabulator": "grid",
        "Terminal": "textbox",
        "TextAreaInput": "textbox",
        "TextEditor": "textbox",
        "TextInput": "textbox",
        "TimePicker": "group",
        "Toggle": "button",
        "ToggleIcon": "button",
        "TooltipIcon": "button",
        "Trend": "group",
    }
)
"""The role of each other type, where its properties do not say more."""

PART_ROLES = frozenset({"button", "checkbox", "menuitem", "radio", "tab"})
"""Roles of what stands in a component and can be pressed by itself: `lanai.testing.parts`."""

Read = Callable[[str], Any]


def role_of(type: str, read: Read) -> str | None:
    """The role of a component of that type; `read` gives a property of it. None for what has none."""
    if type == "Alert" and read("alert_type") in ("danger", "warning"):
        return "alert"
    if type == "Select" and (read("size") or 1) > 1:
        return "listbox"
    if type in ("Dial", "Gauge", "LinearGauge") and read("value") is None:
        return "img"
    return ROLES.get(type)
