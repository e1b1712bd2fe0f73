"""The admin page as an app: it reads off the host what it shows, when somebody looks."""

from __future__ import annotations

from collections.abc import Callable

from lanai.callbacks.periodic import PeriodicCallback
from lanai.components.layout.tabs import Tabs
from lanai.components.template.kinds import VanillaTemplate
from lanai.components.widgets.checkbox import Switch
from lanai.hosts.asgi.admin.figures import Overview
from lanai.hosts.asgi.admin.happenings import Errors, Log, Running
from lanai.hosts.asgi.admin.markup import CSS
from lanai.hosts.asgi.admin.tasks import Tasks
from lanai.hosts.asgi.admin.visitors import Visitors
from lanai.hosts.asgi.host import Host
from lanai.hosts.observing.chronicle import Chronicle

PERIOD = 2000
"""ms between two looks, while the tab is shown."""


def admin_app(host: Host, chronicle: Chronicle) -> Callable[[], object]:
    """A function that gives the page."""

    def build() -> VanillaTemplate:
        overview = Overview(host, chronicle)
        rooms = (Visitors(host), Running(chronicle), Tasks(host), Errors(chronicle), Log(chronicle))
        parts = (overview, *rooms)
        tabs = Tabs(*((room.view.name, room.view) for room in rooms), sizing_mode="stretch_width")

        def refresh() -> None:
            overview.refresh()
            rooms[tabs.active].refresh()

        for part in parts:
            part.refresh()
        live = Switch(name="Live", value=True)
        timer = PeriodicCallback(callback=refresh, period=PERIOD, pause_when_hidden=True, running=True)
        live.link(timer, value="running")
        tabs.param.watch(lambda event: rooms[event.new].refresh(), "active")
        template = VanillaTemplate(
            title="Admin", site=host.options.title or "Lanai", header=[live], main=[overview.view, tabs]
        )
        template.config.raw_css = [*template.config.raw_css, CSS]
        return template

    return build
