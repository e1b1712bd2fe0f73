"""Components of the app's own, interact, and panes of text and media: what travels, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import param
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai.components.arguments.abbreviations import widget
from lanai.components.custom.script import script_of
from lanai.components.custom.values import decoded, encoded
from lanai.errors import BadArgument, BadValue, ComponentError


class Own(pn.custom.JSComponent):
    """With one of each."""

    _esm = "export function render() {}"

    value = param.Integer(default=1, bounds=(0, 5))
    fixed = param.String(default="x", constant=True)
    _hidden = param.String(default="secret")
    child = pn.custom.Child()


def test_all_own_parameters_travel_and_those_that_are_constant_stay() -> None:
    own = Own(child="text")
    definition = own.definition()
    assert definition["value"] == 1
    assert "_hidden" not in definition
    assert definition["lanai_slots"] == {"child": own.child._number}
    assert own._spec.edits == {"value"}


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 5])
def test_bytes_make_the_round_trip(content: bytes) -> None:
    assert decoded(param.Bytes(), encoded(content)) == content


def test_what_is_no_base64_or_no_date_is_refused() -> None:
    with pytest.raises(BadValue, match="base64"):
        decoded(param.Bytes(), {"lanai:bytes": "!"})
    with pytest.raises(BadValue, match="ISO 8601"):
        decoded(param.Date(), "yesterday")


def test_imports_by_name_are_resolved_and_their_hosts_known() -> None:
    code = 'import a from "a"; import {b} from "b/deep.js"; const c = import("./c.js"); "from here"'
    script = script_of(
        Own, code, {"imports": {"a": "https://one.example/a.js", "b/": "https://two.example/"}}
    )
    assert 'from "https://one.example/a.js"' in script.text
    assert 'from "https://two.example/deep.js"' in script.text
    assert 'import("./c.js")' in script.text
    assert {"https://one.example/a.js", "https://two.example/deep.js"} <= set(script.addresses)


def test_a_file_that_is_not_there_is_named() -> None:
    class Lost(pn.custom.JSComponent):
        _esm = Path("nowhere.js")

    with pytest.raises(BadArgument, match=r"nowhere\.js"):
        Lost.script()


def test_what_is_not_supported_says_what_to_use() -> None:
    with pytest.raises(ComponentError, match="JSComponent"):

        class Old(pn.reactive.ReactiveHTML):
            pass

    with pytest.raises(ComponentError, match="AnyWidgetComponent"):
        pn.pane.IPyWidget(object())
    with pytest.raises(ComponentError, match="servable"):
        pn.ipywidget(pn.pane.Str("x"))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "Checkbox"),
        (3, "IntSlider"),
        (0.5, "FloatSlider"),
        ((0, 4), "IntSlider"),
        ("x", "TextInput"),
        ([1, "a"], "Select"),
        ({"one": 1}, "Select"),
    ],
)
def test_a_value_becomes_a_widget(value: Any, kind: str) -> None:
    made = widget(value, name="it")
    assert (type(made).__name__, made.name) == (kind, "it")


def test_interact_says_what_it_needs() -> None:
    with pytest.raises(BadArgument, match="'y'"):
        pn.interact(lambda x, y: x, x=1)
    with pytest.raises(BadArgument, match="fixed"):
        pn.interact(lambda x: x, x=object())
    with pytest.raises(BadArgument, match="no arguments"):
        pn.interact(lambda x=1: x, z=2)
    assert list(pn.interact(lambda x, y: x, x=1, y=pn.interact.fixed(2)).widgets) == ["x"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(json_values)
def test_json_loses_nothing(value: Any) -> None:
    shown = pn.pane.JSON({"value": value}).definition()["text"]
    assert json.loads(shown) == {"value": value}


def test_json_names_what_it_cannot_show() -> None:
    assert pn.pane.JSON([float("nan"), float("inf")]).definition()["text"] == '["NaN", "Infinity"]'
    with pytest.raises(BadArgument, match="encoder"):
        pn.pane.JSON({"a": object()})


def test_a_player_refuses_what_is_no_place_in_time() -> None:
    video = pn.pane.Video()
    for name, data in [("time", -1), ("time", "3"), ("volume", 101), ("paused", 1)]:
        with pytest.raises(BadValue):
            video.decode(name, data)
    assert video.decode("volume", 20.4) == 20


def test_a_file_has_a_key_of_its_own(tmp_path: Path) -> None:
    audio = pn.pane.Audio(np.zeros(10))
    _, key, name = audio.definition()["source"]["file"].split("/")
    held = audio.offered(key)
    assert held is not None
    assert held.mime == "audio/wav"
    assert audio.offered("x") is None
    assert name == "sound.wav"
    with pytest.raises(BadArgument, match="no file"):
        pn.pane.Video(tmp_path / "nothing.mp4")
    with pytest.raises(BadArgument, match="shape"):
        pn.pane.Audio(np.zeros((1, 2, 3)))


def test_a_video_of_youtube_is_found_by_its_address() -> None:
    for address in ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/watch?a=1&v=dQw4w9WgXcQ"):
        assert "embed/dQw4w9WgXcQ" in pn.pane.YT(address).definition()["html"]
        assert isinstance(pn.panel(address), pn.pane.YT)
    with pytest.raises(BadArgument, match="YouTube"):
        pn.pane.YT("https://example.org/watch?v=dQw4w9WgXcQ")


def test_an_alert_is_as_wide_as_its_place_unless_it_has_a_width() -> None:
    assert pn.pane.Alert("x").definition()["sizing_mode"] == "stretch_width"
    assert pn.pane.Alert("x", width=300).definition()["sizing_mode"] is None
