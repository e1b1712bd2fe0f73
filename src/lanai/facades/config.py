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


WITHOUT_EFFECT = MappingProxyType(
    {
        "admin_plugins": "there is no admin page",
        "apply_signatures": "components have one signature",
        "autoreload": "use `lanai serve --dev`",
        "browser_info": "pn.state.browser_info is always there",
        "layout_compatibility": "there is one layout engine",
        "load_entry_points": "there are no plugins to load",
        "loading_max_height": "spinners are as large as what they lie over allows",
        "profiler": "use a profiler of Python's, such as py-spy",
        "reconnect": "pages always reconnect",
        "respect_explicit_sizing": "sizes that are given are always respected",
        "reuse_sessions": "each visit is a session of its own",
        "safe_embed": "pages are not embedded into files",
        "session_key_func": "each visit is a session of its own",
    }
)
"""Settings of Panel's that mean nothing here, each with the reason."""


class Config:
    """A façade that holds no data.

    Inside a session, reading gives the session's own setting where it has one, else the process's; writing changes
    the session only. Outside, both mean the process's default for sessions to come. A setting of Panel's that means
    nothing here (`WITHOUT_EFFECT`) is a warning when it is set.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in Settings.param:
            raise AttributeError(_unknown(name))
        session = session_or_none()
        return getattr(current_process().settings, name) if session is None else session.setting(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in WITHOUT_EFFECT:
            log.warning("pn.config.%s has no effect: %s", name, WITHOUT_EFFECT[name])
            return
        if name not in Settings.param:
            raise AttributeError(_unknown(name))
        session = session_or_none()
        if session is None:
            setattr(current_process().settings, name, value)
        else:
            session.settings[name] = getattr(Settings(**{name: value}), name)
        if value and name in IMPLIES:
            setattr(self, IMPLIES[name], True)

    def __dir__(self) -> list[str]:
        return sorted(Settings.param)


def _unknown(name: str) -> str:
    if name in WITHOUT_EFFECT:
        return f"There is no setting {name!r}: {WITHOUT_EFFECT[name]}."
    return f"There is no setting {name!r}. There are: {', '.join(sorted(Settings.param))}."


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
        if name in Settings.param or name in WITHOUT_EFFECT:
            setattr(config, name, value)
        else:
            log.warning("pn.extension: there is no setting %r, it is ignored", name)
