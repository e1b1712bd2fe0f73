"""Fixtures for pytest with which an app written with Lanai is tested. pytest finds this module by itself.

`lanai_site(apps)` serves apps, and `lanai_visit(app)` opens one as a visitor; both end with the test. Where code of the
app's own raises meanwhile, in a callback, a hook or a task, the test fails with its traceback.

The module stands beside the package, and loads it only for a test that asks for a fixture: so it costs other tests
nothing, and whoever measures the coverage of `lanai` sees all of it being imported.
"""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lanai.testing import LoopMonitor, Site, User

SITES = pytest.StashKey["list[Site]"]()
MONITOR = pytest.StashKey["LoopMonitor"]()


@pytest.fixture
def lanai_site(request: pytest.FixtureRequest) -> Iterator[Callable[..., Site]]:
    """A function that serves what `pn.serve` takes: `lanai_site(apps, **options)` is a `lanai.testing.Site`.

    It ends with the test.
    """
    testing = importlib.import_module("lanai.testing")
    sites = request.node.stash.setdefault(SITES, [])

    def serve(apps: Any, **options: Any) -> Site:
        site: Site = testing.Site(apps, **options).__enter__()
        sites.append(site)
        return site

    yield serve
    for site in sites:
        site.__exit__(None, None, None)
    for site in sites:
        site.check()  # hooks that run when a session ends


@pytest.fixture
def lanai_visit(lanai_site: Callable[..., Site]) -> Callable[..., User]:
    """A function that opens an app in a site of its own: `lanai_visit(app, url, **options)` is a `lanai.testing.User`.

    The options are those of `Site.visit`.
    """

    def visit(app: Any, url: str = "/", **options: Any) -> User:
        return lanai_site(app).visit(url, **options)

    return visit


@pytest.fixture
def lanai_monitor(request: pytest.FixtureRequest) -> Iterator[LoopMonitor]:
    """A `lanai.testing.LoopMonitor`: the test fails where a function of the app's is called on an event loop.

    For all tests of a file: `pytestmark = pytest.mark.usefixtures("lanai_monitor")`.
    """
    testing = importlib.import_module("lanai.testing")
    with testing.LoopMonitor() as monitor:
        request.node.stash[MONITOR] = monitor
        yield monitor
    monitor.check()  # what ran while the sites of the test ended


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Any:
    """Fail a test that has passed, where the app's own code has not; beside another failure, tell of it."""
    try:
        result = yield
    except BaseException:
        _tell(pyfuncitem)
        raise
    for site in pyfuncitem.stash.get(SITES, []):
        site.check()
    monitor = pyfuncitem.stash.get(MONITOR, None)
    if monitor is not None:
        monitor.check()
    return result


def _tell(item: pytest.Function) -> None:
    for site in item.stash.get(SITES, []):
        try:
            site.check()
        except Exception as failure:
            item.add_report_section("call", "lanai", "".join(traceback.format_exception(failure)))
