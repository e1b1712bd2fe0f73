"""What Panel's scripts do: the forms that its documentation shows work here, and the guide says truly what does not."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

import pandas as pd
import param
import pytest
from bokeh.plotting import figure

import lanai as pn
from lanai import testing
from lanai.custom import Children, JSComponent
from lanai.errors import BadArgument, ComponentError

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "compatibility.md"


# -- the guide ----------------------------------------------------------------------------------------


def named_absent() -> list[str]:
    found = re.search(r"<!-- absent.*?-->(.*?)<!-- /absent -->", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return re.findall(r"`pn\.([\w.]+)`", found[1])


@pytest.mark.parametrize("path", named_absent())
def test_what_the_guide_calls_absent_is_absent(path: str) -> None:
    *way, name = path.split(".")
    holder: Any = pn
    for step in way:
        holder = getattr(holder, step)
    assert not hasattr(type(holder), name)
    assert not hasattr(holder, name)


def test_a_setting_without_effect_says_so(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="lanai"):
        pn.config.reuse_sessions = True
        pn.extension(layout_compatibility="warn")
    assert "pn.config.reuse_sessions has no effect: each visit is a session of its own" in caplog.text
    assert "pn.config.layout_compatibility has no effect" in caplog.text
    with pytest.raises(AttributeError, match="each visit is a session of its own"):
        pn.config.reuse_sessions  # noqa: B018 - reading it is what is tested


# -- classes of the app's own -------------------------------------------------------------------------


class TwoColumns(pn.GridBox):
    def __init__(self, *objects: Any, **params: Any) -> None:
        super().__init__(*objects, ncols=2, **params)


class Danger(pn.widgets.Button):
    button_type = param.String(default="danger")


def test_a_subclass_is_what_it_is_made_of_to_a_browser() -> None:
    class Thing(param.Parameterized):
        one = param.Integer(1)

    app = pn.Column(Danger(name="Stop"), pn.Param(Thing(), default_layout=TwoColumns))
    with testing.Site(app) as site:
        user = site.visit()
        assert user.find("Stop").type == "Button"
        assert "GridBox" in {node.type for node in user.browser.nodes.values()}


def test_a_parameter_may_be_called_children_or_weight() -> None:
    class Scale(JSComponent):
        children = Children()
        weight = param.Number(default=2.5)
        _esm = "export function render({ model }) { return document.createElement('p') }"

    with testing.Site(Scale(children=["One", pn.widgets.TextInput(name="Two")])) as site:
        user = site.visit()
        assert {"Markdown", "TextInput"} <= {node.type for node in user.browser.nodes.values()}
        assert not user.browser.errors


def test_a_parameter_that_would_hide_a_method_is_refused() -> None:
    with pytest.raises(ComponentError, match="another name for the parameter 'event' of Clash"):
        type("Clash", (JSComponent,), {"event": param.Parameter(), "_esm": "export function render() {}"})


# -- forms of arguments -------------------------------------------------------------------------------


def test_a_name_follows_a_method() -> None:
    class Counter(param.Parameterized):
        value = param.Integer(0)

        @param.depends("value")
        def text(self) -> str:
            return f"count is {self.value}"

    counter = Counter()
    with testing.Site(pn.widgets.Button(name=counter.text)) as site:
        user = site.visit()
        assert user.find("count is 0").type == "Button"
        counter.value = 1
        site.settle()
        assert user.find("count is 1").type == "Button"


def test_a_tab_has_the_name_of_the_figure_it_shows() -> None:
    assert pn.Tabs(("Scatter", figure()), figure(name="Line"), "text").titles == ["Scatter", "Line", "Tab 3"]


def test_code_without_a_target_may_call_an_argument_so() -> None:
    text = pn.widgets.StaticText(name="Text")
    link = pn.widgets.Button(name="Go").js_on_click(args={"target": text}, code="target.value = 'done'")
    assert link.definition()["args"] == {"target": {"id": text._number}}
    with pytest.raises(BadArgument, match="other than"):
        pn.widgets.Button(name="Go").js_on_click(args={"source": text}, code="1")


def test_the_parts_of_interact_are_laid_out_elsewhere() -> None:
    shown = pn.interact(lambda x: f"x is {x}", x=3)
    with testing.Site(pn.Row(pn.Column("Left", shown[0]), shown[1])) as site:
        assert site.visit().find("x").type == "IntSlider"


# -- widgets of values --------------------------------------------------------------------------------


def test_a_widget_for_values() -> None:
    series = pd.Series([3, 1, 2, 1], name="count")
    assert pn.widgets.Select.from_values(series).options == [1, 2, 3]
    assert pn.widgets.Select.from_values(series).label == "count"
    assert pn.widgets.Select.from_values({"a": 1}, name="Given").options == {"a": 1}
    slider = pn.widgets.FloatSlider.from_values([2.5, float("nan"), None, 1.5])
    assert (slider.start, slider.end) == (1.5, 2.5)
    days = pn.widgets.DateSlider.from_values(pd.Series(pd.date_range("2024-01-01", periods=3)))
    assert str(days.end).startswith("2024-01-03")
    assert pn.widgets.MultiSelect.from_values([1, "a"]).options == [1, "a"]
    with pytest.raises(BadArgument, match="got none"):
        pn.widgets.IntSlider.from_values([None])
    with pytest.raises(BadArgument, match="got a int"):
        pn.widgets.Select.from_values(3)


def test_an_option_that_is_clicked_twice() -> None:
    seen: list[Any] = []
    widget = pn.widgets.MultiSelect(name="Fruit", options={"Apple": 1, "Pear": 2})
    widget.on_double_click(lambda event: seen.append(event.option))
    with testing.Site(widget) as site:
        user = site.visit()
        for place in (1, 1, 2, -1, "0", True):
            user.browser.event(widget._number, "double_click", {"place": place})
        site.settle()
        assert [error.code for error in user.browser.errors] == ["bad-value"] * 4
    assert seen == [2, 2]


def test_a_menu_to_download_a_table() -> None:
    table = pn.widgets.Tabulator(pd.DataFrame({"a": [1]}))
    field, button = table.download_menu(
        text_kwargs={"name": "Enter filename", "value": "mine.csv"}, button_kwargs={"name": "Save"}
    )
    with testing.Site(pn.Column(table, field, button)) as site:
        user = site.visit()
        user.click("Save")
        assert table.download_request == [1, "mine.csv"]
