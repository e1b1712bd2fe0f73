"""Where components stand on a page with a template, and how a template itself is told from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from lanai.components.base import Component

if TYPE_CHECKING:
    from lanai.components.template.base import BaseTemplate

AREAS = ("header", "sidebar", "main", "right_sidebar", "modal")
"""The areas of templates."""

ROOT = "template"
"""The area of the page in which a template stands."""

TYPE = "Template"
"""What the browser calls every template."""


def is_template(component: Component) -> TypeGuard[BaseTemplate]:
    """Whether it is a template. Loads none, as most pages have none."""
    return component._spec.type == TYPE
