"""What the harness knows of a framework: how to install it, import it and serve an app with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.opening import Open

ROOT = Path(__file__).resolve().parents[2]
APPS = ROOT / "benchmarks" / "apps"


@dataclass(frozen=True)
class Framework:
    """One column of the tables."""

    name: str
    """Key on the command line, in the JSON and in `BENCH_PYTHON_<NAME>`."""

    title: str
    """Heading in the tables."""

    distributions: tuple[str, ...]
    """Installed distributions whose versions the report names; the first is the framework itself."""

    import_line: str
    """The import statement that the import measure times."""

    arguments: Callable[[Path, int], list[str]]
    """Arguments after the interpreter that serve an app file on a port of 127.0.0.1."""

    page: str = "/{app}"
    """Path at which the app called `app` is served."""

    open: Open | None = None
    """How its page opens its WebSocket, for the measures whose visitors have no browser."""

    sessions_by_socket: bool = False
    """Whether a session begins with the WebSocket; otherwise the request of the page makes it."""

    parts: tuple[str, ...] = ()
    """Paths that every page's script fetches before there is anything to see: the rest of the page."""

    keep_sessions: tuple[str, ...] = ()
    """Further arguments that keep sessions alive which no browser attached to."""

    environment: str | None = None
    """Name of the framework's own virtual environment below `.bench`; None for that of the harness."""

    requirements: tuple[str, ...] = ()
    """What `python -m benchmarks setup` installs into that environment."""

    folder: str | None = None
    """Folder of its apps below `benchmarks/apps`, where it is not `name`."""

    measures: frozenset[str] | None = None
    """The measures it takes part in; None for all. Variants of a framework name the few where they differ."""

    left_out: Mapping[str, str] = field(default_factory=dict)
    """The measures that make no sense for it, each with the reason, as the report gives it."""

    variant: bool = False
    """Whether it is another way to run a framework that has a column of its own, and so not in the short table."""

    note: str = ""
    """How its apps are written and served, for the report."""

    def app(self, name: str) -> Path:
        """The file of the app called `name`."""
        return APPS / (self.folder or self.name) / f"{name}.py"

    def takes_part(self, measure: str) -> bool:
        """Whether this framework is measured by the measure called `measure`."""
        chosen = self.measures is None or measure in self.measures
        return chosen and measure not in self.left_out
