"""Links that run in the browser: what travels, and what is refused at once."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.errors import BadArgument
from tests.session.mirror import figure


def links(component: Component) -> list[dict[str, Any]]:
    """The links that start from `component`, as they travel, without their numbers."""
    return [
        {k: v for k, v in link.items() if k not in ("id", "shared")} for link in component.property("_links")
    ]


def test_properties_are_linked_by_the_names_that_the_browser_knows() -> None:
    slider, text = pn.widgets.IntSlider(end=10), pn.widgets.StaticText()
    slider.jslink(text, value="value", visible="visible")
    assert links(slider) == [
        {"target": {"id": text._number}, "set": [("value", "text"), ("visible", "visible")]}
    ]


def test_code_and_its_arguments_travel() -> None:
    slider, box, other = pn.widgets.IntSlider(), pn.Column(), pn.widgets.TextInput()
    plot = figure()
    slider.jslink(
        box, code={"value": "target.height = source.value"}, args={"other": other, "p": plot, "n": [1, 2]}
    )
    assert links(slider) == [
        {
            "target": {"id": box._number},
            "run": [("value", "target.height = source.value")],
            "args": {"other": {"id": other._number}, "p": {"model": plot.id}, "n": {"value": [1, 2]}},
        }
    ]


def test_a_click_is_an_event_in_the_browser() -> None:
    button = pn.widgets.Button()
    button.jscallback(clicks="console.log(1)")
    button.js_on_click(code="console.log(1)")
    assert links(button) == [{"run": [("clicks", "console.log(1)")], "events": {"clicks": "click"}}] * 2


def test_a_bokeh_model_is_linked_by_a_path_and_stands_behind_its_pane() -> None:
    slider, plot = pn.widgets.IntSlider(), figure(x_range=(0, 1))
    slider.jslink(plot, value="x_range.end")
    slider.jslink(pn.pane.Bokeh(plot), value="x_range.end", bidirectional=True)
    assert links(slider)[0] == {"target": {"model": plot.id}, "set": [("value", "x_range.end")]}
    assert links(slider)[1] == {**links(slider)[0], "both": True}


def test_text_never_becomes_markup_unless_the_pane_shows_markup_as_it_is() -> None:
    text = pn.widgets.TextInput()
    for pane in (pn.pane.Markdown(), pn.pane.HTML(sanitize_html=True), pn.pane.HTML()):
        text.jslink(pane, value="object")
    assert ["text" in link for link in links(text)] == [True, True, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "got neither"),
        ({"value": "height", "code": {"value": "1"}}, "got both"),
        ({"code": {"value": "1"}, "bidirectional": True}, "one direction"),
        ({"valu": "height"}, "'valu' of a IntSlider is no property.*value"),
        ({"value": "heigth"}, "'heigth' of a Column is no property.*height"),
        ({"value": "objects"}, "'objects' of a Column"),
        ({"name": "height"}, "'name' of a IntSlider stays in Python"),
        ({"code": {"value": 3}}, "JavaScript for 'value' as a text, got int"),
        ({"code": {"value": "1"}, "args": {"source": 1}}, "other than .*'source'"),
        ({"code": {"value": "1"}, "args": {"a b": 1}}, "'a b'"),
        ({"code": {"value": "1"}, "args": {"x": object()}}, "argument 'x'"),
    ],
)
def test_what_cannot_be_linked_is_said_at_once(arguments: dict[str, Any], message: str) -> None:
    slider = pn.widgets.IntSlider()
    with pytest.raises(BadArgument, match=message):
        slider.jslink(pn.Column(), **arguments)
    assert slider._jslinks == ()


def test_a_target_is_a_component_or_a_model_with_that_property() -> None:
    slider, plot = pn.widgets.IntSlider(), figure()
    with pytest.raises(BadArgument, match="component or a Bokeh model as 'target', got dict"):
        slider.jslink({}, value="x")
    with pytest.raises(BadArgument, match=r"'x_range.nd' leads nowhere from a figure.*'nd' of a DataRange1d"):
        slider.jslink(plot, value="x_range.nd")
    with pytest.raises(BadArgument, match="cannot be set: link it one way"):
        pn.widgets.Button().jslink(slider, clicks="value", bidirectional=True)
    with pytest.raises(BadArgument, match="got none"):
        slider.jscallback()


def test_links_come_and_go_while_the_page_is_open() -> None:
    made: list[Any] = []

    def app() -> pn.Column:
        slider, text = pn.widgets.IntSlider(name="x"), pn.widgets.StaticText()
        start = pn.widgets.Button(
            name="Link", on_click=lambda _: made.append(slider.jslink(text, value="value"))
        )
        stop = pn.widgets.Button(name="Unlink", on_click=lambda _: made[0].unlink())
        return pn.Column(slider, text, start, stop)

    with testing.Site(app) as site:
        user = site.visit()
        assert user.find("x").read("links") is None
        user.click("Link")
        assert len(user.find("x").read("links")) == 1
        user.click("Unlink")
        assert user.find("x").read("links") == []
        made[0].unlink()


def test_everyone_who_shares_a_component_has_its_links() -> None:
    slider, text = pn.widgets.IntSlider(name="x"), pn.widgets.StaticText()
    slider.jslink(text, value="value")
    with testing.Site(pn.Column(slider, text)) as site:
        one, other = site.visit(), site.visit()
        assert one.find("x").read("links") == other.find("x").read("links")
        assert one.find("x").read("links")[0]["shared"] is True


def test_a_link_from_something_shared_ends_with_the_session_that_made_it() -> None:
    shared = pn.widgets.IntSlider(name="x")

    def app() -> pn.Column:
        text = pn.widgets.StaticText()
        shared.jslink(text, value="value")
        return pn.Column(shared, text)

    with testing.Site(app) as site:
        one, other = site.visit(), site.visit()
        assert len(other.find("x").read("links")) == 2
        one.leave()
        assert len(shared._jslinks) == 1
        assert len(other.find("x").read("links")) == 1
        other.leave()
        assert not shared._jslinks


def test_a_link_that_the_app_holds_keeps_no_session_alive() -> None:
    held: list[Any] = []

    def app() -> pn.Column:
        slider, text = pn.widgets.IntSlider(), pn.widgets.StaticText()
        held.append(slider.jslink(text, value="value"))
        return pn.Column(slider, text)

    with testing.Site(app) as site:
        user = site.visit()
        session = weakref.ref(user.session)
        user.leave()
        del user
        site.collect()
        assert session() is None


def test_a_link_does_not_keep_its_components_alive() -> None:
    found: list[weakref.ref[Any]] = []
    make: list[Any] = []

    def app() -> pn.Column:
        box = pn.Column()
        make.append(box)
        return pn.Column(pn.widgets.Button(name="Swap", on_click=lambda _: swap(box)), box)

    def swap(box: pn.Column) -> None:
        slider, text = pn.widgets.IntSlider(), pn.widgets.StaticText()
        slider.jslink(text, value="value", bidirectional=False)
        found.extend([weakref.ref(slider), weakref.ref(text)])
        box.objects = [slider, text]

    with testing.Site(app) as site:
        user = site.visit()
        before = len(user.session._when_closed)
        user.click("Swap")
        user.click("Swap")
        gc.collect()
        assert [ref() is None for ref in found] == [True, True, False, False]
        assert len(user.session._when_closed) == before + 1
