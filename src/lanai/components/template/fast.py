"""The templates with cards, and with colours, corners and a font of your choice."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice, OwnDict
from lanai.components.template.area import TemplateArea
from lanai.components.template.base import Contents
from lanai.components.template.basic import BasicTemplate
from lanai.components.template.choice import DESIGNS, Named
from lanai.components.template.design import Fast
from lanai.components.template.grid import GridTemplate

ACCENT = "#0072B5"

_LOCAL = frozenset(
    {
        "accent_base_color", "background_color", "corner_radius", "font", "font_url", "header_accent_base_color",
        "header_neutral_color", "main_layout", "neutral_color", "shadow",
    }
)  # fmt: skip
_TOLD = _LOCAL - {"font_url", "corner_radius", "accent_base_color"}


class FastTemplate(BasicTemplate):
    """A template whose accents, background, corners and font can be set. `accent=` sets accents and header at once."""

    __abstract = True

    accent_base_color: Any = param.Color(default=ACCENT, doc="The colour of buttons, sliders and links.")
    background_color: Any = param.Color(default=None, allow_None=True, doc="The colour of the page.")
    corner_radius = param.Integer(
        default=3, bounds=(0, 25), doc="The radius of corners in px; unless it is set, the design's own."
    )
    design = Named(DESIGNS, "Design", Fast, doc="How controls look: a class of `pn.theme`, or its name.")
    font = param.String(default="", doc="The page's font, as CSS: 'Inter, sans-serif'.")
    font_url = param.String(default="", doc="The URL of a style sheet that brings the font.")
    header_accent_base_color: Any = param.Color(
        default=None, allow_None=True, doc="The colour of what can be used in the header."
    )
    header_neutral_color: Any = param.Color(
        default=None, allow_None=True, doc="The header's colour, where `header_background` is not set."
    )
    main_layout = Choice(
        "card", [None, "", "card"], doc="'card': each component of the main area lies on a card."
    )
    neutral_color: Any = param.Color(
        default=None, allow_None=True, doc="The colour that the page's greys are tinted with."
    )
    shadow = param.Boolean(default=False, doc="Whether cards throw a shadow.")

    _local: ClassVar[frozenset[str]] = BasicTemplate._local | _LOCAL
    _told: ClassVar[frozenset[str]] = BasicTemplate._told | _TOLD | {"corner_radius", "accent_base_color"}
    _look: ClassVar[str] = "fast"

    def __init__(self, **params: Any) -> None:
        accent = params.pop("accent", None)
        if accent is not None:
            params = {"accent_base_color": accent, "header_background": accent, **params}
        super().__init__(**params)

    def _described(self) -> dict[str, Any]:
        shown = super()._described()
        # A colour and a radius that nobody has set are the design's.
        for name in ("corner_radius", "accent_base_color"):
            if not self.given(name):
                shown.pop(name, None)
        return shown


class FastListTemplate(FastTemplate):
    """Cards, one below the other, and a second sidebar at the right."""

    collapsed_right_sidebar = Choice(False, [False, True], doc="Whether the right sidebar begins closed.")
    right_sidebar = Contents(doc="What stands at the right. Without anything there is no right sidebar.")
    right_sidebar_footer = param.String(default="", doc="Markup for the lower end of the right sidebar.")
    right_sidebar_width = param.Integer(default=330, bounds=(0, None), doc="The right sidebar's width in px.")

    _local: ClassVar[frozenset[str]] = FastTemplate._local | {
        "collapsed_right_sidebar", "right_sidebar", "right_sidebar_footer", "right_sidebar_width",
    }  # fmt: skip
    _told: ClassVar[frozenset[str]] = FastTemplate._told | {
        "collapsed_right_sidebar", "right_sidebar_footer", "right_sidebar_width",
    }  # fmt: skip

    def _area(self, name: str) -> TemplateArea:
        area = super()._area(name)
        if name == "main" and self.main_layout == "card":
            area.arrangement = "cards"
        return area

    def _changed(self, name: str) -> None:
        main: Any = self._areas.get("main")
        if main is not None and name == "main_layout":
            main.arrangement = "cards" if self.main_layout == "card" else "list"
        super()._changed(name)


class FastGridTemplate(GridTemplate, FastTemplate):
    """Cards in a grid: `template.main[0:3, 0:6] = component`."""

    _local: ClassVar[frozenset[str]] = FastTemplate._local | GridTemplate._local
    _look: ClassVar[str] = "fast"


class EditableTemplate(FastTemplate):
    """Cards, one below the other. A visitor cannot move or resize them."""

    editable = param.Boolean(
        default=True, doc="Accepted for compatibility; cards stay where the app puts them."
    )
    layout = OwnDict(doc="Accepted for compatibility; cards stay where the app puts them.")
    local_save = param.Boolean(default=True, doc="Accepted for compatibility; there is nothing to save.")

    _local: ClassVar[frozenset[str]] = FastTemplate._local | {"editable", "layout", "local_save"}
    _arrangement: ClassVar[str] = "cards"
