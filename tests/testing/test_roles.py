"""Every component has the role that a real browser gives it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.testing.roles import NO_ROLE, ROLES
from tests.support.kinds import all_kinds, make, shown_kinds

COMPONENTS = Path(__file__).parents[2] / "protocol" / "components.json"


def test_every_type_is_in_the_table_once() -> None:
    types = {kind._spec.type for kind in all_kinds()} | set(json.loads(COMPONENTS.read_text())["types"])
    assert types <= set(ROLES) | NO_ROLE
    assert set(ROLES) & NO_ROLE == set()


@pytest.mark.parametrize("kind", shown_kinds(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_an_element_of_each_type_can_be_found_by_it(kind: type[Viewable]) -> None:
    with testing.Site(lambda: make(kind)) as site:
        [element] = [each for each in site.visit().elements() if each.type == kind._spec.type][:1]
        wanted = ROLES.get(element.type)
        assert element.role == wanted or (element.type, element.role) == ("Dial", "img")


@pytest.mark.parametrize(
    ("component", "role"),
    [
        (pn.pane.Alert("Fire", alert_type="danger"), "alert"),
        (pn.pane.Alert("Tea", alert_type="info"), "note"),
        (pn.widgets.Select(name="x", options=["a", "b"], size=4), "listbox"),
        (pn.indicators.Gauge(name="x", value=None), "img"),
    ],
    ids=["alert", "note", "list", "gauge"],
)
def test_properties_may_change_it(component: Viewable, role: str) -> None:
    with testing.Site(component) as site:
        assert site.visit().find(role=role).type == component._spec.type
