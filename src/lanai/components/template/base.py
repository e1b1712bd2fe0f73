"""The base of all templates: what the page's shell is told, whatever it is called."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import param

from lanai.components.base import Component, _matches, _walk, expect
from lanai.components.pane.sanitizing import sanitize
from lanai.components.parameters import OwnList
from lanai.components.template.area import TemplateArea
from lanai.components.template.choice import DESIGNS, THEMES, Named
from lanai.components.template.design import DefaultTheme, Native
from lanai.components.template.places import AREAS, ROOT, TYPE
from lanai.core.context import current_session
from lanai.errors import BadArgument, ComponentError


class TemplateConfig(param.Parameterized):
    """What a template adds to its page's head."""

    css_files = param.List(default=[], doc="URLs of style sheets.")
    js_files = param.Dict(default={}, doc="URLs of scripts, by a name of your choice.")
    js_modules = param.Dict(default={}, doc="URLs of JavaScript modules, by a name of your choice.")
    raw_css = param.List(default=[], doc="CSS texts.")


class Contents(param.Parameter[Any]):
    """An area. A list, or one component, that is set takes the place of what was in it."""

    def __set__(self, obj: Any, val: Any) -> None:
        present = obj._areas.get(self.name) if obj is not None else None
        if present is None:
            super().__set__(obj, val)
            return
        if isinstance(val, TemplateArea):
            val = val.objects
        present.objects = list(val) if isinstance(val, (list, tuple)) else [] if val is None else [val]


class BaseTemplate(Component):
    """The base of all templates. Use one of those below it.

    Besides its parameters a template takes `css_files`, `js_files`, `js_modules` and `raw_css`, which become those of its
    `config`.
    """

    __abstract = True

    config: Any = param.ClassSelector(class_=TemplateConfig, doc="What it adds to the page's head.")
    design = Named(DESIGNS, "Design", Native, doc="How controls look: a class of `pn.theme`, or its name.")
    location = param.Boolean(
        default=False, doc="Accepted for compatibility; `pn.state.location` is always there."
    )
    theme = Named(
        THEMES,
        "Theme",
        DefaultTheme,
        doc="Light or dark: a class of `pn.theme`, or 'default' or 'dark'. Unless it is set, `pn.config.theme` decides.",
    )

    areas = OwnList(doc="All the areas, as the browser is told of them.")
    modal_shown = param.Boolean(default=False, doc="Whether the modal is open. A visitor closes it.")
    shell = param.Parameter(default=None, doc="How the page looks, as the browser is told of it.")

    _type = TYPE
    _renamed: ClassVar[dict[str, str]] = {"areas": "objects"}
    _children: ClassVar[tuple[str, ...]] = ("areas",)
    _edits: ClassVar[tuple[str, ...]] = ("modal_shown",)
    _local: ClassVar[frozenset[str]] = Component._local | {"config", "design", "location", "theme"}

    _told: ClassVar[frozenset[str]] = frozenset()
    """Parameters of which the shell is made, under their own names."""
    _markup: ClassVar[frozenset[str]] = frozenset({"right_sidebar_footer", "sidebar_footer"})
    """Of those told, the ones that are markup."""
    _look: ClassVar[str] = "vanilla"
    """What the browser calls this kind of template."""
    _arrangement: ClassVar[str] = "list"
    """How the components in the main area lie."""
    _main: ClassVar[type[TemplateArea]] = TemplateArea

    def __init__(self, **params: Any) -> None:
        self._areas: dict[str, TemplateArea] = {}
        self._given: set[str] = set()
        contents = {name: params.pop(name) for name in AREAS if name in params}
        head = {
            name: params.pop(name) for name in (*TemplateConfig.param,) if name in params and name != "name"
        }
        params.setdefault("config", TemplateConfig())
        params["config"].param.update(**head)
        super().__init__(**params)
        self._given.update(params)
        for name in AREAS:
            if name in self.param:
                setattr(self, name, self._area(name))
                self._areas[name] = getattr(self, name)
        for name, content in contents.items():
            setattr(self, name, content)
        self.areas = list(self._areas.values())
        self.shell = {}

    def _area(self, name: str) -> TemplateArea:
        if name == "main":
            return self._main(area=name, arrangement=self._arrangement)
        return TemplateArea(area=name)

    def area(self, name: str) -> TemplateArea:
        """The area of that name. Raises `BadArgument` where the template has none such."""
        if name not in self._areas:
            raise BadArgument(
                f"Expected as target one of {sorted(self._areas)}, the areas of a {type(self).__name__}; got {name!r}."
            )
        return self._areas[name]

    def given(self, name: str) -> bool:
        """Whether the app has set the parameter, to whatever value."""
        return name in self._given

    @property
    def look(self) -> str:
        """What the browser calls this kind of template."""
        return self._look

    @property
    def theme_title(self) -> str | None:
        """The theme as the browser calls it, where the app has chosen one."""
        return self.theme.title if self.given("theme") else None

    def theme_css(self) -> Iterator[str]:
        """The CSS texts that the theme's class brings. Reads files."""
        for file in (self.theme.param["base_css"].default, self.theme.param["css"].default):
            if file is not None:
                yield Path(file).read_text(encoding="utf-8")

    # -- what travels -------------------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        if "_given" in self.__dict__:
            self._given.add(name)
        super()._changed("shell" if name in self._told or name == "theme" else name)

    def encode(self, name: str, value: Any) -> Any:
        return self._described() if name == "shell" and value is not None else value

    def _described(self) -> dict[str, Any]:
        """What the browser is told: whatever the app has set, and what its kind is by itself."""
        told = {name: getattr(self, name) for name in sorted(self._told)}
        shown = {name: value for name, value in told.items() if value not in (None, "")}
        for name in self._markup & shown.keys():
            shown[name] = sanitize(shown[name])
        return {**shown, "areas": list(self._areas), "look": self._look, "theme": self.theme_title}

    def decode(self, name: str, data: Any) -> Any:
        return expect(data, bool, name)

    # -- what an app does ---------------------------------------------------------------------------

    def servable(
        self,
        title: str | None = None,
        location: bool | Any = True,
        area: str = "main",
        target: str | None = None,
    ) -> BaseTemplate:
        """Make it the template of the current session's page; outside a session do nothing.

        `title` becomes the page's title. The other arguments are accepted for compatibility. Returns the template.
        Raises `BadArgument` where the page has another template already.
        """
        session = current_session()
        if session is not None:
            if title is not None:
                session.set_title(title)
            session.add_root(self, ROOT)
        return self

    def select(self, selector: Any = None) -> list[Any]:
        """The components in its areas, and those below them, that match a type or a predicate; all without one."""
        found = [each for area in self._areas.values() for each in _walk(area) if each is not area]
        return [component for component in found if _matches(component, selector)]


class Template(BaseTemplate):
    """Panel's template of Jinja text. Lanai has none: making one raises `ComponentError`."""

    def __init__(self, template: Any = None, items: Any = None, **params: Any) -> None:
        raise ComponentError(
            "Lanai has no templates of Jinja text. Use a template of pn.template, such as "
            "pn.template.FastListTemplate, and change it by `raw_css`, `css_files` and `js_files`; or return a "
            "pn.pane.HTML."
        )


def as_url(source: Any) -> str:
    """The URL of an image: that of a file is its content, anything else is taken for a URL. Reads the file."""
    text = str(source)
    if not text or text.startswith(("data:", "http://", "https://", "/_lanai/")):
        return text
    path = Path(text)
    try:
        content = path.read_bytes()
    except (OSError, ValueError):
        return text  # a path on the server, such as one of its static files
    kind = mimetypes.guess_type(path.name)[0] or "image/png"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
