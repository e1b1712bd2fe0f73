"""The template of a session's page: which one it is, and what becomes of components that the app makes servable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lanai.components import page
from lanai.components import template as templates
from lanai.components.base import Component
from lanai.components.template.places import AREAS, ROOT, is_template
from lanai.errors import BadArgument
from lanai.session.services import AREA as PAGE

if TYPE_CHECKING:
    from lanai.components.template.base import BaseTemplate
    from lanai.session.session import Session


def template_of(session: Session) -> BaseTemplate | None:
    """The template of the session's page: the app's own, else the one that the setting `template` names, else None."""
    if session.template is None:
        kind = session.setting("template")
        if kind is not None:
            _adopt(session, kind())
            if session.title:
                _entitle(session)
    return session.template


def place(session: Session, component: Component, target: str) -> None:
    """Put `component` on the page: into the template's area `target`, or into the page's where there is no template.

    A template becomes the page's. Raises `BadArgument` where it has one already, and for an area that it does not have.
    """
    if is_template(component):
        _adopt(session, component)
        return
    template = None if target == PAGE else template_of(session)
    if template is None:
        session.show_root(component, target)
        return
    area = template.area(target)
    if all(present is not component for present in area.objects):
        area.append(component)


def finish_template(session: Session) -> None:
    """The app has built its page: what it showed before it had a template goes there, and the page's head follows it."""
    template = template_of(session)
    if template is None:
        return
    for component, target in session.outbox.take_roots(AREAS):
        place(session, component, target)
    _entitle(session)
    _add_to_head(session, template)


def page_theme(session: Session) -> str:
    """The theme with which the page begins, as the browser calls it: '?theme=dark' asks for one."""
    asked = session.request.arguments.get("theme", [b""])[-1]
    if asked in (b"dark", b"default", b"light"):
        theme = asked.decode()
    else:
        own = None if session.template is None else session.template.theme_title
        theme = own or session.setting("theme")
    return "light" if theme == "default" else theme


def page_design(session: Session) -> str:
    """The design of the page's controls, as the browser calls it."""
    design = session.setting("design")
    if session.template is not None and (design is None or session.template.given("design")):
        design = session.template.design
    return "native" if design is None else str(design.title)


def _adopt(session: Session, template: BaseTemplate) -> None:
    if session.template is template:
        return
    if session.template is not None:
        raise BadArgument(
            f"The page has a template already, a {type(session.template).__name__}; it cannot have a "
            f"{type(template).__name__} too. Make only one of them servable, or fill pn.state.template instead."
        )
    session.template = template
    session.show_root(template, ROOT)
    if isinstance(template, templates.BasicTemplate) and template.busy_indicator is not None:
        _follow_busy(session)


def _follow_busy(session: Session) -> None:
    busy = session.services.get(page.Busy, page.Busy)
    session.activity.param.watch(lambda event: busy.param.update(value=event.new), "busy")


def _entitle(session: Session) -> None:
    """The template and the page have one title: that given to `servable` for the template which a setting names."""
    template = session.template
    if template is None or not isinstance(template, templates.BasicTemplate):
        return
    if template.given("title"):
        session.title = session.title or template.title
    elif session.title:
        template.title = session.title


def _add_to_head(session: Session, template: BaseTemplate) -> None:
    config = template.config
    fonts = [template.font_url] if isinstance(template, templates.FastTemplate) and template.font_url else []
    css = [*template.theme_css(), *config.raw_css]
    for name, more in (("raw_css", css), ("css_files", [*fonts, *config.css_files])):
        session.settings[name] = [*session.setting(name), *more]
    for name, urls in (("js_files", config.js_files), ("js_modules", config.js_modules)):
        session.settings[name] = {**session.setting(name), **urls}
