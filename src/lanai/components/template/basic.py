"""What templates with a header, a sidebar, a main area and a modal have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.indicators.base import BooleanIndicator
from lanai.components.indicators.status import BooleanStatus, LoadingSpinner
from lanai.components.parameters import Choice
from lanai.components.template.base import BaseTemplate, Contents, as_url

TARGETS = ("_blank", "_parent", "_top", "_self")
METAS: Mapping[str, str] = MappingProxyType(
    {
        "meta_author": "author",
        "meta_description": "description",
        "meta_keywords": "keywords",
        "meta_viewport": "viewport",
    }
)
"""Parameters and the `<meta>` elements that they become."""


class BasicTemplate(BaseTemplate):
    """A header with a title, a sidebar, a main area and a modal."""

    __abstract = True

    base_target = Choice("_self", TARGETS, doc="Where the title's link opens.")
    base_url = param.String(default="", doc="Where the title leads; nowhere without it.")
    busy_indicator = param.ClassSelector(
        class_=BooleanIndicator,
        default=None,
        allow_None=True,
        allow_refs=False,
        doc="How the header shows that callbacks run: a ring unless told otherwise; None: not at all.",
    )
    collapsed_sidebar = Choice(False, [False, True], doc="Whether the sidebar begins closed.")
    favicon = param.String(
        default=None, allow_None=True, doc="The page's icon: a URL, or the path of a file."
    )
    header = Contents(doc="What stands in the header.")
    header_background = param.String(default="", doc="The header's colour, as CSS.")
    header_color = param.String(
        default="", doc="The colour of the header's text, as CSS; else one that can be read."
    )
    location = param.Boolean(
        default=True, doc="Accepted for compatibility; `pn.state.location` is always there."
    )
    logo = param.String(default="", doc="An image for the header: a URL, or the path of a file.")
    main = Contents(doc="What the page is about.")
    main_max_width = param.String(default="", doc="The largest width of the main area, as CSS: '900px'.")
    manifest = param.String(default=None, allow_None=True, doc="The URL of a web app manifest.")
    meta_author = param.String(default="", doc="Who made the page, for search engines.")
    meta_description = param.String(default="", doc="What the page is about, for search engines.")
    meta_keywords = param.String(default="", doc="Keywords, for search engines.")
    meta_refresh = param.String(default="", doc="Seconds after which the browser loads the page again.")
    meta_viewport = param.String(default="", doc="How phones fit the page to their screen.")
    modal = Contents(doc="What the modal shows: see `open_modal`.")
    notifications = param.Parameter(
        default=None, doc="Accepted for compatibility; `pn.state.notifications` sends and holds them."
    )
    sidebar = Contents(doc="What stands beside the main area. Without anything there is no sidebar.")
    sidebar_footer = param.String(default="", doc="Markup for the lower end of the sidebar.")
    sidebar_width = param.Integer(default=330, bounds=(0, None), doc="The sidebar's width in px.")
    site = param.String(default="", doc="The name of what the page is a part of, before its title.")
    site_url = param.String(default="/", doc="Where the site's name and the logo lead.")
    theme_toggle = param.Boolean(default=True, doc="Whether the header has a switch between light and dark.")
    title = param.String(
        default="Lanai Application", allow_refs=True, doc="The title in the header, and of the page."
    )

    _local: ClassVar[frozenset[str]] = BaseTemplate._local | {
        "base_target", "base_url", "busy_indicator", "collapsed_sidebar", "favicon", "header", "header_background",
        "header_color", "location", "logo", "main", "main_max_width", "manifest", "meta_author", "meta_description",
        "meta_keywords", "meta_refresh", "meta_viewport", "modal", "notifications", "sidebar", "sidebar_footer",
        "sidebar_width", "site", "site_url", "theme_toggle", "title",
    }  # fmt: skip
    _told: ClassVar[frozenset[str]] = BaseTemplate._told | {
        "base_target", "base_url", "busy_indicator", "collapsed_sidebar", "header_background", "header_color", "logo",
        "main_max_width", "sidebar_footer", "sidebar_width", "site", "site_url", "theme_toggle", "title",
    }  # fmt: skip

    def __init__(self, **params: Any) -> None:
        self._urls: dict[str, str] = {}
        for name in ("logo", "favicon"):
            if isinstance(params.get(name), PurePath):
                params[name] = str(params[name])
        params.setdefault("busy_indicator", LoadingSpinner(width=20, height=20))
        super().__init__(**params)

    def _changed(self, name: str) -> None:
        if name in ("logo", "favicon"):
            self._urls[name] = as_url(getattr(self, name) or "")
        super()._changed(name)

    def _described(self) -> dict[str, Any]:
        shown = super()._described()
        if "logo" in shown:
            shown["logo"] = self._urls["logo"]
        return {**shown, "busy_indicator": _indicator(self.busy_indicator)}

    @property
    def favicon_url(self) -> str:
        """The address of the page's icon; empty where it has none of its own."""
        return self._urls.get("favicon", "")

    def metas(self) -> dict[str, str]:
        """What the page's `<meta>` elements say, by their names."""
        return {meta: getattr(self, name) for name, meta in METAS.items() if getattr(self, name)}

    def open_modal(self) -> None:
        """Open the modal in the browsers that show this template."""
        self.modal_shown = True

    def close_modal(self) -> None:
        """Close the modal."""
        self.modal_shown = False


def _indicator(indicator: BooleanIndicator | None) -> dict[str, Any] | None:
    """An indicator as the header shows it; the page itself knows when the session is busy."""
    if indicator is None:
        return None
    size = indicator.size if isinstance(indicator, LoadingSpinner) else indicator.width or 20
    return {
        "lamp": isinstance(indicator, BooleanStatus),
        "color": getattr(indicator, "color", "dark"),
        "size": size,
    }
