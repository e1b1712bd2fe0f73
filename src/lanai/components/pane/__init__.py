"""Components that show an object."""

from lanai.components.pane.base import Pane
from lanai.components.pane.bokeh import Bokeh
from lanai.components.pane.function import ParamFunction
from lanai.components.pane.html import HTML
from lanai.components.pane.markdown import Markdown
from lanai.components.pane.text import Str

__all__ = ["HTML", "Bokeh", "Markdown", "Pane", "ParamFunction", "Str"]
