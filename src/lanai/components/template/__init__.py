"""Templates: a page with a header, a sidebar, a main area and a modal, which an app fills."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.template.base import BaseTemplate, Template
    from lanai.components.template.basic import BasicTemplate as BasicTemplate
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
    from lanai.components.template.fast import FastTemplate as FastTemplate
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

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".base": "BaseTemplate Template",
            ".basic": "BasicTemplate",
            ".design": "Bootstrap DarkTheme DefaultTheme Design Fast Material Native Theme",
            ".fast": "EditableTemplate FastGridTemplate FastListTemplate FastTemplate",
            ".kinds": "BootstrapTemplate GoldenTemplate MaterialTemplate ReactTemplate SlidesTemplate VanillaTemplate",
        },
    )
