"""The component types that templates are to the browser: however many there are in Python, two."""

from lanai.components.template.area import TemplateArea
from lanai.components.template.kinds import VanillaTemplate as Template

__all__ = ["Template", "TemplateArea"]
