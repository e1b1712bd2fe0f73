"""Which template a name stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lanai.components.template.base import BaseTemplate
from lanai.components.template.fast import EditableTemplate, FastGridTemplate, FastListTemplate
from lanai.components.template.kinds import (
    BootstrapTemplate,
    GoldenTemplate,
    MaterialTemplate,
    ReactTemplate,
    SlidesTemplate,
    VanillaTemplate,
)

TEMPLATES: Mapping[str, type[BaseTemplate]] = MappingProxyType(
    {
        "bootstrap": BootstrapTemplate,
        "editable": EditableTemplate,
        "fast": FastListTemplate,
        "fast-grid": FastGridTemplate,
        "fast-list": FastListTemplate,
        "golden": GoldenTemplate,
        "material": MaterialTemplate,
        "react": ReactTemplate,
        "slides": SlidesTemplate,
        "vanilla": VanillaTemplate,
    }
)
"""Templates as `pn.extension(template=...)` and `pn.config.template` name them."""
