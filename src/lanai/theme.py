"""`pn.theme`: light and dark, and designs for the page's controls."""

from lanai.components.template.design import Bootstrap as Bootstrap
from lanai.components.template.design import DarkTheme as DarkTheme
from lanai.components.template.design import DefaultTheme as DefaultTheme
from lanai.components.template.design import Design as Design
from lanai.components.template.design import Fast as Fast
from lanai.components.template.design import Material as Material
from lanai.components.template.design import Native as Native
from lanai.components.template.design import Theme as Theme

__all__ = ["Bootstrap", "DarkTheme", "DefaultTheme", "Design", "Fast", "Material", "Native", "Theme"]
