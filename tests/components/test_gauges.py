"""Gauges, dials, texts and tooltips: what a visitor is told."""

from __future__ import annotations

from typing import Any

import pytest
from bokeh.models.ui.tooltips import Tooltip

import lanai as pn
from lanai import testing

GAUGES = [pn.indicators.Gauge, pn.indicators.Dial, pn.indicators.LinearGauge]


@pytest.mark.parametrize("kind", GAUGES)
def test_a_gauge_follows_the_app(kind: Any) -> None:
    gauge = kind(name="Engine", bounds=(0, 3000), value=2500, format="{value:.0f} rpm")
    with testing.Site(gauge) as site:
        shown = site.visit().find(type=kind.__name__)
        assert shown.read("reading")["text"] == "2500 rpm"
        assert shown.read("reading")["ends"] == ["0 rpm", "3000 rpm"]
        gauge.value = 1000
        site.settle()
        assert (shown.read("value"), shown.read("reading")["text"]) == (1000, "1000 rpm")


@pytest.mark.parametrize("kind", GAUGES)
def test_a_value_stays_within_the_bounds(kind: Any) -> None:
    with pytest.raises(ValueError, match="101"):
        kind(value=101)
    gauge = kind(value=150, bounds=(100, 200))
    with pytest.raises(ValueError, match="50"):
        gauge.value = 50
    assert gauge.value == 150
    gauge.bounds = (0, 200)
    gauge.value = 50


@pytest.mark.parametrize("kind", GAUGES)
@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_value_may_be_missing(kind: Any, value: float | None) -> None:
    with testing.Site(lambda: kind(value=value, format="{value:.1f} %")) as site:
        shown = site.visit().find(type=kind.__name__)
        assert shown.read("value") is None
        assert shown.read("reading")["text"] == "- %"


@pytest.mark.parametrize("bounds", [(3, 1), (1, 1), (0, float("inf"))])
def test_bounds_that_are_none_are_refused(bounds: Any) -> None:
    with pytest.raises(ValueError, match="the lower first"):
        pn.indicators.Dial(bounds=bounds)


@pytest.mark.parametrize("colors", [[("red", 1)], [(2, "red")], [3]])
def test_thresholds_that_are_none_are_refused(colors: Any) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        pn.indicators.Gauge(colors=colors)


def test_colours_without_thresholds_share_the_scale() -> None:
    app = pn.indicators.LinearGauge(colors=["green", "gold", "red", "black"], format="{value:.0f}")
    with testing.Site(app) as site:
        shown = site.visit().find(type="LinearGauge")
        assert shown.read("colors") == [[0.25, "green"], [0.5, "gold"], [0.75, "red"], [1.0, "black"]]
        assert shown.read("reading")["limits"] == ["25", "50", "75", "100"]


def test_a_lying_gauge_changes_its_sides() -> None:
    gauge = pn.indicators.LinearGauge(horizontal=True, width=100)
    with testing.Site(gauge) as site:
        shown = site.visit().find(type="LinearGauge")
        assert (shown.read("width"), shown.read("height")) == (300, 100)
        gauge.horizontal = False
        site.settle()
        assert (shown.read("width"), shown.read("height")) == (100, 300)


def test_a_gauge_follows_a_slider() -> None:
    def app() -> Any:
        slider = pn.widgets.IntSlider(name="Speed", value=30, end=100)
        return pn.Row(slider, pn.indicators.Dial(value=slider))

    with testing.Site(app) as site:
        user = site.visit()
        assert user.find(type="Dial").read("value") == 30
        user.set("Speed", 70)
        assert user.find(type="Dial").read("reading")["text"] == "70%"


def test_a_tooltip_is_a_text_or_one_of_bokehs() -> None:
    def app() -> Any:
        return pn.Row(
            pn.indicators.TooltipIcon(value="plain"),
            pn.widgets.TooltipIcon(value=Tooltip(content="Bokeh's", position="bottom")),
        )

    with testing.Site(app) as site:
        row = site.visit().elements()[0]
        assert [child.props["value"] for child in row.children] == [
            "plain",
            {"text": "Bokeh's", "place": "bottom"},
        ]
    with pytest.raises(ValueError, match="int"):
        pn.indicators.TooltipIcon(value=3)


def test_words_may_change() -> None:
    words = pn.indicators.String(name="State", value="well")
    with testing.Site(words) as site:
        user = site.visit()
        words.value = None
        site.settle()
        assert user.find(type="String").read("value") is None
