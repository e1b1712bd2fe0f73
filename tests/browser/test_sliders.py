"""Sliders, pickers and players in a real browser: found by role and name, worked by keyboard, mouse and calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser


def test_sliders_by_keyboard(page: Page, serve: Serve) -> None:
    odd = pn.widgets.IntSlider(name="Odd", start=1, end=9, step=2, value=3)
    tiny = pn.widgets.FloatSlider(name="Tiny", end=1e-6, step=1e-7, value=2e-7)
    size = pn.widgets.DiscreteSlider(name="Size", options=["S", "M", "L"])
    day = pn.widgets.DateSlider(name="Day", start=dt.date(2030, 3, 30), end=dt.date(2030, 4, 3))
    moment = pn.widgets.DatetimeSlider(
        name="Moment", start=dt.datetime(2030, 3, 31), end=dt.datetime(2030, 3, 31, 5), step=3600
    )
    page.goto(serve(pn.Column(odd, tiny, size, day, moment)))
    for name, key in (("Odd", "ArrowRight"), ("Tiny", "ArrowLeft"), ("Size", "End"), ("Day", "ArrowRight")):
        page.get_by_role("slider", name=name).press(key)
    for _ in range(3):
        page.get_by_role("slider", name="Moment").press("ArrowRight")
    wanted = (5, 1e-7, "L", dt.date(2030, 3, 31), dt.datetime(2030, 3, 31, 3))
    eventually(lambda: (odd.value, tiny.value, size.value, day.value, moment.value) == wanted)
    eventually(lambda: (odd.value_throttled, day.value_throttled) == (5, wanted[3]))
    expect(page.get_by_text("Moment: 31 Mar 2030 03:00:00")).to_be_visible()
    expect(page.get_by_role("slider", name="Size")).to_have_attribute("aria-valuetext", "L")
    size.value, day.value = "M", dt.date(2030, 4, 2)
    expect(page.get_by_text("Size: M")).to_be_visible()
    expect(page.get_by_text("Day: 02 Apr 2030")).to_be_visible()


def test_ranges_by_keyboard_and_mouse(page: Page, serve: Serve) -> None:
    price = pn.widgets.RangeSlider(name="Price", end=10, step=0.5, value=(2, 4), format="0.00 €")
    days = pn.widgets.DateRangeSlider(name="Days", start=dt.date(2030, 1, 1), end=dt.date(2030, 1, 11))
    page.goto(serve(pn.Column(price, days)))
    page.get_by_role("slider", name="Price (maximum value)").press("ArrowRight")
    page.get_by_role("slider", name="Price (minimum value)").press("ArrowLeft")
    eventually(lambda: price.value == (1.5, 4.5) == price.value_throttled)
    expect(page.get_by_text("Price: 1.50 € … 4.50 €")).to_be_visible()
    handle = page.get_by_role("slider", name="Days (minimum value)").bounding_box()
    assert handle is not None
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y, steps=4)
    assert days.value_throttled == (dt.date(2030, 1, 1), dt.date(2030, 1, 11))
    page.mouse.up()
    eventually(lambda: days.value_throttled == (dt.date(2030, 1, 4), dt.date(2030, 1, 11)))
    price.value = (0, 9)
    expect(page.get_by_role("slider", name="Price (maximum value)")).to_have_attribute("aria-valuenow", "9")


def test_what_is_typed_beside_a_slider(page: Page, serve: Serve) -> None:
    count = pn.widgets.EditableIntSlider(name="Count", end=10, value=3, fixed_start=0)
    span = pn.widgets.EditableRangeSlider(name="Span", end=10, value=(2, 7))
    page.goto(serve(pn.Column(count, span)))
    field = page.get_by_role("textbox", name="Count: value")
    field.fill("250")
    field.press("Enter")
    eventually(lambda: count.value == 250)
    expect(page.get_by_role("slider", name="Count")).to_have_attribute("aria-valuemax", "250")
    field.fill("-4")
    field.press("Enter")
    eventually(lambda: count.value == 0)
    field.fill("many")
    field.press("Tab")
    expect(field).to_have_value("0")
    field.press("ArrowUp")
    eventually(lambda: count.value == 1)
    page.get_by_role("textbox", name="Span: upper end").fill("12.5")
    page.get_by_role("textbox", name="Span: upper end").press("Tab")
    eventually(lambda: span.value == (2, 12.5))
    page.get_by_role("slider", name="Count").press("ArrowRight")
    expect(field).to_have_value("2")


def test_dates_are_typed(page: Page, serve: Serve) -> None:
    day = pn.widgets.DatePicker(name="Day", end=dt.date(2030, 12, 31))
    stay = pn.widgets.DateRangePicker(name="Stay")
    meeting = pn.widgets.DatetimePicker(name="Meeting")
    alarm = pn.widgets.TimePicker(name="Alarm", clock="24h", value="06:45")
    page.goto(serve(pn.Column(day, stay, meeting, alarm)))
    field = page.get_by_label("Day", exact=True)
    field.fill("2031-01-01")
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="cannot be chosen")).to_be_visible()
    field.fill("2030-02-03")
    field.press("Enter")
    eventually(lambda: day.value == dt.date(2030, 2, 3))
    expect(page.get_by_role("alert").filter(has_text="cannot be chosen")).to_have_count(0)
    page.get_by_label("Stay: first").fill("2030-02-03")
    page.get_by_label("Stay: last").fill("2030-02-05")
    page.get_by_label("Stay: last").press("Enter")
    eventually(lambda: stay.value == (dt.date(2030, 2, 3), dt.date(2030, 2, 5)))
    page.get_by_label("Meeting", exact=True).fill("2030-02-03T04:05:06")
    page.get_by_label("Meeting", exact=True).press("Enter")
    eventually(lambda: meeting.value == dt.datetime(2030, 2, 3, 4, 5, 6))
    page.get_by_role("spinbutton", name="Hour").first.press("ArrowUp")
    eventually(lambda: alarm.value == dt.time(7, 45))
    field.fill("")
    field.press("Enter")
    eventually(lambda: day.value is None)
    day.value, alarm.value = dt.date(2029, 7, 8), dt.time(23, 15)
    expect(field).to_have_value("2029-07-08")
    expect(page.get_by_role("spinbutton", name="Hour").first).to_have_attribute("aria-valuenow", "23")


def test_dates_are_chosen_from_the_calendar(page: Page, serve: Serve) -> None:
    day = pn.widgets.DatePicker(name="Day", value=dt.date(2030, 5, 14), disabled_dates=[dt.date(2030, 5, 16)])
    stay = pn.widgets.DateRangePicker(name="Stay", value=(dt.date(2030, 5, 1), dt.date(2030, 5, 2)))
    meeting = pn.widgets.DatetimePicker(name="Meeting", value=dt.datetime(2030, 5, 14, 9, 30))
    page.goto(serve(pn.Column(day, stay, meeting)))
    page.get_by_role("button", name="Calendar for Day").click()
    closed = page.get_by_role("button", name="May 16", exact=True)
    expect(closed).to_have_attribute("aria-disabled", "true")
    page.get_by_role("button", name="May 15", exact=True).click()
    eventually(lambda: day.value == dt.date(2030, 5, 15))
    expect(page.get_by_role("dialog", name="Calendar for Day")).to_be_hidden()
    page.get_by_role("button", name="Calendar for Stay").click()
    page.get_by_role("button", name="May 20", exact=True).click()
    page.get_by_role("button", name="May 23", exact=True).click()
    eventually(lambda: stay.value == (dt.date(2030, 5, 20), dt.date(2030, 5, 23)))
    page.get_by_role("button", name="Calendar for Meeting").press("Enter")
    month = page.get_by_role("dialog", name="Calendar for Meeting")
    expect(month.get_by_role("button", name="May 14", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(month.get_by_role("button", name="May 15", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    eventually(lambda: meeting.value == dt.datetime(2030, 5, 15, 9, 30))
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Calendar for Meeting")).to_be_hidden()
    expect(page.get_by_role("button", name="Calendar for Meeting")).to_be_focused()


def test_dates_do_not_depend_on_where_the_visitor_is(chromium: Browser, serve: Serve) -> None:
    day = pn.widgets.DatePicker(name="Day", value=dt.date(2030, 5, 14))
    moment = pn.widgets.DatetimeSlider(
        name="Moment", start=dt.datetime(2030, 5, 14), end=dt.datetime(2030, 5, 15), step=3600
    )
    url = serve(pn.Column(day, moment))
    for zone, chosen in (("Pacific/Kiritimati", "May 15"), ("Pacific/Pago_Pago", "May 16")):
        context = chromium.new_context(timezone_id=zone)
        page = context.new_page()
        page.goto(url)
        expect(page.get_by_text("Moment: 14 May 2030 00:00:00")).to_be_visible()
        page.get_by_role("button", name="Calendar for Day").click()
        page.get_by_role("button", name=chosen, exact=True).click()
        eventually(lambda wanted=int(chosen[4:]): day.value == dt.date(2030, 5, wanted))  # type: ignore[misc]
        context.close()


def test_texts_colours_and_arrays(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect("bad-value: Expected a moment")
    moment = pn.widgets.DatetimeInput(name="Moment", format="%d.%m.%Y", value=dt.datetime(2030, 5, 14))
    window = pn.widgets.DatetimeRangeInput(name="Window", format="%Y-%m-%d")
    array = pn.widgets.ArrayInput(name="Array", value=np.array([1, 2]))
    palette = pn.widgets.ColorMap(name="Palette", options={"warm": ["red", "gold"], "cold": ["navy", "teal"]})
    color = pn.widgets.ColorPicker(name="Colour", value="#ff0000")
    page.goto(serve(pn.Column(moment, window, array, palette, color)))
    field = page.get_by_role("textbox", name="Moment")
    field.fill("99.99.2030")
    field.press("Enter")
    expect(field).to_have_value("14.05.2030")
    field.fill("15.05.2030")
    field.press("Enter")
    eventually(lambda: moment.value == dt.datetime(2030, 5, 15))
    page.get_by_role("textbox", name="Window: first").fill("2030-01-01")
    page.get_by_role("textbox", name="Window: first").press("Tab")
    eventually(lambda: window.value == (dt.datetime(2030, 1, 1), None))
    page.get_by_role("textbox", name="Array").fill("[[5, 6]]")
    page.get_by_role("textbox", name="Array").press("Enter")
    eventually(lambda: array.value.shape == (1, 2))
    page.get_by_role("combobox", name="Palette").click()
    page.get_by_role("option", name="cold").click()
    eventually(lambda: palette.value_name == "cold")
    page.get_by_role("button", name="Colour").click()
    page.get_by_role("textbox", name="Colour").fill("#00ff7f")
    page.get_by_role("textbox", name="Colour").press("Enter")
    eventually(lambda: color.value == "#00ff7f")


def test_a_player_plays_in_the_browser(page: Page, serve: Serve) -> None:
    player = pn.widgets.Player(name="Frame", end=5, interval=60, show_value=True)
    month = pn.widgets.DiscretePlayer(
        name="Month", options=["Jan", "Feb", "Mar"], interval=60, loop_policy="loop"
    )
    seen: list[Any] = []
    player.param.watch(lambda event: seen.append(event.new), "value")
    page.goto(serve(pn.Column(player, month)))
    frame = page.get_by_role("group", name="Frame")
    frame.get_by_role("button", name="Play", exact=True).click()
    eventually(lambda: player.value == 5 == player.value_throttled and player.direction == 0)
    assert seen == sorted(seen)
    expect(page.get_by_text("Frame: 5")).to_be_visible()
    frame.get_by_role("button", name="Previous").click()
    eventually(lambda: player.value == 4)
    frame.get_by_role("button", name="First").click()
    eventually(lambda: player.value == 0)
    frame.get_by_role("button", name="Slower").click()
    eventually(lambda: player.interval == 86)
    expect(page.get_by_text("86 ms")).to_be_visible()
    frame.get_by_role("radio", name="Reflect").click()
    eventually(lambda: player.loop_policy == "reflect")
    month.play()
    eventually(lambda: month.value == "Mar")
    eventually(lambda: month.value == "Jan")
    page.get_by_role("group", name="Month").get_by_role("button", name="Pause").click()
    eventually(lambda: month.direction == 0)
    month.value = "Feb"
    expect(page.get_by_text("Month: Feb")).to_be_visible()
