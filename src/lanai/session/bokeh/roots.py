"""The figures of the panes that a session shows, as roots of its document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bokeh.document import Document
from bokeh.model import Model
from bokeh.themes import Theme, built_in_themes

from lanai.components.pane.bokeh import Bokeh

Report = Callable[[BaseException, str], None]
Shown = tuple[Model | None, Any]
"""A figure and its theme."""


class PaneRoots:
    """Keeps the document's roots in step with the panes on the page. Roots that the app added itself stay."""

    def __init__(self, document: Document, report: Report) -> None:
        self._document = document
        self._report = report
        self._shown: dict[int, Shown] = {}

    def update(self, panes: Mapping[int, Bokeh]) -> None:
        """These panes are on the page, by id. A figure that cannot be shown is reported, once."""
        wanted: dict[int, Shown] = {number: (pane.object, pane.theme) for number, pane in panes.items()}
        shown, self._shown = self._shown, wanted
        kept = {id(figure) for figure, _ in wanted.values()}
        for number, (figure, _) in shown.items():
            if (
                figure is not None
                and wanted.get(number, (None, None))[0] is not figure
                and id(figure) not in kept
            ):
                self._document.remove_root(figure)
        for number, (figure, theme) in wanted.items():
            if figure is not None and shown.get(number) != (figure, theme):
                self._show(figure, theme)

    def _show(self, figure: Model, theme: Any) -> None:
        try:
            self._document.add_root(figure)
        except RuntimeError as error:
            self._withdraw(figure)
            self._report(
                error, f"showing a Bokeh {type(figure).__name__} that another document shows already"
            )
            return
        if theme is not None:
            _dress(figure, theme)

    def _withdraw(self, figure: Model) -> None:
        """Bokeh has taken it into its list of roots before it found that it belongs elsewhere."""
        self._document._roots.remove(figure)


def _dress(figure: Model, theme: Theme | str) -> None:
    chosen = built_in_themes[theme] if isinstance(theme, str) else theme
    for model in figure.references():
        chosen.apply_to_model(model)
