"""Gauges, trends and tooltips in a real browser: what is drawn, and what a screen reader is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

COLORS = [(0.2, "rgb(0, 128, 0)"), (0.8, "rgb(255, 215, 0)"), (1, "rgb(255, 0, 0)")]


@pytest.mark.parametrize("kind", ["Gauge", "Dial", "LinearGauge"])
def test_a_gauge_is_a_meter(page: Page, serve: Serve, kind: str) -> None:
    gauge = getattr(pn.indicators, kind)(
        name="Engine", value=300, bounds=(0, 3000), format="{value:.0f} rpm", colors=COLORS
    )
    page.goto(serve(gauge))
    meter = page.get_by_role("meter", name="Engine")
    expect(meter).to_have_attribute("aria-valuenow", "300")
    expect(meter).to_have_attribute("aria-valuemax", "3000")
    expect(meter.get_by_text("300 rpm", exact=True)).to_be_visible()
    needle = meter.locator(".lanai-needle").first
    before = needle.evaluate("needle => needle.style.transform")
    gauge.value = 2900
    expect(meter).to_have_attribute("aria-valuetext", "2900 rpm")
    assert needle.evaluate("needle => needle.style.transform") != before
    if kind != "Gauge":
        filled = meter.locator(".lanai-done, .lanai-bar").last
        assert (
            filled.evaluate("bar => bar.getAttribute('stroke') ?? bar.getAttribute('fill')")
            == "rgb(255, 0, 0)"
        )
    gauge.value = None
    expect(page.get_by_role("img", name="Engine: - rpm")).to_be_visible()


def test_a_trend_draws_what_streams(page: Page, serve: Serve) -> None:
    trends = {
        kind: pn.indicators.Trend(name=kind, plot_type=kind, data={"x": [0, 1], "y": [4.0, 5.0]})
        for kind in ("line", "step", "area", "bar")
    }
    page.goto(serve(pn.Column(*trends.values())))
    for kind, trend in trends.items():
        group = page.get_by_role("group", name=kind)
        expect(group.get_by_text("up 25%")).to_be_visible()
        trend.stream({"x": [2], "y": [2.5]}, rollover=2)
        expect(group.get_by_text("down 50%")).to_be_visible()
        expect(group.get_by_role("img", name="Plot of 2 values")).to_be_visible()
        expect(group.get_by_text("2.5", exact=True)).to_be_visible()
        trend.value, trend.value_change = 1234567.891, 0
        expect(group.get_by_text("1,234,567.89")).to_be_visible()
        expect(group.get_by_text("unchanged 0%")).to_be_visible()


def test_a_tooltip_tells_more(page: Page, serve: Serve) -> None:
    tooltip = pn.indicators.TooltipIcon(name="About", value="It <b>helps</b>.")
    page.goto(serve(pn.Row("Something", tooltip)))
    mark = page.get_by_role("button", name="About: It <b>helps</b>.")
    mark.hover()
    assert mark.evaluate("mark => getComputedStyle(mark, '::after').content") == '"It <b>helps</b>."'
    tooltip.value = "No more."
    expect(page.get_by_role("button", name="About: No more.")).to_be_visible()
