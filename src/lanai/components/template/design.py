"""Themes, light and dark, and designs: how the page's controls look. Each is a class, and has a name."""

from __future__ import annotations

from typing import Any, ClassVar

import param


class Theme(param.Parameterized):
    """Light or dark. A subclass of one of the two below may bring a style sheet of its own."""

    base_css: Any = param.Filename(
        default=None, allow_None=True, doc="A file of CSS that comes before `css`."
    )
    bokeh_theme = param.Parameter(
        default=None, doc="Accepted for compatibility; plots take the colours of the page."
    )
    css: Any = param.Filename(default=None, allow_None=True, doc="A file of CSS for pages of this theme.")

    title: ClassVar[str] = "light"
    """What the browser calls it."""


class DefaultTheme(Theme):
    """Light."""


class DarkTheme(Theme):
    """Dark."""

    title: ClassVar[str] = "dark"


class Design(param.Parameterized):
    """How controls look: their colour and their corners."""

    theme = param.Parameter(default=None, doc="Accepted for compatibility; a design suits both themes.")

    title: ClassVar[str] = "native"
    """What the browser calls it."""


class Native(Design):
    """Lanai's own look."""


class Fast(Design):
    """Blue, with small corners."""

    title: ClassVar[str] = "fast"


class Bootstrap(Design):
    """Strong blue, with clear edges."""

    title: ClassVar[str] = "bootstrap"


class Material(Design):
    """Indigo, with round corners."""

    title: ClassVar[str] = "material"
