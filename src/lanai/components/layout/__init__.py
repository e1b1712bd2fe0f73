"""Components that arrange others."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.layout.accordion import Accordion
    from lanai.components.layout.base import ListLike, ListPanel, Panel
    from lanai.components.layout.card import Card
    from lanai.components.layout.feed import Feed
    from lanai.components.layout.flexbox import FlexBox
    from lanai.components.layout.floatpanel import FloatPanel
    from lanai.components.layout.gridbox import GridBox
    from lanai.components.layout.gridspec import GridSpec
    from lanai.components.layout.gridstack import GridStack
    from lanai.components.layout.linear import Column, Row
    from lanai.components.layout.modal import Modal
    from lanai.components.layout.spacer import Divider, HSpacer, Spacer, VSpacer
    from lanai.components.layout.swipe import Swipe
    from lanai.components.layout.tabs import Tabs
    from lanai.components.layout.widgetbox import WidgetBox

__all__ = [
    "Accordion",
    "Card",
    "Column",
    "Divider",
    "Feed",
    "FlexBox",
    "FloatPanel",
    "GridBox",
    "GridSpec",
    "GridStack",
    "HSpacer",
    "ListLike",
    "ListPanel",
    "Modal",
    "Panel",
    "Row",
    "Spacer",
    "Swipe",
    "Tabs",
    "VSpacer",
    "WidgetBox",
]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".accordion": "Accordion",
            ".base": "ListLike ListPanel Panel",
            ".card": "Card",
            ".feed": "Feed",
            ".flexbox": "FlexBox",
            ".floatpanel": "FloatPanel",
            ".gridbox": "GridBox",
            ".gridspec": "GridSpec",
            ".gridstack": "GridStack",
            ".linear": "Column Row",
            ".modal": "Modal",
            ".spacer": "Divider HSpacer Spacer VSpacer",
            ".swipe": "Swipe",
            ".tabs": "Tabs",
            ".widgetbox": "WidgetBox",
        },
    )
