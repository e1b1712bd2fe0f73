"""What a page's template and its settings say in HTML: in the head, and of the element that holds everything."""

from __future__ import annotations

from html import escape

from lanai.components import template as templates
from lanai.session.session import Session
from lanai.session.settings import Settings
from lanai.session.template import page_design


def described(template: templates.BaseTemplate | None) -> list[str]:
    """The elements by which a template describes its page to browsers and search engines, as HTML."""
    if template is None or not isinstance(template, templates.BasicTemplate):
        return []
    found = [f'<meta name="{name}" content="{escape(text)}">' for name, text in template.metas().items()]
    if template.meta_refresh:
        found.append(f'<meta http-equiv="refresh" content="{escape(template.meta_refresh)}">')
    if template.favicon_url:
        found.append(f'<link rel="icon" href="{escape(template.favicon_url)}">')
    if template.manifest:
        found.append(f'<link rel="manifest" href="{escape(template.manifest)}">')
    return found


def root_attributes(session: Session) -> str:
    """The attributes of the root element: the design, and how what loads looks."""
    found = {"data-design": page_design(session), "data-spinner": session.setting("loading_spinner")}
    if session.template is not None:
        found["data-look"] = session.template.look
    if session.setting("global_loading_spinner"):
        found["data-waits"] = ""
    color = session.setting("loading_color")
    if color != Settings.param["loading_color"].default:
        found["style"] = f"--lanai-loading-color: {color}"
    return "".join(f' {name}="{escape(value)}"' for name, value in found.items())
