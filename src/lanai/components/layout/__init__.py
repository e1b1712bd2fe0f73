"""Components that arrange others."""

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
