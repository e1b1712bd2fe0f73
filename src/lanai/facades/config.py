"""`pn.config` and `pn.extension`: settings of the current session, or of the process outside one."""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import Any

from lanai.session.current import session_or_none
from lanai.session.process import current_process
from lanai.session.settings import Settings

log = logging.getLogger("lanai")

IMPLIES = MappingProxyType(
    {"disconnect_notification": "notifications", "ready_notification": "notifications"}
)
"""Settings that are of no use without another, which is turned on with them."""


class Config:
    """A façade that holds no data.

    Inside a session, reading gives the session's own setting where it has one, else the process's; writing changes
    the session only. Outside, both mean the process's default for sessions to come.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in Settings.param:
            raise AttributeError(
                f"There is no setting {name!r}. There are: {', '.join(sorted(Settings.param))}."
            )
        session = session_or_none()
        return getattr(current_process().settings, name) if session is None else session.setting(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in Settings.param:
            raise AttributeError(
                f"There is no setting {name!r}. There are: {', '.join(sorted(Settings.param))}."
            )
        session = session_or_none()
        if session is None:
            setattr(current_process().settings, name, value)
        else:
            session.settings[name] = getattr(Settings(**{name: value}), name)
        if value and name in IMPLIES:
            setattr(self, IMPLIES[name], True)

    def __dir__(self) -> list[str]:
        return sorted(Settings.param)


config = Config()


def extension(*extensions: str, **settings: Any) -> None:
    """Prepare what the app uses and set settings, as `pn.config` does.

    `extensions` name libraries such as 'tabulator'; each is loaded by the pages that use it anyway, so the names
    have no effect, but for 'notifications', which turns them on, and 'perspective', without which a Perspective
    that comes after the page cannot run. An unknown setting is a warning, as it may be one
    of Panel's that means nothing here.
    """
    if "notifications" in extensions:
        settings.setdefault("notifications", True)
    if "perspective" in extensions:
        settings.setdefault("web_assembly", True)
    for name, value in settings.items():
        if name in Settings.param:
            setattr(config, name, value)
        else:
            log.warning("pn.extension: there is no setting %r, it is ignored", name)
