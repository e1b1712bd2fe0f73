"""The templates by their names. They share one shell, and differ in how it looks and in how the main area lies."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice, OwnDict
from lanai.components.template.basic import BasicTemplate
from lanai.components.template.choice import DESIGNS, Named
from lanai.components.template.design import Bootstrap, Material, Native
from lanai.components.template.grid import GridTemplate

REVEAL_THEMES = (None, "black", "white", "league", "beige", "sky", "night", "serif", "simple", "solarized")


class VanillaTemplate(BasicTemplate):
    """Plain: the components lie on the page."""


class BootstrapTemplate(BasicTemplate):
    """A header in strong blue, clear edges."""

    design = Named(DESIGNS, "Design", Bootstrap, doc="How controls look: a class of `pn.theme`, or its name.")
    sidebar_width = param.Integer(default=350, bounds=(0, None), doc="The sidebar's width in px.")

    _look: ClassVar[str] = "bootstrap"


class MaterialTemplate(BasicTemplate):
    """A raised header, round corners."""

    design = Named(DESIGNS, "Design", Material, doc="How controls look: a class of `pn.theme`, or its name.")
    sidebar_width = param.Integer(default=370, bounds=(0, None), doc="The sidebar's width in px.")

    _look: ClassVar[str] = "material"


class GoldenTemplate(BasicTemplate):
    """Each component of the main area has a tab, which says its `name`. Tabs cannot be dragged or torn off."""

    design = Named(DESIGNS, "Design", Native, doc="How controls look: a class of `pn.theme`, or its name.")
    sidebar_width = param.Integer(
        default=20, bounds=(0, 100), doc="The sidebar's width in percent of the page's."
    )

    _look: ClassVar[str] = "golden"
    _arrangement: ClassVar[str] = "tabs"


class ReactTemplate(GridTemplate):
    """The main area is a grid: see `GridTemplate`."""

    _look: ClassVar[str] = "react"


class SlidesTemplate(BasicTemplate):
    """One component of the main area at a time, with buttons, and the arrow keys, to go on and back."""

    collapsed_sidebar = Choice(True, [False, True], doc="Whether the sidebar begins closed.")
    reveal_config = OwnDict(doc="Accepted for compatibility; the slides are Lanai's own.")
    reveal_theme = Choice(
        None, REVEAL_THEMES, doc="'black', 'night' and 'league' make the page dark, the others make it light."
    )
    show_header = param.Boolean(default=False, doc="Whether there is a header.")

    _local: ClassVar[frozenset[str]] = BasicTemplate._local | {"reveal_config", "reveal_theme", "show_header"}
    _told: ClassVar[frozenset[str]] = BasicTemplate._told | {"show_header"}
    _look: ClassVar[str] = "slides"
    _arrangement: ClassVar[str] = "slides"

    def __init__(self, **params: Any) -> None:
        if params.get("reveal_theme") is not None and "theme" not in params:
            dark = params["reveal_theme"] in ("black", "night", "league")
            params["theme"] = "dark" if dark else "default"
        super().__init__(**params)
