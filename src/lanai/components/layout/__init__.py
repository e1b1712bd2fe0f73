"""Components that arrange others."""

from lanai.components.layout.base import ListLike, ListPanel, Panel
from lanai.components.layout.flexbox import FlexBox
from lanai.components.layout.linear import Column, Row

__all__ = ["Column", "FlexBox", "ListLike", "ListPanel", "Panel", "Row"]
