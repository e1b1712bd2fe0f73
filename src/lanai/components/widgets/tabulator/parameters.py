"""The parameters of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import param

from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.components.widgets.base import Widget
from lanai.core.callbacks import Function

LAYOUTS = ("fit_data_table", "fit_data", "fit_data_stretch", "fit_data_fill", "fit_columns")
THEMES = (
    "simple", "default", "midnight", "site", "modern", "bootstrap", "bootstrap4", "bootstrap5", "materialize",
    "bulma", "semantic-ui", "fast",
)  # fmt: skip
PAGINATION = (None, "local", "remote")


class TableParameters(Widget):
    """What an app can say of a table. Settings of columns are one value for all, or a dict by column."""

    __abstract = True

    aggregators = OwnDict(
        doc="How the groups of a hierarchical table sum up a column: sum, mean, min, max, count."
    )
    buttons = OwnDict(doc="Columns of buttons: name to markup, shown as it is.")
    configuration = OwnDict(doc="Options of Tabulator's, beyond what the parameters say.")
    container_popup = param.Boolean(default=True, doc="Accepted for compatibility.")
    editables = OwnDict(doc="Columns to whether their cells can be edited.")
    editors = OwnDict(doc="Columns to their editors; None for one that cannot be edited.")
    embed_content = param.Boolean(default=False, doc="Whether to make the content of every row at once.")
    expanded = OwnList(doc="Rows whose content is shown, counted from 0.")
    filters = OwnList(doc="What the visitor entered above the columns: dicts of field, type and value.")
    follow = param.Boolean(default=False, precedence=-1, doc="Whether to scroll to what is streamed.")
    formatters = OwnDict(doc="Columns to how their cells are written.")
    frozen_columns = param.ClassSelector(
        default=[],
        class_=(list, dict),
        doc="Columns that stay while the others scroll; a dict says on which side.",
    )
    frozen_rows = OwnList(doc="Rows that stay at the top, counted from 0; negative from the end.")
    groupby = OwnList(doc="Columns by whose values rows are put under headings.")
    groups = OwnDict(doc="Headings to the columns under them.")
    header_align = param.ClassSelector(default={}, class_=(dict, str), doc="How titles are aligned.")
    header_filters = param.ClassSelector(
        default=None, class_=(bool, dict), allow_None=True, doc="Fields for filtering above the columns."
    )
    header_tooltips = OwnDict(doc="Columns to the text shown over their titles.")
    hidden_columns = OwnList(doc="Columns that are not shown.")
    hierarchical = param.Boolean(
        default=False, doc="Whether the levels of the index are the levels of a tree."
    )
    initial_page_size = param.Integer(
        default=20, bounds=(1, None), doc="Rows a page, unless `page_size` says so."
    )
    label = param.String(default="", doc="The table's title, for those who do not see it.")
    layout = Choice("fit_data_table", LAYOUTS, doc="How widths of columns are found.")
    movable_columns = param.Boolean(default=False, doc="Whether the visitor may move columns.")
    page = param.Integer(default=1, bounds=(1, None), doc="The page shown, from 1.")
    page_size = param.Integer(default=None, bounds=(1, None), allow_None=True, doc="Rows a page.")
    pagination = Choice(
        None, PAGINATION, doc="Pages cut in the browser ('local') or on the server ('remote')."
    )
    row_content = Function(default=None, doc="Makes of a row what is shown below it when it is expanded.")
    row_height = param.Integer(default=30, bounds=(10, None), doc="Height of a row in px.")
    selectable = param.ClassSelector(
        default=True,
        class_=(bool, str, int),
        doc="True, False, 'checkbox', 'checkbox-single', 'toggle', or how many.",
    )
    selectable_rows = Function(default=None, doc="Gives of a frame the rows that can be selected.")
    selection = OwnList(doc="The rows selected, counted from 0.")
    show_index = param.Boolean(default=True, doc="Whether the index is shown.")
    sortable = param.ClassSelector(default=True, class_=(bool, dict), doc="Whether a visitor may sort.")
    sorters = OwnList(doc="By what it is sorted: dicts of field and dir ('asc', 'desc').")
    text_align = param.ClassSelector(default={}, class_=(dict, str), doc="How cells are aligned.")
    theme = Choice(
        "simple", THEMES, doc="Accepted for compatibility: tables look as the page. 'midnight' is dark."
    )
    theme_classes = OwnList(doc="table-striped, table-bordered, table-sm.")
    title_formatters = OwnDict(doc="Columns to how their titles are written.")
    titles = OwnDict(doc="Columns to their titles.")
    value = param.Parameter(default=None, doc="The data frame: of pandas, polars or pyarrow.")
    widths = param.ClassSelector(
        default={}, class_=(dict, int, str), doc="Widths of columns in px or as CSS."
    )

    # What the parameters above come to, for the browser.
    cell_styles = param.Parameter(default=None, precedence=-1, doc="CSS of cells.")
    column_definitions = param.List(
        default=[], precedence=-1, doc="The columns as the browser is told of them."
    )
    expandable = param.Boolean(default=False, precedence=-1, doc="Whether rows have content to show.")
    row_panels = param.List(default=[], precedence=-1, doc="The content of the rows that are expanded.")
    selectable_serials = param.List(
        default=None, allow_None=True, precedence=-1, doc="Rows that can be selected."
    )

    download_request = param.Parameter(default=None, precedence=-1, doc="What the browser is asked to save.")

    # What happened last; watched by those who want to know.
    clicked_cell = param.Parameter(default=None, precedence=-1, doc="The last click of the visitor's.")
    edited_cell = param.Parameter(default=None, precedence=-1, doc="The last edit of the visitor's.")

    _local: ClassVar[frozenset[str]] = Widget._local | {
        "aggregators", "buttons", "clicked_cell", "container_popup", "edited_cell", "editables", "editors",
        "embed_content", "formatters", "frozen_columns", "groups", "header_align", "header_filters",
        "header_tooltips", "hidden_columns", "initial_page_size", "selectable_rows", "show_index", "sortable",
        "text_align", "title_formatters", "titles", "widths",
    }  # fmt: skip
    _children: ClassVar[tuple[str, ...]] = ("row_panels",)
    _edits: ClassVar[tuple[str, ...]] = ("selection", "page", "page_size", "sorters", "filters", "expanded")
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "edit": ("value", "edited_cell"),
        "click": ("clicked_cell",),
    }
    _renamed: ClassVar[Mapping[str, str]] = {
        "value": "data",
        "column_definitions": "columns",
        "selectable_serials": "selectable_rows",
    }
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "value": ("cell_styles", "expanded", "frozen_rows", "selection"),
        "initial_page_size": ("page_size",),
    }
