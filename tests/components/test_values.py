"""Values, good and bad, of every component: nothing is lost on the way, and nothing wrong gets in."""

from __future__ import annotations

import base64
import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.wire import codec
from tests.support.kinds import all_kinds, make, shown_kinds
from tests.support.quiet import a_quiet_log, shown

KINDS = shown_kinds()
EDITED = [kind for kind in KINDS if kind._spec.edits]
ACTING = [kind for kind in KINDS if kind._spec.events]
CODES = {"bad-value", "too-large"}

steady = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def full_name(kind: type[Viewable]) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def state(component: Viewable) -> dict[str, Any]:
    """What the component holds."""
    return {name: getattr(component, name) for name in component.param if name not in ("clear", "param")}


def told(component: Viewable) -> dict[str, Any]:
    """What a browser knows of the component, by its own names."""
    found = {entry.key: component.property(entry.name) for entry in component._spec.properties.values()}
    known: dict[str, Any] = codec.loads(codec.dumps(found))
    return known


def same(one: Any, other: Any) -> bool:
    if one is other or (isinstance(one, float) and isinstance(other, float) and math.isnan(one + other)):
        return True
    try:
        return type(one) is type(other) and bool(np.all(one == other))
    except (TypeError, ValueError):
        return False


# -- every component --------------------------------------------------------------------------------


def test_the_list_is_the_whole_list() -> None:
    assert len(all_kinds()) > 100
    assert {pn.widgets.IntSlider, pn.pane.Vega, pn.Tabs, pn.indicators.Trend} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=full_name)
def test_it_is_made_with_defaults_and_shown(kind: type[Viewable]) -> None:
    component = kind()
    with shown(component) as user:
        node = next(node for node in user.browser.nodes.values() if node.id == component._number)
        assert node.type == kind._spec.type
        assert not user.browser.errors


@pytest.mark.parametrize("kind", KINDS, ids=full_name)
def test_a_clone_travels_as_the_original(kind: type[Viewable]) -> None:
    component = make(kind)
    clone = component.clone()
    assert clone is not component
    travelled, again = told(component), told(clone)
    for key in (kind._spec.keys[name] for name in kind._spec.children):  # what it holds may be cloned as well
        assert len(travelled.pop(key, ())) == len(again.pop(key, ()))
    assert travelled == again


@pytest.mark.parametrize("kind", EDITED, ids=full_name)
def test_what_a_browser_is_told_is_what_it_may_say(kind: type[Viewable]) -> None:
    """The value comes back as it went: an edit that changes nothing changes nothing."""
    component = make(kind)
    before = told(component)
    with shown(component) as user:
        for name in sorted(kind._spec.edits):
            if before[name] is not None:
                user.browser.edit(component._number, {name: before[name]})
                user.rest()
        assert user.browser.errors == []
    assert told(component) == before


# -- what a browser may send ------------------------------------------------------------------------

NASTY = [
    "", "NaN", "Infinity", "-0", "1e400", "null", "__import__('os').system('x')", "(1,", "[" * 500, "a" * 50_000,
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.999999", "2030-02-30", "10000-01-01", "25:61", "#ff", "\x00\u2028😀",
    -1, 0, 2**31, 2**53 + 1, 2**64, -(10**30), 10**308, -0.0, 1e308, 5e-324, 1e17,
    [], [[]], [None, None], [1, 0], [0, 0, 0], ["a", "a"], ["a", {}], [1e300, 1e301], [{"field": [], "dir": "asc"}],
    [{"field": "age", "type": "<", "value": {}}], [{"field": "age", "type": [], "value": 1}],
    [{"field": "age", "type": "in", "value": 1}], [{"field": "age", "type": ">", "value": 10**400 % 10**320}],
    {}, {"": {"": {"": []}}}, {"index": -1, "length": 10**30}, {"__class__": "x"},
]  # fmt: skip
DEEP: Any = None
for _ in range(100):
    DEEP = [DEEP]

plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
anything = st.sampled_from([*NASTY, DEEP]) | st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", EDITED, ids=full_name)
@steady
@given(data=st.data())
def test_any_edit_is_taken_or_refused(kind: type[Viewable], data: st.DataObject) -> None:
    component = make(kind)
    edits = st.tuples(st.sampled_from(sorted(kind._spec.edits)), anything)
    with shown(component) as user:
        for name, value in data.draw(st.lists(edits, min_size=8, max_size=16)):
            before, refused = state(component), len(user.browser.errors)
            user.browser.edit(component._number, {name: value})
            user.rest()
            changed = {key for key, now in state(component).items() if not same(before[key], now)}
            if len(user.browser.errors) == refused:
                make(kind, **{name: getattr(component, name)})  # Python takes it too
            else:
                assert changed == set()
                assert user.browser.errors[-1].code in CODES
                assert len(user.browser.errors[-1].message) <= 500
        assert not user.session.ended


@pytest.mark.parametrize("kind", ACTING, ids=full_name)
@steady
@given(data=st.data())
def test_any_event_is_taken_or_refused(kind: type[Viewable], data: st.DataObject) -> None:
    component = make(kind)
    keys = st.sampled_from(
        [
            "value",
            "label",
            "level",
            "key",
            "item",
            "row",
            "column",
            "index",
            "files",
            "data",
            "name",
            "path",
            "points",
            "offset",
            "id",
            "filter",
            "pattern",
            "selection",
            "type",
            "eventType",
            "query",
            "which",
            "chart",
        ]
    )
    events = st.tuples(
        st.sampled_from(sorted(kind._spec.events)), st.dictionaries(keys, anything | near, max_size=6)
    )
    with shown(component) as user:
        for name, sent in data.draw(st.lists(events, min_size=8, max_size=16)):
            refused = len(user.browser.errors)
            user.browser.event(component._number, name, sent)
            user.rest()
            for error in user.browser.errors[refused:]:
                assert error.code in CODES
                assert len(error.message) <= 500
        assert not user.session.ended


near = st.sampled_from(["a", "b", "x", "name", "age", "size", "born", "here", "mixed", "one", 0, 1, True])
"""What some event may hold rightly."""


def test_a_cell_takes_what_its_column_holds_and_nothing_else() -> None:
    editors: dict[str, Any] = dict.fromkeys(["name", "age", "size", "born", "here", "mixed"], "input")
    for column in editors:
        table = make(pn.widgets.Tabulator, editors=editors)
        with shown(table) as user:
            for value in [*NASTY, DEEP, True]:
                before, refused = table.value.copy(), len(user.browser.errors)  # type: ignore[attr-defined]
                user.browser.event(table._number, "edit", {"row": 0, "column": column, "value": value})
                user.rest()
                if len(user.browser.errors) > refused:
                    pd.testing.assert_frame_equal(table.value, before)  # type: ignore[attr-defined]
                assert table.value.dtypes.equals(before.dtypes)  # type: ignore[attr-defined]


# -- nothing is lost --------------------------------------------------------------------------------

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
"""Any text that an encoding has: astral characters, controls, none at all."""
days = st.dates() | st.sampled_from([dt.date.min, dt.date.max])
moments = st.datetimes() | st.sampled_from([dt.datetime.min, dt.datetime.max])
whole_ms = moments.map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
whole_s = moments.map(lambda moment: moment.replace(microsecond=0))
integers = st.integers() | st.sampled_from([2**53, 2**53 + 1, -(2**53) - 1, 2**63, 10**300])
floats = st.floats(allow_nan=False, allow_infinity=False)
literals = st.recursive(
    plain | st.binary() | st.complex_numbers(allow_nan=False, allow_infinity=False).filter(lambda z: z.real == 0),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)  # fmt: skip
jsons = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=8)
LAST = dt.datetime.max.replace(microsecond=999000)
AGES = {"start": dt.date.min, "end": dt.date.max}

LOSSLESS: list[tuple[str, Callable[[], Any], st.SearchStrategy[Any]]] = [
    ("IntInput", pn.widgets.IntInput, integers),
    ("FloatInput", pn.widgets.FloatInput, floats),
    ("TextInput", lambda: pn.widgets.TextInput(max_length=None), texts),
    ("TextAreaInput", lambda: pn.widgets.TextAreaInput(max_length=None), texts),
    ("PasswordInput", lambda: pn.widgets.PasswordInput(max_length=None), texts),
    ("CodeEditor", pn.widgets.CodeEditor, texts),
    ("LiteralInput", pn.widgets.LiteralInput, literals),
    ("JSONEditor", pn.widgets.JSONEditor, jsons),
    ("DatePicker", pn.widgets.DatePicker, days),
    ("DatetimePicker", pn.widgets.DatetimePicker, whole_s),
    ("DatetimeInput", pn.widgets.DatetimeInput, whole_s),
    ("DateSlider", lambda: pn.widgets.DateSlider(**AGES), days),
    ("DatetimeSlider", lambda: pn.widgets.DatetimeSlider(start=dt.datetime.min, end=LAST), whole_ms),
    ("TimePicker", pn.widgets.TimePicker, st.times().map(lambda time: time.replace(microsecond=0))),
    ("FloatSlider", lambda: pn.widgets.FloatSlider(start=-1e308, end=1e308), st.floats(-1e308, 1e308)),
    ("IntSlider", lambda: pn.widgets.IntSlider(start=-(2**60), end=2**60), st.integers(-(2**60), 2**60)),
    ("Checkbox", pn.widgets.Checkbox, st.booleans()),
    ("ColorPicker", pn.widgets.ColorPicker, st.from_regex("#[0-9a-f]{6}", fullmatch=True)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make_one", "values"), [case[1:] for case in LOSSLESS], ids=[case[0] for case in LOSSLESS]
)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_value_comes_back_as_it_went(
    make_one: Callable[[], Any], values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    here, there = make_one(), make_one()
    here.value = value
    travelled = codec.loads(codec.dumps(here.property("value")))
    back = there.decode("value", travelled)
    there.edit({"value": back})
    if value is not None and value != "":
        assert same(there.value, value) or (type(value) is int and isinstance(back, float) and back == value)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts | st.integers().map(str), unique=True, min_size=1))
def test_options_are_what_they_are_called(options: list[str]) -> None:
    select, several = pn.widgets.Select(options=options), pn.widgets.MultiSelect(options=options)
    for option in options:
        select.value, several.value = option, [option]
        assert select.decode("value", codec.loads(codec.dumps(select.property("value")))) == option
        assert several.decode("value", codec.loads(codec.dumps(several.property("value")))) == [option]


@settings(max_examples=20, deadline=None)
@given(st.binary())
def test_a_file_comes_as_it_is(content: bytes) -> None:
    field = pn.widgets.FileInput()
    with shown(field) as user:
        name = "na\u00efve \U0001f600.bin"
        user.browser.event(field._number, "begin", {"key": "k", "files": [[name, "", len(content)]]})
        if content:
            piece = base64.b64encode(content).decode()
            user.browser.event(field._number, "piece", {"key": "k", "data": piece})
        user.rest()
        assert (field.value, field.filename) == (content, name)


def test_half_a_character_is_shown_as_unknown() -> None:
    """As names of files that are no UTF-8 have them. The value in Python stays what it was."""
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    field, pane = pn.widgets.TextInput(name="x", value=name), pn.pane.Str(name)
    with a_quiet_log(), testing.Site(pn.Row(field, pane)) as site:
        user = site.visit()
        assert user.find("x").value == "caf\ufffd.txt"
        assert user.sees("caf\ufffd.txt")
        assert field.value == name
        user.set("x", "other")
        assert field.value == "other"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_has_no_number_for_shows_as_empty(value: float) -> None:
    field, number = pn.widgets.FloatInput(name="x", value=value), pn.indicators.Number(name="y", value=value)
    with a_quiet_log(), testing.Site(pn.Row(field, number)) as site:
        user = site.visit()
        assert user.find("x").value is None
        assert same(field.value, value)
        user.set("x", 2.5)
        assert field.value == 2.5


def test_the_ends_of_a_range_change_together() -> None:
    slider = pn.widgets.RangeSlider(start=0, end=10, value=(1, 2))
    seen: list[Any] = []
    slider.param.watch(lambda event: seen.append(event.new), "value")
    slider.value = (3, 8)
    assert seen == [(3, 8)]
    slider.value_start = 4
    assert seen == [(3, 8), (4, 8)]
    assert (slider.value_start, slider.value_end) == (4, 8)


def test_a_range_without_a_value_takes_one_from_a_visitor() -> None:
    slider = pn.widgets.DatetimeRangeSlider(name="x")
    with shown(slider) as user:
        user.set("x", [1000, 2000])
        assert user.browser.errors == []
        assert slider.value == (dt.datetime(1970, 1, 1, 0, 0, 1), dt.datetime(1970, 1, 1, 0, 0, 2))


# -- what an app gets wrong -------------------------------------------------------------------------

WRONG: list[tuple[type[Viewable], dict[str, Any], tuple[str, ...]]] = [
    (pn.widgets.IntInput, {"value": 1.5}, ("value", "integer", "float")),
    (pn.widgets.IntSlider, {"value": "x"}, ("value", "integer", "str")),
    (pn.widgets.FloatInput, {"value": "x"}, ("value", "numeric", "str")),
    (pn.widgets.FloatSlider, {"step": 0}, ("step", "greater than 0", "0")),
    (pn.widgets.RangeSlider, {"value": (1,)}, ("value", "2", "1")),
    (pn.widgets.RangeSlider, {"value": (3, 1), "end": 5}, ("value", "lower end first", "(3, 1)")),
    (pn.widgets.EditableIntSlider, {"value": 11, "fixed_end": 10}, ("value", "10", "11")),
    (pn.widgets.DiscreteSlider, {"options": [1, 2], "value": 3}, ("value", "2 options", "3")),
    (pn.widgets.DatePicker, {"value": "soon"}, ("value", "date types")),
    (pn.widgets.DatePicker, {"value": dt.date(2031, 1, 1), "end": dt.date(2030, 1, 1)}, ("value", "2030", "2031")),
    (pn.widgets.DateSlider, {**AGES, "value": 3}, ("value", "date", "int")),
    (pn.widgets.TimePicker, {"value": 3}, ("value", "time", "3")),
    (pn.widgets.TextInput, {"value": 3}, ("value", "string", "int")),
    (pn.widgets.TextInput, {"value": b"x"}, ("value", "string", "bytes")),
    (pn.widgets.Checkbox, {"value": "yes"}, ("value", "True or False", "yes")),
    (pn.widgets.ColorPicker, {"value": "reddish"}, ("value", "RGB", "reddish")),
    (pn.widgets.MultiSelect, {"value": 3}, ("value", "list", "int")),
    (pn.widgets.Select, {"options": 3}, ("options", "list", "3")),
    (pn.widgets.LiteralInput, {"value": 3, "type": str}, ("value", "str", "3")),
    (pn.widgets.Button, {"button_type": "loud"}, ("button_type", "primary", "loud")),
    (pn.widgets.Tabulator, {"value": 3}, ("data frame", "int")),
    (pn.widgets.Tabulator, {"page": 0}, ("page", "at least 1", "0")),
    (pn.widgets.Player, {"visible_buttons": ["jump"]}, ("visible_buttons", "play", "jump")),
    (pn.indicators.Gauge, {"value": 101}, ("value", "100", "101")),
    (pn.indicators.Trend, {"data": 3}, ("data", "columns", "int")),
    (pn.indicators.Number, {"value": 1, "format": "{0:d}"}, ("format", "{value:.1f}", "{0:d}")),
    (pn.indicators.Tqdm, {"progress": "x"}, ("progress", "Progress", "str")),
    (pn.pane.DataFrame, {"object": "<b>x</b>"}, ("DataFrame", "data frame", "str")),
    (pn.Column, {"sizing_mode": "wide"}, ("sizing_mode", "stretch_width", "wide")),
    (pn.Column, {"margin": (1, 2, 3)}, ("margin", "number of px", "(1, 2, 3)")),
    (pn.Spacer, {"width": -1}, ("width", "at least 0", "-1")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "arguments", "words"),
    WRONG,
    ids=[f"{kind.__name__} {arguments}" for kind, arguments, _ in WRONG],
)
def test_a_wrong_argument_is_named(
    kind: type[Viewable], arguments: dict[str, Any], words: tuple[str, ...]
) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        kind(**arguments)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (pn.widgets.IntSlider, {"start": 0, "end": 10, "value": 11}),
        (pn.widgets.FloatSlider, {"start": 0, "end": 1, "value": math.nan}),
        (pn.widgets.IntInput, {"end": 10, "value": 11}),
        (pn.widgets.Select, {"options": ["a"], "value": "b"}),
        (pn.widgets.MultiSelect, {"options": ["a"], "value": ["b"]}),
        (pn.widgets.TextInput, {"max_length": 1, "value": "long"}),
        (pn.indicators.Progress, {"max": 100, "value": 200}),
        (pn.indicators.Number, {"value": 10**400}),
    ],
    ids=lambda case: getattr(case, "__name__", "with"),
)
def test_a_value_beyond_limits_that_panel_takes_is_shown_and_can_be_mended(
    kind: type[Viewable], arguments: dict[str, Any]
) -> None:
    component = kind(**arguments)
    with shown(component) as user:
        if kind._spec.edits:
            good = {"Select": "a", "MultiSelect": ["a"], "TextInput": "s"}.get(kind.__name__, 1)
            user.browser.edit(component._number, {"value": good})
            user.rest()
            assert component.value == good  # type: ignore[attr-defined]
        assert user.browser.errors == []
