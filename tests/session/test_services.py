"""What the page offers a session: one of a kind, made when it is first asked for."""

from __future__ import annotations

import threading

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.components.page.browserinfo import BrowserInfo


def test_all_threads_of_a_session_get_the_same_one() -> None:
    found: list[object] = []
    together = threading.Barrier(8)

    def app() -> Viewable:
        session = pn.state.session()

        def ask() -> None:
            together.wait(10)
            found.append(session.services.get(BrowserInfo, BrowserInfo))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return pn.Column()

    with testing.Site(app) as site:
        user = site.visit()
        assert len(found) == 8
        assert len(set(map(id, found))) == 1
        assert len(user.find_all(type="BrowserInfo")) == 1
        assert user.session.services.find(BrowserInfo) is found[0]


def test_what_a_callback_asks_for_comes_with_the_next_frame_and_is_every_visitors_own() -> None:
    button = pn.widgets.Button(name="Ask")
    found: list[object] = []
    button.on_click(lambda _: found.append(pn.state.browser_info))
    with testing.Site(button) as site:
        ann, bob = site.visit(), site.visit()
        assert ann.session.services.find(BrowserInfo) is None
        for user in (ann, bob):
            user.click("Ask")
            assert [area for _, area in user.browser.roots] == ["main", "page"]
        assert found[0] is not found[1]
