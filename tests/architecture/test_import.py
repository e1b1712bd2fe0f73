"""Law 7: `import lanai` is light, and heavy libraries load when an app uses them."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

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


def test_a_server_loads_the_admin_page_and_logins_where_they_are_asked_for() -> None:
    # The admin page is made of half of all components, and took most of a server's start.
    modules = modules_after("import lanai.hosts.serve")
    asked_for = (
        "admin.app",
        "admin.door",
        "auth.access",
        "auth.guard",
        "auth.oauth",
        "auth.basic",
        "auth.seal",
    )
    assert not modules & {f"lanai.hosts.asgi.{name}" for name in asked_for}


# -- a served app ---------------------------------------------------------------------------------------

COUNTER = """
import lanai as pn

pn.extension()
button = pn.widgets.Button(name="Click me")
pn.Column(button, pn.bind(lambda n: f"Clicked {n} times", button.param.clicks)).servable()

import json, param, pathlib, sys

def below(kind):
    return {kind}.union(*(below(child) for child in kind.__subclasses__()))

loaded = {"modules": sorted(sys.modules), "classes": sorted(kind.__name__ for kind in below(param.Parameterized))}
pathlib.Path("loaded.json").write_text(json.dumps(loaded))
"""

COMPONENTS = "lanai.components."

MOST_CLASSES = 40
"""Classes with parameters when the counter's page is there; they take most of what a start costs of Lanai's own.
Measured, it is 31, and with all components more than 200."""


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, frozenset[str]]:
    """What `lanai serve` has loaded when it has made the first page of an app with a button and a text."""
    folder = tmp_path_factory.mktemp("counter")
    (folder / "app.py").write_text(COUNTER)
    command = [sys.executable, "-m", "lanai", "serve", "app.py", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = next(line.split()[-1] for line in process.stdout if "Launching server at" in line)
            with urllib.request.urlopen(f"{url}/app", timeout=30) as answer:
                assert b"Clicked 0 times" in answer.read()
        finally:
            process.terminate()
    found = json.loads((folder / "loaded.json").read_text())
    return {what: frozenset(names) for what, names in found.items()}


def test_a_served_counter_loads_no_library_that_it_does_not_use(
    counter: Mapping[str, frozenset[str]],
) -> None:
    others = {
        "bokeh",
        "narwhals",
        "numpy",
        "pandas",
        "markdown_it",
        "linkify_it",
        "nh3",
        "jinja2",
        "tqdm",
        "tornado",
    }
    assert packages(counter["modules"]) & (others | {"IPython", "PIL", "urllib3", "multipart"}) == frozenset()


def test_a_served_counter_makes_only_the_components_that_it_shows(
    counter: Mapping[str, frozenset[str]],
) -> None:
    rooms = ("widgets", "pane", "layout", "indicators", "template", "page", "custom", "arguments")
    shown = {name for room in rooms for name in counter["modules"] if name.startswith(f"{COMPONENTS}{room}.")}
    assert shown - FACTS == {
        f"{COMPONENTS}{name}"
        for name in (
            "layout.base", "layout.linear",
            "pane.base", "pane.flavours", "pane.function", "pane.html", "pane.markdown", "pane.outputs",
            "widgets.base", "widgets.button", "widgets.clicks", "widgets.editor", "widgets.inference",
        )
    }  # fmt: skip
    assert len(counter["classes"]) <= MOST_CLASSES, sorted(counter["classes"])


FACTS = frozenset(
    f"{COMPONENTS}{name}"
    for name in (
        "custom.script", "custom.scripts", "page.query", "pane.choice", "pane.imagekinds", "pane.imagesource", "pane.kept",
        "pane.mediasource", "pane.nesting", "pane.sanitizing", "pane.suitability", "template.choice", "template.places",
    )
)  # fmt: skip
"""Modules without a component."""


# -- names that are loaded when they are used -----------------------------------------------------------

ROOMS = [
    "lanai.widgets", "lanai.pane", "lanai.layout", "lanai.indicators", "lanai.template", "lanai.custom",
    *(
        f"{COMPONENTS}{name}"
        for name in (
            "arguments", "custom", "frames", "indicators", "layout", "page", "pane", "template", "widgets",
            "widgets.files", "widgets.tabulator",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_a_package_has_the_names_that_a_type_checker_sees(room: str) -> None:
    module = importlib.import_module(room)
    seen = dict(names_for_checkers(module))
    assert set(module.__all__) <= set(seen)
    assert set(module.__all__) == set(dir(module))
    for name, origin in seen.items():
        assert getattr(module, name) is getattr(importlib.import_module(origin), name), name
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(module, "no_such_name")  # noqa: B009 - mypy knows that it is not there


def names_for_checkers(module: ModuleType) -> Iterator[tuple[str, str]]:
    """The names that `module` imports where only a type checker looks, each with the module it is from."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text())):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for each in node.body:
                assert isinstance(each, ast.ImportFrom)
                assert each.module is not None
                for alias in each.names:
                    names = (
                        importlib.import_module(each.module).__all__ if alias.name == "*" else [alias.name]
                    )
                    yield from ((name, each.module) for name in names)


@pytest.mark.parametrize("seed", range(3))
def test_threads_that_ask_for_the_same_names_at_once_get_the_same(seed: int) -> None:
    program = f"""
import random, sys, threading
import lanai as pn
sys.setswitchinterval(1e-5)
start, found, failed = threading.Barrier(8), [], []
def ask(number):
    shuffled = [(room, name) for room in ("widgets", "pane", "layout", "indicators", "template", "custom")
        for name in dir(getattr(pn, room))]
    random.Random({seed} * 100 + number).shuffle(shuffled)
    start.wait()
    try:
        found.append({{(room, name): getattr(getattr(pn, room), name) for room, name in shuffled}})
    except BaseException as error:
        failed.append(error)
threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not failed, failed
assert len(found) == 8 and len(found[0]) > 150
assert all(each == found[0] for each in found)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
