"""The author's own HTML for the pages of logins: Jinja templates, in which everything given is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lanai.core.lazy import load
from lanai.errors import UsageError


class Templates:
    """Renders files by the name of the setting that gave them. Read once. Raises `UsageError` for a broken one."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._compiled = {name: compiled(path) for name, path in files.items()}

    def render(self, name: str, values: Mapping[str, str], otherwise: str) -> str:
        """The page for the setting `name`; `otherwise` where the author gave none."""
        template = self._compiled.get(name)
        return otherwise if template is None else str(template.render(values))


def compiled(path: Path) -> Any:
    """The template in a file. Raises `UsageError`."""
    jinja = load("jinja2", needed_for="templates of login pages")
    environment = jinja.Environment(autoescape=True, loader=jinja.FileSystemLoader(path.parent))
    try:
        return environment.get_template(path.name)
    except jinja.TemplateError as error:
        raise UsageError(f"The template {str(path)!r} cannot be used: {error}") from error
