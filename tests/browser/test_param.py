"""Parameters in a real browser: the widgets that edit them, at work and in both themes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import param
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser


class Machine(param.Parameterized):
    """A parameter of each kind."""

    amount = param.Integer(default=3)
    day = param.CalendarDate(default=dt.date(2030, 1, 2))
    extra = param.Dict(default={"a": 1})
    go = param.Event()
    level = param.Integer(default=2, bounds=(0, 10))
    moment = param.Date(default=dt.datetime(2030, 1, 2, 3, 4))
    on = param.Boolean(default=False)
    parts = param.ListSelector(default=["a"], objects=["a", "b", "c"])
    ratio = param.Number(default=0.5, bounds=(0, 1))
    shape = param.Selector[str](default="round", objects=["round", "square"])
    speed = param.Number(default=1.5)
    title = param.String(default="text")


def test_every_kind_of_parameter_is_edited(page: Page, serve: Serve) -> None:
    machine = Machine()
    clicks: list[Any] = []
    machine.param.watch(clicks.append, "go")
    page.goto(serve(pn.Param(machine, widgets={"on": pn.widgets.Switch})))

    page.get_by_role("spinbutton", name="Amount").fill("7")
    page.get_by_role("spinbutton", name="Amount").press("Enter")
    page.get_by_label("Day", exact=True).fill("2031-05-06")
    page.get_by_label("Day", exact=True).press("Tab")
    page.get_by_role("textbox", name="Extra").fill("{'b': [1, 2]}")
    page.get_by_role("textbox", name="Extra").press("Enter")
    page.get_by_role("button", name="Go").click()
    page.get_by_role("slider", name="Level").press("ArrowRight")
    page.get_by_label("Moment", exact=True).fill("2031-05-06T07:08")
    page.get_by_label("Moment", exact=True).press("Tab")
    page.get_by_role("switch", name="On").click()
    page.get_by_role("listbox", name="Parts").select_option(["b", "c"])
    page.get_by_role("slider", name="Ratio").press("ArrowRight")
    page.get_by_role("combobox", name="Shape").click()
    page.get_by_role("option", name="square").click()
    page.get_by_role("spinbutton", name="Speed").fill("2.25")
    page.get_by_role("spinbutton", name="Speed").press("Enter")
    page.get_by_role("textbox", name="Title").fill("new")
    page.get_by_role("textbox", name="Title").press("Enter")

    wanted = {
        "amount": 7,
        "day": dt.date(2031, 5, 6),
        "extra": {"b": [1, 2]},
        "level": 3,
        "moment": dt.datetime(2031, 5, 6, 7, 8),
        "on": True,
        "parts": ["b", "c"],
        "ratio": 0.6,
        "shape": "square",
        "speed": 2.25,
        "title": "new",
    }
    eventually(lambda: {name: getattr(machine, name) for name in wanted} == wanted)
    assert len(clicks) == 1


def test_every_kind_of_parameter_shows_what_python_sets(page: Page, serve: Serve) -> None:
    machine = Machine()
    page.goto(serve(pn.Param(machine)))
    expect(page.get_by_role("spinbutton", name="Amount")).to_have_value("3")
    machine.param.update(
        amount=8,
        day=dt.date(2032, 1, 1),
        extra={},
        level=9,
        moment=dt.datetime(2032, 1, 1, 12),
        on=True,
        parts=["c"],
        ratio=0.25,
        shape="square",
        speed=0.125,
        title="from Python",
    )
    expect(page.get_by_role("spinbutton", name="Amount")).to_have_value("8")
    expect(page.get_by_label("Day", exact=True)).to_have_value("2032-01-01")
    expect(page.get_by_role("textbox", name="Extra")).to_have_value("{}")
    expect(page.get_by_role("slider", name="Level")).to_have_attribute("aria-valuenow", "9")
    expect(page.get_by_label("Moment", exact=True)).to_have_value("2032-01-01T12:00")
    expect(page.get_by_role("checkbox", name="On")).to_be_checked()
    expect(page.get_by_role("listbox", name="Parts")).to_have_values(["2"])
    expect(page.get_by_role("slider", name="Ratio")).to_have_attribute("aria-valuenow", "0.25")
    expect(page.get_by_role("combobox", name="Shape")).to_have_value("square")
    expect(page.get_by_role("spinbutton", name="Speed")).to_have_value("0.125")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("from Python")
    machine.param.level.bounds = (0, None)
    expect(page.get_by_role("spinbutton", name="Level")).to_have_value("9")


def test_a_value_that_is_refused_goes_back(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect("bad-value")
    machine = Machine()
    machine.param.title.regex = "^[a-z]*$"
    page.goto(serve(pn.Row(machine.param.title, machine.param.extra)))
    title, extra = page.get_by_role("textbox", name="Title"), page.get_by_role("textbox", name="Extra")
    title.fill("123")
    title.press("Enter")
    expect(title).to_have_value("text")
    extra.fill("{'a':")
    extra.press("Enter")
    expect(extra).to_have_value("{'a': 1}")
    extra.fill("{'a':2}")
    extra.press("Enter")
    expect(extra).to_have_value("{'a': 2}")
    assert machine.extra == {"a": 2}


def test_other_texts_and_fractions(page: Page, serve: Serve) -> None:
    area = pn.widgets.TextAreaInput(name="Area", value="one\ntwo")
    secret = pn.widgets.PasswordInput(name="Secret", value="hush")
    money = pn.widgets.FloatSlider(name="Money", start=1000, end=2000, value=1500, format="$0,0.00")
    fine = pn.widgets.FloatSlider(name="Fine", step=0.25)
    page.goto(serve(pn.Column(area, secret, money, fine)))
    box = page.get_by_role("textbox", name="Area")
    expect(box).to_have_value("one\ntwo")
    box.fill("three\nfour")
    box.press("Tab")
    eventually(lambda: area.value == "three\nfour" == area.value_input)
    field = page.get_by_role("textbox", name="Secret", exact=True)
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Show password").click()
    expect(field).to_have_attribute("type", "text")
    field.fill("new")
    field.press("Enter")
    eventually(lambda: secret.value == "new")
    expect(page.locator("lanai-float-slider b").first).to_have_text("$1,500.00")
    page.get_by_role("slider", name="Fine").press("ArrowRight")
    expect(page.locator("lanai-float-slider b").last).to_have_text("0.25")
    eventually(lambda: fine.value == 0.25 == fine.value_throttled)


def test_the_period_of_a_callback_is_edited_in_the_page(page: Page, serve: Serve) -> None:
    def app() -> pn.Row:
        shown = pn.widgets.StaticText(name="Runs", value=0)
        callback = pn.state.add_periodic_callback(
            lambda: shown.param.update(value=shown.value + 1), period=60_000
        )
        return pn.Row(callback.param.period, pn.widgets.Toggle.from_param(callback.param.running), shown)

    page.goto(serve(app))
    expect(page.get_by_text("Runs: 0")).to_be_visible()
    period = page.get_by_role("spinbutton", name="Period")
    period.fill("20")
    period.press("Enter")
    expect(page.get_by_text(re.compile(r"Runs: \d\d"))).to_be_visible()
    page.get_by_role("button", name="Running").click()
    expect(page.get_by_role("button", name="Running")).to_have_attribute("aria-pressed", "false")
