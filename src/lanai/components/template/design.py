"""Themes, light and dark, and designs: how the page's controls look. Each is a class, and has a name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
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


THEMES: Mapping[str, type[Theme]] = MappingProxyType(
    {"default": DefaultTheme, "light": DefaultTheme, "dark": DarkTheme}
)
DESIGNS: Mapping[str, type[Design]] = MappingProxyType(
    {"native": Native, "fast": Fast, "bootstrap": Bootstrap, "material": Material}
)


class Named(param.Parameter[Any]):
    """A class of some kind, which may be given by a name as well."""

    __slots__ = ("kind", "names")

    def __init__(self, names: Mapping[str, type], kind: type, default: Any = None, **params: Any) -> None:
        self.names = names
        self.kind = kind
        super().__init__(default=default, **params)

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, self.names.get(val, val) if isinstance(val, str) else val)

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value is None and allow_None:
            return
        if not (isinstance(value, type) and issubclass(value, self.kind)):
            raise ValueError(
                f"Expected for {self.name!r} one of {sorted(self.names)} or a class of {self.kind.__name__}, "
                f"got {value!r}."
            )
