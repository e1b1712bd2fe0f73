"""A layout behaves like a Python list of its components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.errors import BadArgument

ITEMS = tuple(pn.pane.Str(name) for name in "abcdef")

items = st.sampled_from(ITEMS)
indices = st.integers(-7, 7)
bounds = st.none() | indices
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, 1, 2, -1]))

Operation = Callable[[Any], object]


def put(index: Any, value: Any) -> Operation:
    return lambda target: target.__setitem__(index, value)


operations: st.SearchStrategy[Operation] = st.one_of(
    items.map(lambda item: lambda target: target.append(item)),
    st.lists(items, max_size=3).map(lambda many: lambda target: target.extend(many)),
    st.tuples(indices, items).map(lambda given: lambda target: target.insert(*given)),
    indices.map(lambda index: lambda target: target.pop(index)),
    items.map(lambda item: lambda target: target.remove(item)),
    st.just(lambda target: target.reverse()),
    st.tuples(indices, items).map(lambda given: put(*given)),
    st.tuples(slices, st.lists(items, max_size=3)).map(lambda given: put(*given)),
    st.one_of(indices, slices).map(lambda index: lambda target: target.__delitem__(index)),
    st.one_of(indices, slices).map(lambda index: lambda target: target[index]),
    items.map(lambda item: lambda target: target.index(item)),
    items.map(lambda item: lambda target: target.count(item)),
    items.map(lambda item: lambda target: item in target),
)


def outcome(operation: Operation, target: Any) -> object:
    try:
        return operation(target)
    except (IndexError, ValueError) as error:
        return type(error)


@given(st.lists(items, max_size=5), st.lists(operations, max_size=8))
def test_a_layout_does_what_a_list_does(start: list[Component], steps: list[Operation]) -> None:
    expected = list(start)
    layout = pn.Row(*start)
    for step in steps:
        assert outcome(step, layout) == outcome(step, expected)
        assert list(layout) == expected == layout.objects
        assert len(layout) == len(expected)


@given(st.lists(items, max_size=4), st.lists(items, max_size=4))
def test_adding_makes_a_new_layout_of_the_same_kind(one: list[Component], other: list[Component]) -> None:
    layout = pn.Column(*one, width=300)
    after, before = layout + other, other + layout
    assert (list(after), list(before), list(layout)) == ([*one, *other], [*other, *one], one)
    assert (type(after), after.width, before.width) == (pn.Column, 300, 300)
    layout += other
    assert list(layout) == [*one, *other]


def test_clear_returns_what_was_there() -> None:
    layout = pn.FlexBox(*ITEMS)
    assert layout.clear() == [*ITEMS]
    assert list(layout) == []


def test_each_change_is_a_new_value_for_watchers() -> None:
    layout = pn.Row("a")
    before = layout.objects
    seen: list[Any] = []
    layout.param.watch(lambda event: seen.append((event.old, event.new)), "objects")
    layout.append("b")
    assert seen == [(before, layout.objects)]
    assert len(before) == 1


@pytest.mark.parametrize("layout", [pn.Row("# a", 3), pn.Row(objects=["# a", 3])])
def test_anything_becomes_a_component(layout: pn.Row) -> None:
    assert [type(child) for child in layout] == [pn.pane.Markdown, pn.pane.Str]
    layout[0] = 4
    layout.insert(0, "b")
    layout.objects = [*layout.objects, None]
    assert [child.object for child in layout] == ["b", 4, 3, None]


def test_objects_may_be_a_reference() -> None:
    count = pn.widgets.IntInput(value=2)
    layout = pn.Row(objects=pn.bind(lambda n: [f"item {i}" for i in range(n)], count))
    assert [child.object for child in layout] == ["item 0", "item 1"]
    count.value = 1
    assert [child.object for child in layout] == ["item 0"]


def test_objects_are_given_one_way_or_the_other() -> None:
    with pytest.raises(BadArgument, match="either as positional arguments or as `objects`"):
        pn.Row("a", objects=["b"])
    with pytest.raises(BadArgument, match="got the text 'ab'"):
        pn.Row().extend("ab")


def test_a_clone_is_independent() -> None:
    layout = pn.Row("a", styles={"color": "red"}, name="first")
    clone = layout.clone("b", name="second")
    clone.styles["color"] = "blue"
    clone.append("c")
    assert [child.object for child in layout] == ["a"]
    assert (layout.styles, layout.name) == ({"color": "red"}, "first")
    assert [child.object for child in clone] == ["b", "c"]
    assert [*layout.clone()] == [*layout]


def test_a_visitor_sees_each_change() -> None:
    layout = pn.Column("one")
    with testing.Site(layout) as site:
        user = site.visit()
        layout.append(pn.Row("two", "three"))
        site.settle()
        assert user.text == "one two three"
        layout.reverse()
        layout[0].pop(0)
        site.settle()
        assert user.text == "three one"


def test_only_what_is_new_travels() -> None:
    layout = pn.Column(pn.widgets.TextInput(name="Kept"), "old")
    with testing.Site(layout) as site:
        user = site.visit()
        layout.objects = ["new", layout[0]]
        site.settle()
        assert user.text == "new Kept"
        frame = user.browser.frames[-1]
        assert [kind for _, kind, _ in frame.add] == ["Markdown"]
        assert len(frame.drop) == 1
