"""Panes: what a visitor sees of an object, and which pane shows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.pane.flavours import Flavour, markdown_it
from lanai.components.pane.markdown import _PLAIN


class Drawn:
    """An object that offers markup."""

    def _repr_html_(self) -> str:
        return "<i>drawn</i>"


class Written:
    """An object that offers Markdown."""

    def _repr_markdown_(self) -> str:
        return "**written**"


class Offering:
    """An object that brings its own component."""

    def __panel__(self) -> Any:
        return pn.widgets.Button(name="mine")


def shown(obj: Any, **params: Any) -> str:
    """The markup or text that a visitor's browser is given for `obj`."""
    with testing.Site(pn.panel(obj, **params)) as site:
        element = site.visit().elements()[0]
        return str(element.read("html") or element.read("text"))


@pytest.mark.parametrize(
    ("obj", "kind"),
    [
        ("text", pn.pane.Markdown),
        (Written(), pn.pane.Markdown),
        (Drawn(), pn.pane.HTML),
        (3, pn.pane.Str),
        (None, pn.pane.Str),
        ([1, 2], pn.pane.JSON),
        (Drawn, pn.pane.Str),
        (lambda: "x", pn.pane.ParamFunction),
        (pn.bind(lambda: "x"), pn.pane.ParamFunction),
        (Written()._repr_markdown_, pn.pane.ParamMethod),
        (pn.widgets.Button().param.clicks, pn.Param),
        (pn.rx(3), pn.pane.ParamRef),
        (Offering(), pn.widgets.Button),
    ],
)
def test_the_pane_that_suits(obj: Any, kind: type[Any]) -> None:
    assert type(pn.panel(obj)) is kind


def test_a_component_is_itself() -> None:
    button = pn.widgets.Button()
    assert pn.panel(button) is button
    assert pn.panel(button, width=40).width == 40


def test_a_pane_of_the_users_own_takes_part() -> None:
    class Temperature(pn.pane.Str):
        priority = 0.9

        @classmethod
        def applies(cls, obj: Any) -> float | bool:
            return isinstance(obj, float) and cls.priority

        def read(self, obj: Any) -> Any:
            return f"{obj:.1f} °C"

    assert shown(21.25) == "21.2 °C"
    assert Temperature.suits("x") < 0


# -- Markdown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("# Title", '<h1 id="title">Title</h1>\n'),
        ("    indented\n    as a whole", "<p>indented\nas a whole</p>\n"),
        ("a ~~b~~", "<p>a <s>b</s></p>\n"),
        ("<b>raw</b>", "<p><b>raw</b></p>\n"),
        ("'quoted' -- so", "<p>‘quoted’ – so</p>\n"),
        ("www.example.org", '<p><a href="http://www.example.org" rel="noopener">www.example.org</a></p>\n'),
    ],
)
def test_markdown(text: str, markup: str) -> None:
    assert shown(text) == markup


def test_more_than_commonmark() -> None:
    markup = shown(
        "|a|b|\n|-|-|\n|1|2|\n\n- [x] done\n\n```python\nx\n```\n\nNote[^1].\n\n[^1]: Small print."
    )
    for part in ("<table>", 'type="checkbox"', 'class="language-python"', "footnote"):
        assert part in markup


def test_settings_change_the_markup() -> None:
    pane = pn.pane.Markdown("# a\nb\nc")
    with testing.Site(pane) as site:
        user = site.visit()
        assert "<br" not in user.elements()[0].read("html")
        pane.hard_line_break = True
        pane.disable_anchors = True
        site.settle()
        assert user.elements()[0].read("html") == "<h1>a</h1>\n<p>b<br>\nc</p>\n"


plain = st.text(st.sampled_from("abzAZ019 ,;%/.:wcom"), min_size=1, max_size=15)


@given(plain)
@example("a.b")
@example("Value: 3.5 %")
@example("12. x")
def test_the_short_way_for_plain_text_gives_the_same(text: str) -> None:
    if _PLAIN.fullmatch(text):
        render = markdown_it(Flavour(("extra", "smarty"), True, True, False, (), {}))
        assert pn.pane.Markdown(text).read(text) == render(text)


# -- HTML and Str ---------------------------------------------------------------------------------------


def test_markup_is_shown_as_it_is() -> None:
    assert shown(pn.pane.HTML("<b>bold</b>")) == "<b>bold</b>"
    assert shown(Drawn()) == "<i>drawn</i>"


def test_markup_can_be_made_safe() -> None:
    pane = pn.pane.HTML("<b onclick='x()'>bold</b>", sanitize_html=True, sanitize_hook=str.upper)
    with testing.Site(pane) as site:
        user = site.visit()
        assert user.elements()[0].read("html") == "<B ONCLICK='X()'>BOLD</B>"
        pane.sanitize_html = False
        site.settle()
        assert user.elements()[0].read("html") == "<b onclick='x()'>bold</b>"


def test_markup_is_made_safe_by_a_library() -> None:
    pytest.importorskip("nh3")
    assert (
        shown(pn.pane.HTML("<b onclick='x()'>bold</b><script>y()</script>", sanitize_html=True))
        == "<b>bold</b>"
    )


def test_text_is_text() -> None:
    assert shown(pn.pane.Str("<script>")) == "<script>"
    assert shown([1, "a"]) == '[1, "a"]'


def test_an_object_that_changed_inside_is_read_again_when_triggered() -> None:
    items = [1]
    pane = pn.pane.Str(items)
    with testing.Site(pane) as site:
        user = site.visit()
        items.append(2)
        pane.param.trigger("object")
        site.settle()
        assert user.text == "[1, 2]"


def test_an_object_that_cannot_be_read_raises_where_it_is_set() -> None:
    class Broken:
        def __str__(self) -> str:
            raise RuntimeError("broken")

    pane = pn.pane.Str("fine")
    with pytest.raises(RuntimeError, match="broken"):
        pane.object = Broken()


def test_a_pane_follows_a_reference() -> None:
    slider = pn.widgets.IntSlider(end=5)
    pane = pn.pane.Markdown(pn.bind(lambda n: f"n is {n}", slider))
    assert pane.object == "n is 0"
    slider.value = 3
    assert pane.object == "n is 3"
