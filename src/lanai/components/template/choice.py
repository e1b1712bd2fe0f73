"""Templates, themes and designs by name: what an app calls them, and which class that is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import param

from lanai.components import template as templates

Names = Mapping[str, str]
"""By the name that apps use that of the class in `lanai.components.template`, which is loaded when it is asked for."""

TEMPLATES: Names = MappingProxyType(
    {
        "bootstrap": "BootstrapTemplate",
        "editable": "EditableTemplate",
        "fast": "FastListTemplate",
        "fast-grid": "FastGridTemplate",
        "fast-list": "FastListTemplate",
        "golden": "GoldenTemplate",
        "material": "MaterialTemplate",
        "react": "ReactTemplate",
        "slides": "SlidesTemplate",
        "vanilla": "VanillaTemplate",
    }
)
"""Templates as `pn.extension(template=...)` and `pn.config.template` name them."""

THEMES: Names = MappingProxyType({"default": "DefaultTheme", "light": "DefaultTheme", "dark": "DarkTheme"})
DESIGNS: Names = MappingProxyType(
    {"native": "Native", "fast": "Fast", "bootstrap": "Bootstrap", "material": "Material"}
)


class Named(param.Parameter[Any]):
    """A class below `kind`, the name of one in `lanai.components.template`. It may be given by a name as well."""

    __slots__ = ("kind", "names")

    def __init__(self, names: Names, kind: str, default: Any = None, **params: Any) -> None:
        self.names = names
        self.kind = kind
        super().__init__(default=default, **params)

    def __set__(self, obj: Any, val: Any) -> None:
        named = self.names.get(val) if isinstance(val, str) else None
        super().__set__(obj, val if named is None else getattr(templates, named))

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value is None and allow_None:
            return
        if not (isinstance(value, type) and issubclass(value, getattr(templates, self.kind))):
            raise ValueError(
                f"Expected for {self.name!r} one of {sorted(self.names)} or a class of {self.kind}, got {value!r}."
            )
