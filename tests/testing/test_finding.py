"""What is on a page is found by what it is and says; where nothing fits, the error helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import AppNotFound, TestingError


def page() -> Any:
    return pn.Column(
        "# Trees",
        pn.widgets.Button(name="Increment"),
        pn.widgets.Button(name="Delete", disabled=True),
        pn.Card(pn.widgets.Button(name="Go"), title="First"),
        pn.Card(pn.widgets.Button(name="Go"), title="Second", collapsed=True),
        pn.Tabs(("One", pn.pane.Str("in one")), ("Two", pn.widgets.TextInput(name="Word"))),
        pn.widgets.RadioBoxGroup(name="Kind", options=["oak", "beech"]),
        pn.widgets.TextInput(placeholder="Search"),
    )


def message(call: Any, *arguments: Any, **options: Any) -> str:
    with pytest.raises(TestingError) as raised:
        call(*arguments, **options)
    return str(raised.value)


def test_by_label_role_type_and_text() -> None:
    with testing.Site(page) as site:
        user = site.visit()
        assert user.find("Increment").role == "button"
        assert user.find(role="radiogroup").label == "Kind"
        assert user.find(type="Markdown").text == "Trees"
        assert user.find(text="in one").type == "Str"
        assert user.find("Search").type == "TextInput"
        assert [each.label for each in user.find_all(type="Card")] == ["First", "Second"]


def test_of_two_the_one_that_shows_is_meant() -> None:
    with testing.Site(page) as site:
        user = site.visit()
        assert [each.hidden is None for each in user.find_all("Go")] == [True, False]
        assert user.find("Go").visible
        assert user.find("Second").find("Go").hidden == "it is in the card 'Second', which is folded"


def test_parts_are_found_where_no_component_fits() -> None:
    with testing.Site(page) as site:
        user = site.visit()
        assert [(each.label, each.value) for each in user.find_all(role="tab")] == [
            ("One", True),
            ("Two", False),
        ]
        assert user.find("oak").role == "radio"
        assert user.find("beech", role="radio").value is False


def test_what_is_behind_a_tab_cannot_be_read() -> None:
    with testing.Site(page) as site:
        user = site.visit()
        assert user.sees("in one")
        user.click("Two")
        assert not user.sees("in one")
        assert user.find(text="in one").hidden == "it is in the tab 'One', which is not chosen"


def test_only_what_is_written_can_be_read() -> None:
    secret = pn.widgets.PasswordInput(name="Key", value="sesame")
    with testing.Site(
        lambda: [pn.widgets.Checkbox(name="Agree"), secret, pn.indicators.Progress(value=40)]
    ) as site:
        assert site.visit().text == "Agree Key"


def test_nothing_found_names_what_is_there_and_the_nearest_first() -> None:
    with testing.Site(page) as site:
        text = message(site.visit().find, "Incremnt")
    assert text.startswith(
        "Expected one element with label='Incremnt', found none.\nDid you mean Button 'Increment'"
    )
    assert "\n  Button 'Delete' (role='button', disabled)" in text
    assert "TextInput 'Word' (role='textbox', hidden: it is in the tab 'Two', which is not chosen)" in text


def test_what_fits_but_for_one_thing_is_near() -> None:
    with testing.Site(page) as site:
        text = message(site.visit().find, "Kind", role="combobox")
    assert "Did you mean RadioBoxGroup 'Kind' (role='radiogroup')" in text


def test_several_are_listed_with_what_to_do() -> None:
    with testing.Site(page) as site:
        text = message(site.visit().find, role="button", type="Button")
    assert "found 3:\n  Button 'Increment'" in text
    assert "find(...).find(...)" in text


def test_an_empty_page_says_so() -> None:
    with testing.Site(lambda: None) as site:
        assert message(site.visit().find, "x").endswith("On the page: nothing.")


def test_a_long_page_is_cut() -> None:
    with testing.Site(lambda: [pn.widgets.Button(name=f"b{n}") for n in range(100)]) as site:
        text = message(site.visit().find, type="Select")
    assert "and 70 more" in text
    assert len(text) < 2500


def test_there_is_no_such_app() -> None:
    with testing.Site({"one": lambda: "1", "/two/{name}": lambda: "2"}) as site:
        assert "There are: /one, /two/{name}." in message(site.visit, "/three")


def test_a_request_has_what_was_sent() -> None:
    seen: dict[str, Any] = {}

    def app() -> str:
        state = pn.state
        seen.update(args=state.session_args, cookies=state.cookies, agent=state.headers["user-agent"])
        seen.update(user=state.user, mail=state.user_info, name=state.route_params)
        return "here"

    with testing.Site({"/of/{name}": app}) as site:
        user = site.visit(
            "/of/oak?a=1",
            query={"b": ["2", "3"]},
            cookies={"taste": "sweet"},
            headers={"User-Agent": "kit"},
            user="ada",
            user_info={"email": "ada@example.org"},
        )
        assert user.url == "/of/oak?a=1&b=2&b=3"
    assert seen == {
        "args": {"a": [b"1"], "b": [b"2", b"3"]},
        "cookies": {"taste": "sweet"},
        "agent": "kit",
        "user": "ada",
        "mail": {"email": "ada@example.org"},
        "name": {"name": "oak"},
    }


def test_paths_are_apps(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import lanai as pn\npn.Row('from a script').servable()\n")
    (tmp_path / "b.md").write_text(
        "# From a text\n\n```pyodide\nimport lanai as pn\npn.Row('in it').servable()\n```\n"
    )
    with testing.Site({"a": str(tmp_path / "a.py"), "b": tmp_path / "b.md"}) as site:
        assert site.visit("/a").sees("from a script")
        assert site.visit("/b").sees("From a text")


def test_an_app_that_is_not_there_leaves_nothing_behind() -> None:
    with pytest.raises(AppNotFound), testing.Site("no-such-app.py"):
        pass
    with testing.Site(page) as site:
        assert site.visit().find("Increment")
