"""How work grows: a click does not depend on the page or on other visitors, and a broadcast is linear."""

from __future__ import annotations

import lanai as pn
from tests.guard.faults import Nosy, Sociable
from tests.guard.measuring import count
from tests.guard.ways import App, Prepare, Way, announcing, broadcasts, clicks, counter, crowded_clicks

FEW, MANY = 5, 200
SAME = 1.02
"""Two counts of the same work differ by less."""
FOUND = 1.04
"""What looks at so many more grows by more."""

Text = type[pn.widgets.StaticText]


def instructions(app: App, prepare: Prepare) -> float:
    return count(Way("way", "a way", lambda: app, prepare, rounds=2, batch=3)).figures["instructions"]


def growth_by_components(text: Text) -> float:
    """How many times as much a click costs on a page of many components."""
    few, many = (instructions(counter(text=text, others=others), clicks) for others in (FEW, MANY))
    return many / few


def growth_by_visitors(text: Text) -> float:
    """How many times as much a click costs where there are many visitors."""
    few, many = (instructions(counter(text=text), crowded_clicks(others)) for others in (FEW, MANY))
    return many / few


def test_a_click_does_not_depend_on_how_many_components_the_page_has() -> None:
    assert growth_by_components(pn.widgets.StaticText) < SAME


def test_a_click_does_not_depend_on_how_many_visitors_there_are() -> None:
    assert growth_by_visitors(pn.widgets.StaticText) < SAME


def test_an_update_of_everybody_costs_the_same_for_each() -> None:
    few = instructions(announcing(), broadcasts(MANY // 10))
    assert instructions(announcing(), broadcasts(MANY)) < few * 10 * SAME


def test_a_component_that_looks_at_all_others_is_found() -> None:
    assert growth_by_components(Nosy) > FOUND


def test_a_component_that_looks_at_all_visitors_is_found() -> None:
    assert growth_by_visitors(Sociable) > FOUND
