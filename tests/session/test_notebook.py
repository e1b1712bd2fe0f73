"""Notebooks as apps: what runs, what is left out, and what is said of one that is broken."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lanai.errors import BuildError
from lanai.session.description import describe
from lanai.testing import Site, User


@pytest.fixture(autouse=True)
def path() -> Iterator[None]:
    before = list(sys.path)
    yield
    sys.path[:] = before


def write(folder: Path, *cells: str | tuple[str, str], **notebook: Any) -> Path:
    """A notebook; a text is a code cell, a pair another kind of cell."""
    found = [("code", cell) if isinstance(cell, str) else cell for cell in cells]
    whole = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [{"cell_type": kind, "source": text.splitlines(keepends=True)} for kind, text in found],
    }
    path = folder / "book.ipynb"
    path.write_text(json.dumps({**whole, **notebook}))
    return path


def texts(user: User) -> list[Any]:
    return [node.props["text"] for node in user.browser.nodes.values() if node.type == "Str"]


def test_cells_run_in_order_in_one_module_and_show_what_is_servable(tmp_path: Path) -> None:
    book = write(
        tmp_path,
        "import lanai as pn\nn = 1",
        ("markdown", "# Not shown"),
        "n += 1\npn.pane.Str('not shown either')",
        "pn.pane.Str(f'{n} in {__name__[:10]}').servable();",
    )
    with Site(book) as site:
        assert texts(site.visit()) == ["2 in bokeh_app_"]
        assert texts(site.visit()) == ["2 in bokeh_app_"]  # each visitor has a module of his own


def test_await_may_stand_outside_functions_and_knows_its_session(tmp_path: Path) -> None:
    book = write(
        tmp_path,
        "import asyncio, threading\nimport lanai as pn\nplaces = [threading.current_thread().name]",
        "value = await asyncio.sleep(0, 5)\nplaces.append(threading.current_thread().name)",
        "places.append(threading.current_thread().name)\n"
        "pn.pane.Str((value, places[0] == places[2] != places[1], pn.state.session_args['a'])).servable()",
    )
    with Site(book) as site:
        assert texts(site.visit("/?a=b")) == ["(5, True, [b'b'])"]


@pytest.mark.parametrize(
    ("cell", "warns"),
    [
        ("%matplotlib inline\nx = 1", "line 1 is left out"),
        ("x = 1\nif x:\n    %time x\n", "line 3 is left out"),
        ("!pip install it's\nx = 1", "line 1 is left out"),
        ("x = 1\nx?", "line 2 is left out"),
        ("%%time\nx = 1", "runs without %%time"),
        ("x = '''\n%not a magic\n!nor this'''\nx = 7 \\\n% 2\n%pwd", "line 6 is left out"),
    ],
)
def test_magics_are_left_out_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, cell: str, warns: str
) -> None:
    book = write(tmp_path, cell, "import lanai as pn\npn.pane.Str(x).servable()")
    with Site(book) as site:
        assert texts(site.visit()) == ["1"]
    assert warns in caplog.text
    assert "code cell 1" in caplog.text


def test_a_cell_in_another_language_is_left_out_whole(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Site(write(tmp_path, "%%bash\nls | wc", "import lanai as pn\npn.pane.Str('x').servable()")) as site:
        assert texts(site.visit()) == ["x"]
    assert "%%bash" in caplog.text


def test_a_traceback_names_the_cell_and_quotes_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    book = write(tmp_path, "a = 1", ("markdown", "text"), "def f():\n    return a / 0\n\nf()")
    with Site(book) as site, pytest.raises(BuildError) as failure:
        site.visit()
    cause = failure.value.__cause__
    assert cause is not None
    frames = _frames(cause)
    assert frames[-2:] == [("book.ipynb, code cell 2", 4), ("book.ipynb, code cell 2", 2)]


def _frames(error: BaseException) -> list[tuple[str, int]]:
    found, trace = [], error.__traceback__
    while trace is not None:
        found.append((Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno))
        trace = trace.tb_next
    return found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "it is no JSON"),
        ("[]", "'nbformat'"),
        ('{"nbformat": 3, "worksheets": []}', "got format 3"),
        ('{"nbformat": 4, "cells": [1]}', "list of cells"),
        ('{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}', "'source' of cell 1"),
        ('{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"language": "R"}}}', "got one in 'R'"),
    ],
)
def test_what_is_no_notebook_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "broken.ipynb"
    path.write_text(text)
    with Site(path) as site, pytest.raises(BuildError, match=says):
        site.visit()
    assert describe(path) == ("", "")


@pytest.mark.parametrize(
    ("name", "text", "title", "said"),
    [
        ("a.py", '"""Sales by month.\n\nMore."""\n', "", "Sales by month."),
        ("a.py", "x = (", "", ""),
        (
            "a.md",
            "# Sales of *this* year\n\nBy [month](x) and\nregion.\n",
            "Sales of this year",
            "By month and region.",
        ),
        ("a.md", "## Sales\n```python\nx = 1\n```\n", "Sales", ""),
        ("a.md", "No heading", "", "No heading"),
        ("a.md", "", "", ""),
    ],
)
def test_what_an_app_says_of_itself(tmp_path: Path, name: str, text: str, title: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    assert describe(tmp_path / name) == (title, said)


def test_a_folder_stands_for_its_main_file(tmp_path: Path) -> None:
    write(tmp_path, "import lanai as pn\npn.pane.Str('from a notebook').servable()").rename(
        tmp_path / "main.ipynb"
    )
    with Site(tmp_path) as site:
        assert texts(site.visit()) == ["from a notebook"]
    (tmp_path / "main.py").write_text("import lanai as pn\npn.pane.Str('from a script').servable()")
    with Site(tmp_path) as site:
        assert texts(site.visit()) == ["from a script"]
