"""Law 7: `import lanai` is light, and heavy libraries load when an app uses them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = frozenset({"bokeh", "pandas", "numpy", "starlette", "uvicorn", "markdown_it", "IPython", "tornado"})

# What `import lanai` may add to the modules that `import param, asyncio` has loaded. Counted, not timed:
# a count is the same on every machine. Measured, it is five: the rest waits until a name is used.
MOST_MODULES = 30


def modules_after(statement: str) -> frozenset[str]:
    """The modules that a new Python has loaded after `statement`."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return frozenset(json.loads(result.stdout))


def packages(modules: frozenset[str]) -> frozenset[str]:
    return frozenset(module.partition(".")[0] for module in modules)


def test_import_loads_no_heavy_library() -> None:
    assert packages(modules_after("import lanai")) & HEAVY == frozenset()


@pytest.mark.parametrize(
    "statement",
    [
        "pn.extension()",
        "pn.Column('# Title', pn.widgets.Button(name='Go'), pn.pane.Markdown('*text*'))",
        "pn.bind(lambda x: x, pn.widgets.IntSlider(end=3))",
    ],
)
def test_an_app_without_plots_loads_no_plotting_or_data_library(statement: str) -> None:
    loaded = packages(modules_after(f"import lanai as pn\n{statement}"))
    assert loaded & {"bokeh", "pandas", "numpy", "IPython"} == frozenset()


def test_import_stays_small() -> None:
    added = modules_after("import lanai") - modules_after("import param, asyncio")
    assert len(added) <= MOST_MODULES, sorted(added)


def test_the_count_sees_a_heavy_library() -> None:
    assert "numpy" in packages(modules_after("import numpy"))


def test_a_server_loads_the_admin_page_where_it_is_asked_for() -> None:
    # It is made of half of all components, and took most of a server's start.
    modules = modules_after("import lanai.hosts.serve")
    assert "lanai.hosts.asgi.admin.app" not in modules
