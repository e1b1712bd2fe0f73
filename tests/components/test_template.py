"""Templates: which one a page has, what lies where in it, and what the browser is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.page.busy import Busy
from lanai.components.template.choice import TEMPLATES
from lanai.errors import BadArgument, BuildError, ComponentError

KINDS = [
    pn.template.VanillaTemplate,
    pn.template.BootstrapTemplate,
    pn.template.MaterialTemplate,
    pn.template.GoldenTemplate,
    pn.template.SlidesTemplate,
    pn.template.EditableTemplate,
    pn.template.FastListTemplate,
    pn.template.FastGridTemplate,
    pn.template.ReactTemplate,
]


def shell(user: testing.User) -> dict[str, Any]:
    found: dict[str, Any] = user.find(type="Template").read("shell")
    return found


def area(user: testing.User, name: str) -> testing.Element:
    return next(each for each in user.find_all(type="TemplateArea") if each.read("area") == name)


def within(user: testing.User, name: str) -> list[str]:
    return [element.text for element in area(user, name).children]


def visit(app: Callable[[], object], look: Callable[[testing.User], None]) -> None:
    with testing.Site(app) as site:
        look(site.visit())


# -- which template ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_name_makes_the_page_have_that_template(name: str) -> None:
    def app() -> None:
        pn.extension(template=name)
        pn.pane.Str("above").servable()
        pn.pane.Str("beside").servable(target="sidebar")
        pn.pane.Str("at the top").servable(target="header")
        pn.pane.Str("over it").servable(target="modal")
        assert type(pn.state.template).__name__ == TEMPLATES[name]

    def look(user: testing.User) -> None:
        assert user.browser.roots[0][1] == "template"
        assert [within(user, each) for each in ("main", "sidebar", "header", "modal")] == [
            ["above"], ["beside"], ["at the top"], ["over it"],
        ]  # fmt: skip

    visit(app, look)


@pytest.mark.parametrize("kind", KINDS)
def test_a_function_may_return_a_template(kind: Any) -> None:
    def app() -> Any:
        return kind(title="Ferries", main=["Crossing"], sidebar=[pn.widgets.Button(name="Go")])

    def look(user: testing.User) -> None:
        assert user.session.title == shell(user)["title"] == "Ferries"
        assert within(user, "main") == ["Crossing"]
        assert user.find("Go", role="button")

    visit(app, look)


def test_a_template_for_everybody() -> None:
    template = pn.template.VanillaTemplate(main=["Hello"])
    with testing.Site({"/": template}) as site:
        first, second = site.visit(), site.visit()
        template.main.append("again")
        site.settle()
        assert within(first, "main") == within(second, "main") == ["Hello", "again"]


def test_what_was_servable_before_the_template_goes_into_it() -> None:
    def app() -> None:
        pn.pane.Str("early").servable()
        pn.pane.Str("beside").servable(target="sidebar")
        pn.template.VanillaTemplate(main=["late"]).servable()

    def look(user: testing.User) -> None:
        assert [within(user, each) for each in ("main", "sidebar")] == [["late", "early"], ["beside"]]
        assert [where for _, where in user.browser.roots] == ["template", "page"]

    visit(app, look)


def test_the_app_s_own_template_wins_over_the_setting() -> None:
    def app() -> None:
        pn.extension(template="fast")
        pn.template.MaterialTemplate().servable()

    visit(app, lambda user: _same(shell(user)["look"], "material"))


def _same(one: object, other: object) -> None:
    assert one == other


def test_two_templates_are_one_too_many() -> None:
    def app() -> None:
        pn.template.VanillaTemplate().servable()
        pn.template.MaterialTemplate().servable()

    with (
        testing.Site(app) as site,
        pytest.raises(BuildError, match="a VanillaTemplate; it cannot have a Material"),
    ):
        site.visit()


def test_an_area_that_the_template_does_not_have() -> None:
    def app() -> None:
        pn.extension(template="bootstrap")
        pn.pane.Str("x").servable(target="cellar")

    with (
        testing.Site(app) as site,
        pytest.raises(BuildError, match=r"'main', 'modal', 'sidebar'.*got 'cellar'"),
    ):
        site.visit()


def test_without_a_template_there_is_none() -> None:
    assert pn.state.template is None
    seen: list[object] = []
    with testing.Site(lambda: seen.append(pn.state.template)) as site:
        site.visit()
    assert seen == [None]


@pytest.mark.parametrize("value", ["fastest", 3, int])
def test_a_setting_that_names_no_template(value: object) -> None:
    with pytest.raises(ValueError, match="Expected for 'template' one of"):
        pn.config.template = value


def test_jinja_texts_are_refused_with_a_way_out() -> None:
    with pytest.raises(ComponentError, match="FastListTemplate"):
        pn.Template("{% block main %}{% endblock %}")


# -- what the browser is told -----------------------------------------------------------------------


def test_parameters_arrive_and_follow() -> None:
    def app() -> Any:
        template = pn.template.FastListTemplate(
            site="Harbour", title="Ferries", accent="#0f766e", sidebar_width=280, collapsed_sidebar=True
        )
        rename = pn.widgets.Button(name="Rename")
        rename.on_click(lambda _: template.param.update(title="Trains", header_background="black"))
        template.main.append(rename)
        return template

    def look(user: testing.User) -> None:
        told = shell(user)
        assert (told["site"], told["sidebar_width"], told["collapsed_sidebar"]) == ("Harbour", 280, True)
        assert told["accent_base_color"] == told["header_background"] == "#0f766e"
        user.click("Rename")
        assert (shell(user)["title"], shell(user)["header_background"]) == ("Trains", "black")

    visit(app, look)


def test_what_nobody_has_set_is_the_design_s() -> None:
    told = pn.template.FastListTemplate().property("shell")
    assert "accent_base_color" not in told
    assert "corner_radius" not in told
    assert pn.template.FastListTemplate(corner_radius=3).property("shell")["corner_radius"] == 3


@pytest.mark.parametrize("theme", ["dark", pn.theme.DarkTheme])
def test_theme_by_name_and_by_class(theme: Any) -> None:
    template = pn.template.VanillaTemplate(theme=theme)
    assert template.theme is pn.template.DarkTheme
    assert template.theme_title == "dark"
    with pytest.raises(ValueError, match="Expected for 'theme' one of"):
        template.theme = "dusk"


def test_logo_and_favicon_may_be_files(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")
    template = pn.template.VanillaTemplate(logo=logo, favicon="https://example.org/icon.png")
    assert template.property("shell")["logo"] == "data:image/svg+xml;base64,PHN2Zy8+"
    assert template.favicon_url == "https://example.org/icon.png"


def test_the_title_of_servable_is_that_of_the_template_of_a_setting() -> None:
    def app() -> None:
        pn.extension(template="vanilla")
        pn.pane.Str("x").servable(title="Ferries")

    visit(app, lambda user: _same((user.session.title, shell(user)["title"]), ("Ferries", "Ferries")))


def test_the_page_knows_when_its_session_is_busy() -> None:
    def app() -> Any:
        button = pn.widgets.Button(name="Work")
        button.on_click(lambda _: told.append(pn.state.session().services.find(Busy).value))  # type: ignore[union-attr]
        return pn.template.VanillaTemplate(main=[button])

    told: list[bool] = []

    def look(user: testing.User) -> None:
        user.click("Work")
        assert told == [True]
        assert user.find(type="Busy").value is False

    visit(app, look)


def test_without_an_indicator_nobody_asks() -> None:
    def look(user: testing.User) -> None:
        assert shell(user)["busy_indicator"] is None
        assert user.find_all(type="Busy") == []

    visit(lambda: pn.template.VanillaTemplate(busy_indicator=None), look)


# -- areas ------------------------------------------------------------------------------------------


def test_areas_are_lists_that_keep_what_stays() -> None:
    template = pn.template.VanillaTemplate(main=["one"])
    first, main = template.main[0], template.main
    template.main = [first, "two"]
    assert template.main is main
    assert main[0] is first
    assert len(main) == 2
    template.sidebar = pn.Column("alone")
    assert len(template.sidebar) == 1
    assert [type(each).__name__ for each in template.select(pn.pane.Markdown)] == ["Markdown"] * 3


def test_the_modal_opens_from_python_and_is_closed_by_the_visitor() -> None:
    def app() -> Any:
        template = pn.template.MaterialTemplate(modal=["Sure?"])
        ask = pn.widgets.Button(name="Ask")
        ask.on_click(lambda _: template.open_modal())
        template.main.append(ask)
        return template

    def look(user: testing.User) -> None:
        template = user.find(type="Template")
        user.click("Ask")
        assert template.read("modal_shown") is True
        user.browser.edit(template.id, {"modal_shown": False})
        user.rest()
        assert user.session.template is not None
        assert user.session.template.modal_shown is False
        user.browser.edit(template.id, {"modal_shown": "yes"})
        user.rest()
        assert [error.code for error in user.browser.errors] == ["bad-value"]

    visit(app, look)


def test_tabs_are_called_as_what_they_hold() -> None:
    template = pn.template.GoldenTemplate(main=[pn.Column(name="Plan"), pn.Column()])
    assert template.main.property("titles") == ["Plan", "Tab 2"]


@pytest.mark.parametrize("kind", [pn.template.ReactTemplate, pn.template.FastGridTemplate])
def test_a_grid_has_places(kind: Any) -> None:
    main = kind(row_height=90, cols={"lg": 10}).main
    main[0:2, 0:6] = "left"
    main[0:2, 6:] = "right"
    main[2, :] = "below"
    main.append("anywhere")
    assert main.property("places") == [[0, 0, 2, 6], [0, 6, 2, 4], [2, 0, 1, 10], None]
    assert (main.columns, main.row_height) == (10, 90)
    assert main[1, 7].object == "right"
    main[1:3, 6:10] = "over both"
    assert [each.object for each in main] == ["left", "anywhere", "over both"]
    del main[0, 0]
    assert main.property("places") == [None, [1, 6, 2, 4]]
    with pytest.raises(IndexError):
        main[0, 0]


@pytest.mark.parametrize("place", [(0, slice(0, 13)), (slice(3, 1), 0), (-1, 0), (0, 0, 0), ("a", 0)])
def test_a_place_that_is_none(place: Any) -> None:
    with pytest.raises(BadArgument, match="Expected"):
        pn.template.ReactTemplate().main[place] = "x"


# -- the page's head --------------------------------------------------------------------------------


def test_styles_and_scripts_of_the_template_join_those_of_the_settings() -> None:
    def app() -> Any:
        pn.extension(raw_css=["a{}"])
        template = pn.template.FastListTemplate(raw_css=["b{}"], css_files=["/x.css"], font_url="/font.css")
        template.config.js_modules["more"] = "/more.js"
        return template

    def look(user: testing.User) -> None:
        settings = user.session.setting
        assert settings("raw_css") == ["a{}", "b{}"]
        assert settings("css_files") == ["/font.css", "/x.css"]
        assert settings("js_modules") == {"more": "/more.js"}

    visit(app, look)
    assert pn.config.raw_css == []
