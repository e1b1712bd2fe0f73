"""Which of Lanai's own panes suits an object best: told before the pane's class, which may be large, is loaded."""

from __future__ import annotations

import functools
import importlib
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from lanai.components.pane import imagekinds, imagesource, mediasource
from lanai.components.pane import suitability as which

if TYPE_CHECKING:
    from lanai.components.pane.base import Pane

ROOM = __name__.rpartition(".")[0]


class Candidate(NamedTuple):
    """A pane that takes part in the choice."""

    highest: float
    """How well it suits what it applies to; that, unless `applies` says another number."""
    name: str
    """Its module and class: 'vega.Vega'."""
    applies: Callable[[Any], float | bool]
    """The same as the class's `applies`."""

    def suits(self, obj: Any) -> float:
        """How well the pane can show `obj`; negative where it cannot."""
        answer = self.applies(obj)
        if answer is True:
            return self.highest
        return -1.0 if answer is False else float(answer)

    def load(self) -> type[Pane]:
        """The class."""
        return _class_of(self.name)


@functools.cache
def _class_of(name: str) -> type[Pane]:
    module, _, kind = name.rpartition(".")
    found: type[Pane] = getattr(importlib.import_module(f"{ROOM}.{module}"), kind)
    return found


def _image(kind: imagekinds.Kind) -> Callable[[Any], bool]:
    return lambda obj: not isinstance(obj, type) and imagesource.suits(obj, kind)


def _file(family: mediasource.Family) -> Callable[[Any], bool]:
    return lambda obj: mediasource.suits(obj, family)


CANDIDATES = (
    Candidate(0.95, "function.ParamMethod", inspect.ismethod),
    Candidate(0.9, "function.ParamFunction", which.is_function),
    # Its objects are Parameterized ones as well, and some can be called.
    Candidate(0.9, "holoviews.HoloViews", which.is_drawable),
    Candidate(0.85, "function.ParamRef", which.is_evaluated),
    Candidate(0.85, "image.SVG", _image(imagekinds.SVG)),
    Candidate(0.85, "image.PNG", _image(imagekinds.PNG)),
    Candidate(0.85, "image.JPG", _image(imagekinds.JPG)),
    Candidate(0.85, "image.GIF", _image(imagekinds.GIF)),
    Candidate(0.85, "image.WebP", _image(imagekinds.WEBP)),
    Candidate(0.85, "image.ICO", _image(imagekinds.ICO)),
    Candidate(0.85, "image.AVIF", _image(imagekinds.AVIF)),
    Candidate(0.85, "latex.LaTeX", which.suits_latex),
    Candidate(0.85, "media.Audio", _file(mediasource.AUDIO)),
    Candidate(0.85, "media.Video", _file(mediasource.VIDEO)),
    Candidate(0.85, "pdf.PDF", _file(mediasource.PDF)),
    Candidate(0.82, "youtube.YT", which.is_youtube),
    Candidate(0.8, "markdown.Markdown", which.is_markdown),
    Candidate(0.8, "bokeh.Bokeh", which.is_bokeh),
    Candidate(0.8, "dataframe.DataFrame", which.is_table),
    Candidate(0.8, "echarts.ECharts", which.is_echarts),
    Candidate(0.8, "matplotlib.Matplotlib", which.is_matplotlib),
    Candidate(0.8, "parameters.Param", which.has_parameters),
    Candidate(0.8, "plotly.Plotly", which.is_plotly),
    Candidate(0.8, "vega.Vega", which.is_vega),
    Candidate(0.4, "html.HTML", which.is_html),
    Candidate(0.1, "json.JSON", which.is_json),
    Candidate(0.0, "text.Str", lambda obj: True),
)
"""From the one that may suit best down. Of those that suit alike the first is chosen; the last one suits everything."""

FOR_WORDS = tuple(candidate for candidate in CANDIDATES if candidate.highest <= 0.8)
"""Those that may suit a text which names nothing."""


def _is_words(obj: Any) -> bool:
    """Whether it is a text that names no file and no address and is no drawing, as nearly all that callbacks return."""
    return type(obj) is str and "." not in obj[-6:] and obj[:4].lower() != "http" and "<svg" not in obj[:100]


def best_of(obj: Any, at_least: float) -> Candidate | None:
    """The pane that suits `obj` best; None where none does as well as `at_least` or better."""
    best, rank = None, at_least
    for candidate in FOR_WORDS if _is_words(obj) else CANDIDATES:
        if candidate.highest < rank or (best is not None and candidate.highest == rank):
            break
        suits = candidate.suits(obj)
        if suits > rank or (best is None and suits == rank):
            best, rank = candidate, suits
    return best
