"""Templates: a page with a header, a sidebar, a main area and a modal, which an app fills."""

from lanai.components.template.base import BaseTemplate, Template
from lanai.components.template.design import (
    Bootstrap,
    DarkTheme,
    DefaultTheme,
    Design,
    Fast,
    Material,
    Native,
    Theme,
)
from lanai.components.template.fast import EditableTemplate, FastGridTemplate, FastListTemplate
from lanai.components.template.kinds import (
    BootstrapTemplate,
    GoldenTemplate,
    MaterialTemplate,
    ReactTemplate,
    SlidesTemplate,
    VanillaTemplate,
)

__all__ = [
    "BaseTemplate",
    "Bootstrap",
    "BootstrapTemplate",
    "DarkTheme",
    "DefaultTheme",
    "Design",
    "EditableTemplate",
    "Fast",
    "FastGridTemplate",
    "FastListTemplate",
    "GoldenTemplate",
    "Material",
    "MaterialTemplate",
    "Native",
    "ReactTemplate",
    "SlidesTemplate",
    "Template",
    "Theme",
    "VanillaTemplate",
]
