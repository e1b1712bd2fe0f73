"""DataFrame: a data frame as a plain table of HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import param

from lanai.components.frames import is_frame
from lanai.components.pane.html import HTML, markup_of
from lanai.components.pane.sanitizing import sanitize
from lanai.components.pane.suitability import is_table
from lanai.components.parameters import Choice
from lanai.core.callbacks import Function
from lanai.core.lazy import load
from lanai.errors import BadArgument

_JUSTIFY = (
    "left", "right", "center", "justify", "justify-all", "start", "end", "inherit", "match-parent", "initial",
    "unset", None,
)  # fmt: skip


class DataFrame(HTML):
    """Shows a data frame or series of pandas, polars or pyarrow, or a pandas Styler, all at once.

    Nothing in a cell can run unless `escape` is off: a cell is text, in a Styler harmless markup. For what can be sorted and edited there is `pn.widgets.Tabulator`.
    """

    bold_rows = param.Boolean(default=True, doc="Whether the index is bold.")
    border = param.Integer(default=0, bounds=(0, None), doc="Width of the cells' borders in px.")
    classes = param.List(default=["panel-df"], doc="CSS classes of the table.")
    col_space = param.ClassSelector(
        default=None, class_=(str, int, dict), allow_None=True, doc="Least width of columns, as CSS or in px."
    )
    decimal = param.String(default=".", doc="What stands before decimals.")
    escape = param.Boolean(
        default=True, doc="Whether markup in cells is shown as text, in a Styler made safe."
    )
    float_format = Function(default=None, doc="Writes a float.")
    formatters = param.ClassSelector(
        default=None, class_=(dict, list), allow_None=True, doc="Write cells, by column."
    )
    header = param.Boolean(default=True, doc="Whether to show titles.")
    index = param.Boolean(default=True, doc="Whether to show the index.")
    index_names = param.Boolean(default=True, doc="Whether to show the names of the index.")
    justify = Choice(None, _JUSTIFY, doc="How titles are aligned.")
    max_cols = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="Most columns shown.")
    max_rows = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="Most rows shown.")
    na_rep = param.String(default="NaN", doc="What stands in an empty cell.")
    render_links = param.Boolean(default=False, doc="Whether URLs are links.")
    show_dimensions = param.Boolean(default=False, doc="Whether to say how large the frame is.")
    sparsify = param.Boolean(default=True, doc="Whether to show each value of a level of the index once.")
    text_align = Choice(None, ("start", "end", "center", None), doc="How cells are aligned.")

    priority: ClassVar[float] = 0.8
    _type: ClassVar[str] = "DataFrame"
    _WRITING: ClassVar[tuple[str, ...]] = (
        "bold_rows", "border", "classes", "col_space", "decimal", "escape", "float_format", "formatters", "header",
        "index", "index_names", "justify", "max_cols", "max_rows", "na_rep", "render_links", "show_dimensions",
        "sparsify",
    )  # fmt: skip
    _local: ClassVar[frozenset[str]] = HTML._local | frozenset(_WRITING)
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **HTML._implied,
        **dict.fromkeys(_WRITING, ("object",)),
    }

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_table(obj)

    def read(self, obj: Any) -> Any:
        markup = self._written(obj)
        if self.sanitize_html and markup:
            return self._safe(markup)
        # What writes a table may take texts for markup, as a Styler does with all its cells.
        return sanitize(markup) if self.escape else markup

    def _written(self, obj: Any) -> str:
        if obj is None:
            return ""
        if not is_frame(obj):
            return self._offered(obj)
        pandas = load("pandas", needed_for="a data frame as HTML")
        frame = obj if isinstance(obj, (pandas.DataFrame, pandas.Series)) else _as_pandas(obj)
        if isinstance(frame, pandas.Series):
            frame = frame.to_frame()
        own_index = frame is obj or self.index is False
        options = {name: getattr(self, name) for name in self._WRITING}
        if not own_index:  # the frame of a library without an index has none to show
            options["index"] = False
        return str(frame.to_html(**options))

    def _offered(self, obj: Any) -> str:
        """The table that a Styler, or a frame of another library, writes itself. No text is taken for one."""
        if not hasattr(obj, "_repr_html_"):
            raise BadArgument(
                f"Expected a data frame for pn.pane.DataFrame, got {type(obj).__qualname__}. "
                "Show text with pn.pane.Str, markup with pn.pane.HTML."
            )
        return markup_of(obj)


def _as_pandas(obj: Any) -> Any:
    narwhals: Any = load("narwhals", needed_for="data frames of polars and pyarrow")
    read: Callable[..., Any] = narwhals.from_native
    return read(obj, eager_only=True, allow_series=True).to_pandas()
