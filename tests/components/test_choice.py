"""The choice of a pane: made by the same facts whether a pane's class is loaded or not, and of the same panes."""

from __future__ import annotations

import functools
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import altair
import holoviews
import hypothesis
import matplotlib.figure
import numpy as np
import pandas as pd
import param
import plotly.graph_objects
import polars as pl
import pytest
from bokeh.models.widgets.markups import Div
from bokeh.plotting import figure
from hypothesis import strategies

import lanai as pn
from lanai.components.pane.base import Pane, pane_type
from lanai.components.pane.choice import CANDIDATES, Candidate, best_of
from lanai.components.spec import OWN
from tests.support.kinds import all_kinds

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
SVG = '<svg xmlns="http://www.w3.org/2000/svg"></svg>'


class Offering:
    """An object that offers itself in some ways, each a text."""

    def __init_subclass__(cls, ways: str) -> None:
        for way in ways.split():
            setattr(cls, f"_repr_{way}_", lambda self: "x")

    def method(self) -> str:
        return "x"


class Html(Offering, ways="html"): ...


class Formula(Offering, ways="latex"): ...


class FormulaAndHtml(Offering, ways="latex html"): ...


class HtmlAndPicture(Offering, ways="html png"): ...


class Drawing(Offering, ways="svg markdown"): ...


class Owner(param.Parameterized):
    """Something with a parameter."""

    number = param.Number(3)

    @param.depends("number")
    def shown(self) -> str:
        return str(self.number)


def generate() -> Iterator[int]:
    yield 1


async def wait() -> int:
    return 1


OBJECTS: dict[str, tuple[Callable[[], Any], str]] = {
    "None": (lambda: None, "Str"),
    "a number": (lambda: 3, "Str"),
    "an array": (lambda: np.zeros(3), "Str"),
    "a tuple": (lambda: (1, 2), "Str"),
    "a class": (lambda: Html, "Str"),
    "a text": (lambda: "text", "Markdown"),
    "no text": (lambda: "", "Markdown"),
    "a text that ends like a file": (lambda: "see nothing.png", "Markdown"),
    "an SVG": (lambda: SVG, "SVG"),
    "the address of a PNG": (lambda: "https://example.org/a.png?b=1", "PNG"),
    "the address of a JPEG": (lambda: "https://example.org/a.jpeg", "JPG"),
    "the address of a GIF": (lambda: "https://example.org/a.gif", "GIF"),
    "the address of a WebP": (lambda: "https://example.org/a.webp", "WebP"),
    "the address of an ICO": (lambda: "https://example.org/a.ico", "ICO"),
    "the address of an AVIF": (lambda: "https://example.org/a.avif", "AVIF"),
    "the address of a sound": (lambda: "https://example.org/a.mp3", "Audio"),
    "the address of a film": (lambda: "https://example.org/a.mp4", "Video"),
    "the address of a document": (lambda: "https://example.org/a.pdf", "PDF"),
    "another address": (lambda: "https://example.org/", "Markdown"),
    "a film of YouTube's": (lambda: "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YT"),
    "a path": (lambda: Path("a.png"), "PNG"),
    "bytes of a PNG": (lambda: PNG, "PNG"),
    "bytes of a GIF": (lambda: b"GIF89a" + b"\0" * 30, "GIF"),
    "bytes of a sound": (lambda: b"RIFF\0\0\0\0WAVE" + b"\0" * 30, "Audio"),
    "bytes of a film": (lambda: b"\x1aE\xdf\xa3" + b"\0" * 30, "Video"),
    "bytes of a document": (lambda: b"%PDF-1.7", "PDF"),
    "bytes of nothing known": (lambda: b"abc", "Str"),
    "a stream of a PNG": (lambda: io.BytesIO(PNG), "PNG"),
    "what offers HTML": (Html, "HTML"),
    "what offers LaTeX": (Formula, "LaTeX"),
    "what offers LaTeX and HTML": (FormulaAndHtml, "HTML"),
    "what offers HTML and a PNG": (HtmlAndPicture, "PNG"),
    "what offers an SVG and Markdown": (Drawing, "SVG"),
    "a list": (lambda: [1, 2], "JSON"),
    "a list of no JSON": (lambda: [object()], "Str"),
    "a dict": (lambda: {"a": 1}, "JSON"),
    "an option of ECharts'": (lambda: {"series": [], "xAxis": {}}, "ECharts"),
    "a figure of Plotly's as a dict": (lambda: {"data": [{"type": "bar"}], "layout": {}}, "Plotly"),
    "a specification of Vega's": (lambda: {"data": {}, "mark": "bar"}, "Vega"),
    "one with a schema": (lambda: {"$schema": "https://vega.github.io/schema/vega/v5.json"}, "Vega"),
    "a figure of Plotly's": (plotly.graph_objects.Figure, "Plotly"),
    "a trace of Plotly's": (plotly.graph_objects.Bar, "Plotly"),
    "a chart of Altair's": (lambda: altair.Chart().mark_bar(), "Vega"),
    "a figure of Bokeh's": (figure, "Bokeh"),
    "a model of Bokeh's": (Div, "Bokeh"),
    "a figure of Matplotlib's": (matplotlib.figure.Figure, "Matplotlib"),
    "axes of Matplotlib's": (lambda: matplotlib.figure.Figure().subplots(), "Matplotlib"),
    "an element of HoloViews'": (lambda: holoviews.Curve([1, 2]), "HoloViews"),
    "a frame of pandas'": (lambda: pd.DataFrame({"a": [1]}), "DataFrame"),
    "a column of pandas": (lambda: pd.Series([1, 2]), "DataFrame"),
    "a frame of pandas' with styles": (lambda: pd.DataFrame({"a": [1]}).style, "DataFrame"),
    "a frame of polars'": (lambda: pl.DataFrame({"a": [1]}), "DataFrame"),
    "a function": (lambda: lambda: "x", "ParamFunction"),
    "a generator function": (lambda: generate, "ParamFunction"),
    "a coroutine function": (lambda: wait, "ParamFunction"),
    "a partial": (lambda: functools.partial(print, 1), "ParamFunction"),
    "a bound function": (lambda: pn.bind(abs, Owner().param.number), "ParamFunction"),
    "a method": (lambda: Html().method, "ParamMethod"),
    "a method that depends": (lambda: Owner().shown, "ParamMethod"),
    "an rx": (lambda: pn.rx(3), "ParamRef"),
    "a parameter": (lambda: Owner().param.number, "Param"),
    "parameters": (lambda: Owner().param, "Param"),
    "an object with parameters": (Owner, "Param"),
    "a class with parameters": (lambda: Owner, "Param"),
}
"""What makes an object, and the pane that shows it."""


def own_panes() -> set[type[Pane]]:
    """All of Lanai's panes, loaded."""
    assert len(all_kinds()) > 100
    found: list[type[Pane]] = [Pane]
    for kind in found:
        found += [child for child in kind.__subclasses__() if child.__module__.startswith(OWN)]
    return set(found)


@pytest.mark.parametrize("name", OBJECTS)
def test_each_object_has_its_pane(name: str) -> None:
    make, kind = OBJECTS[name]
    assert pane_type(make()).__name__ == kind


@pytest.mark.parametrize("candidate", CANDIDATES, ids=lambda candidate: candidate.name)
def test_a_candidate_answers_as_its_class_does(candidate: Candidate) -> None:
    kind = candidate.load()
    for name, (make, _) in OBJECTS.items():
        obj = make()
        assert candidate.suits(obj) == kind.suits(obj), name
        assert candidate.suits(obj) <= candidate.highest, name


@pytest.mark.parametrize("name", OBJECTS)
def test_no_pane_that_would_suit_as_well_is_left_out(name: str) -> None:
    make, kind = OBJECTS[name]
    obj = make()
    best = max(each.suits(obj) for each in own_panes())
    first = next(each for each in CANDIDATES if each.suits(obj) == best)
    assert first.load().__name__ == kind


def test_candidates_stand_in_the_order_in_which_they_are_asked() -> None:
    heights = [each.highest for each in CANDIDATES]
    assert heights == sorted(heights, reverse=True)
    assert CANDIDATES[-1].suits(object()) == CANDIDATES[-1].highest


@hypothesis.given(
    text=strategies.lists(
        strategies.sampled_from(
            [
                "a",
                " ",
                "\n",
                ".",
                "<svg>",
                "HTTPS://",
                "http://x.y/",
                "?",
                ".png",
                ".jpeg",
                ".flac",
                ".pdf",
                ".svg",
                "data:",
            ]
        ),
        max_size=5,
    ).map("".join)
)
def test_a_text_for_which_fewer_panes_are_asked_suits_none_of_the_others(text: str) -> None:
    best = max(each.suits(text) for each in CANDIDATES)
    first = next(each for each in CANDIDATES if each.suits(text) == best)
    assert best_of(text, at_least=0.0) is first


def test_of_an_apps_pane_and_one_that_suits_as_well_lanais_is_chosen() -> None:
    class Mine(pn.pane.Markdown):
        pass

    class Better(pn.pane.Markdown):
        priority = 0.81

        @classmethod
        def applies(cls, obj: Any) -> float | bool:
            return bool(obj == "mine")

    assert Mine.suits("text") == pn.pane.Markdown.suits("text")
    assert pane_type("text") is pn.pane.Markdown
    assert pane_type("mine") is Better


def test_choosing_loads_no_other_pane() -> None:
    program = """
import json, sys
import lanai as pn
for obj in ("text", 3, [1], print, {"mark": "bar", "data": {}}):
    pn.panel(obj)
print(json.dumps([name for name in sys.modules if name.startswith("lanai.components.pane.")]))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.rpartition(".")[2] for name in json.loads(result.stdout)}
    chosen = {"markdown", "text", "json", "function", "vega"}
    assert chosen <= loaded
    others = {candidate.name.partition(".")[0] for candidate in CANDIDATES}
    assert loaded & others == chosen | {"html"}  # in which a function shows that it failed
