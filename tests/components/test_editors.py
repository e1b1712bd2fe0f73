"""Editors: code, JSON, text with formats, and the terminal."""

from __future__ import annotations

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument, BadValue

w = pn.widgets


def test_code_both_ways() -> None:
    editor = w.CodeEditor(name="c", value="a", language="python")
    with testing.Site(editor) as site:
        user = site.visit()
        user.set("c", "b = 1")
        assert editor.value == "b = 1"
        editor.readonly = True
        user.find("c").edit(value="c")
        assert editor.value == "b = 1"
        assert [error.code for error in user.browser.errors] == ["bad-value"]
    with pytest.raises(BadArgument, match="annotations"):
        editor.annotations = [{"row": "1"}]


def test_json_both_ways() -> None:
    editor = w.JSONEditor(name="j", value={"a": 1})
    with testing.Site(editor) as site:
        user = site.visit()
        user.set("j", [1, {"b": None}])
        assert editor.value == [1, {"b": None}]
        editor.value = {"x": "y"}
        site.settle()
        assert user.find("j").value == {"x": "y"}
        editor.mode = "view"
    with pytest.raises(BadValue, match="read only"):
        editor.decode("value", {})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p><strong>b</strong></p>", "<p><strong>b</strong></p>"),
        ('<p onclick="x()">a</p><script>x()</script>', "<p>a</p>"),
        ('<p class="ql-align-center evil">a</p>', '<p class="ql-align-center">a</p>'),
        ('<img src="data:text/html,x">', "<img>"),
    ],
)
def test_what_is_entered_is_made_safe(sent: str, kept: str) -> None:
    editor = w.TextEditor(name="t")
    with testing.Site(editor) as site:
        site.visit().set("t", sent)
    assert editor.value == kept


def test_a_terminal_shows_what_is_printed_and_tells_what_is_typed() -> None:
    terminal = w.Terminal("first\n", name="t")
    typed: list[str] = []
    terminal.param.watch(lambda event: typed.append(event.new), "value", onlychanged=False)
    with testing.Site(terminal) as site:
        user = site.visit()
        print("second", file=terminal)
        site.settle()
        assert user.find("t").read("screen") == "first\r\nsecond\r\n"
        for _ in range(2):
            user.browser.event(terminal._number, "input", {"data": "x"})
        site.settle()
        terminal.clear()
        site.settle()
        assert user.find("t").read("screen") == ""
    assert typed == ["x", "x"]
