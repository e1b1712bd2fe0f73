"""The page of an app: what a GET answers."""

from __future__ import annotations

import gzip
import logging
import re
from html.parser import HTMLParser

import httpx
import pytest
from bokeh.plotting import figure

import lanai as pn
from lanai.hosts.asgi.page import inline_json
from lanai.session.process import Process
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get, state_of


def test_the_page_holds_the_first_state(launch: Launch) -> None:
    server = launch(lambda: Counter(text="hello"))
    visitor = Visitor(server.url)
    assert visitor.find("IntSlider").props["text"] == "hello"
    assert visitor.state["v"] == 1
    assert visitor.state["ws"] == "/_lanai/ws"
    assert visitor.state["theme"] == "auto"
    assert visitor.state["dev"] is False
    assert visitor.response.headers["cache-control"] == "no-store"
    assert visitor.response.headers["content-type"] == "text/html; charset=utf-8"


def test_the_page_loads_what_it_shows_and_runs_inline_what_asks_again(launch: Launch) -> None:
    page = _Page(get(launch(lambda: Counter()).url).text)
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [script.get("type") for script in scripts] == [None, "module", "application/json"]
    assert scripts[0]["nonce"] == scripts[1]["nonce"]
    preloads = [
        attributes["href"] for tag, attributes in page.tags if attributes.get("rel") == "modulepreload"
    ]
    assert any("intslider" in str(href) for href in preloads)
    assert not any("select" in str(href) for href in preloads)


def test_a_page_of_texts_and_buttons_carries_what_shows_it(launch: Launch) -> None:
    def app() -> pn.Column:
        return pn.Column(pn.widgets.Button(name="Go"), pn.pane.Markdown("text"))

    server = launch(app)
    answer = get(server.url)
    page = _Page(answer.text)
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [sorted(attributes) for attributes in scripts] == [["id", "type"], ["nonce"]]
    nonce = scripts[1]["nonce"]
    assert f"'nonce-{nonce}'" in answer.headers["content-security-policy"]
    assert ("style", {"id": "lanai-early"}) in page.tags
    assert not any(attributes.get("rel") in ("stylesheet", "modulepreload") for _, attributes in page.tags)
    code = state_of(answer.text)["code"]
    assert any("button" in part for part in code["parts"])
    for address in [code["core"], code["css"], code["more"], *code["parts"]]:
        assert get(f"{server.url}{address}").status_code == 200


@pytest.mark.parametrize(
    "settings",
    [
        {"raw_css": ["b { color: var(--wa-color-red-50) }"]},
        {"global_css": [".wa-brand { color: red }"]},
        {"css_files": ["/own.css"]},
        {"text": '<b class="wa-success">text</b>'},
        {"slider": True},
    ],
)
def test_a_page_that_needs_more_loads_it_first(launch: Launch, settings: dict[str, object]) -> None:
    def app() -> pn.Column:
        for name in ("raw_css", "global_css", "css_files"):
            if name in settings:
                setattr(pn.config, name, settings[name])
        text = pn.pane.HTML(str(settings.get("text", "text")))
        return pn.Column(text, *([pn.widgets.IntSlider()] if "slider" in settings else []))

    text = get(launch(app).url).text
    assert "lanai-early" not in text
    assert "code" not in state_of(text)
    sheets = [
        attributes.get("href") for _, attributes in _Page(text).tags if attributes.get("rel") == "stylesheet"
    ]
    assert str(sheets[0]).startswith("/_lanai/static/lanai-")


def test_a_page_stands_by_itself(launch: Launch) -> None:
    server = launch(lambda: Counter())
    page = _Page(get(server.url).text)
    urls = [
        attributes[name] for _, attributes in page.tags for name in ("href", "src") if attributes.get(name)
    ]
    assert all(str(url).startswith(("/_lanai/static/", "data:")) for url in urls)
    for url in urls:
        if str(url).startswith("/"):
            assert get(f"{server.url}{url}").status_code == 200
    assert ("html", {"lang": "en"}) in page.tags
    assert any(tag == "noscript" for tag, _ in page.tags)


def test_a_page_with_a_plot_loads_bokehjs_from_this_server(launch: Launch) -> None:
    def app() -> pn.pane.Bokeh:
        plot = figure()
        plot.line([1, 2], [3, 4])
        return pn.pane.Bokeh(plot)

    server = launch({"plot": app}, prefix="deep")
    text = get(f"{server.url}/plot").text
    preloads = [
        attributes["href"] for tag, attributes in _Page(text).tags if attributes.get("as") == "script"
    ]
    assert preloads == state_of(text)["frame"]["document"]["urls"]
    assert all(str(url).startswith("/deep/_lanai/bokeh/") for url in preloads)
    for url in preloads:
        assert get(f"http://localhost:{server.port}{url}").status_code == 200


def test_whatever_an_app_says_cannot_end_the_script(launch: Launch) -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    server = launch(lambda: Counter(text=evil), title="</title><script>alert(2)</script>")
    visitor = Visitor(server.url)
    assert visitor.find("IntSlider").props["text"] == evil
    assert "alert(1)</script>" not in visitor.response.text
    assert "<title>&lt;/title&gt;&lt;script&gt;" in visitor.response.text


def test_inline_json_has_no_character_that_html_or_javascript_would_mind() -> None:
    assert inline_json('"<a>&\u2028\u2029"'.encode()) == rb'"\u003ca\u003e\u0026\u2028\u2029"'


def test_title_theme_and_styles_come_from_the_app(launch: Launch) -> None:
    def app() -> None:
        pn.config.theme = "dark"
        pn.config.raw_css = ["b { color: red } /* </style><script> */"]
        pn.config.css_files = ["/own.css?a=1&b=2"]
        Counter().servable(title="Mine & yours")

    text = get(launch(app, title="The server's").url).text
    assert "<title>Mine &amp; yours</title>" in text
    assert state_of(text)["theme"] == "dark"
    assert "b { color: red }" in text
    assert "</style><script>" not in text
    assert '<link rel="stylesheet" href="/own.css?a=1&amp;b=2">' in text


def test_a_large_page_is_compressed_for_those_who_can_read_it(launch: Launch) -> None:
    server = launch(
        {"large": lambda: Counter(text="x" * 20_000), "huge": lambda: Counter(text="x" * 200_000)}
    )
    for name, size in (("large", 20_000), ("huge", 200_000)):
        plain = get(f"{server.url}/{name}", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers
        with httpx.stream(
            "GET",
            f"{server.url}/{name}",
            headers={"accept-encoding": "gzip, br"},
            trust_env=False,
            timeout=PATIENCE,
        ) as answer:
            packed = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert len(packed) < size / 4
        assert "x" * size in gzip.decompress(packed).decode()
        assert "accept-encoding" in answer.headers["vary"].lower()


def test_head_makes_no_session(launch: Launch, process: Process) -> None:
    born: list[object] = []
    process.created.append(born.append)
    server = launch(lambda: Counter())
    answer = httpx.head(server.url, trust_env=False, timeout=PATIENCE)
    assert (answer.status_code, answer.content, born) == (200, b"", [])
    assert httpx.post(server.url, trust_env=False, timeout=PATIENCE).status_code == 405
    assert born == []
    get(server.url)
    assert len(born) == 1


def test_the_session_knows_the_request(launch: Launch) -> None:
    def app() -> Counter:
        args = dict(pn.state.session_args)
        return Counter(text=repr((args, pn.state.cookies["flavour"], pn.state.headers["X-Kind"])))

    visitor = Visitor(
        f"{launch({'a': app}).url}/a?n=1&n=%C3%BC&empty=", headers={"cookie": "flavour=oat", "x-kind": "test"}
    )
    expected = ({"n": [b"1", "ü".encode()], "empty": [b""]}, "oat", "test")
    assert visitor.find("IntSlider").props["text"] == repr(expected)


def test_an_app_that_fails_answers_500_and_the_server_goes_on(
    launch: Launch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError("a secret <b>detail</b>")

    server = launch({"broken": broken, "fine": lambda: Counter()})
    answer = get(f"{server.url}/broken")
    assert answer.status_code == 500
    assert "This app could not be started." in answer.text
    assert "secret" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    reference = re.findall(r"<code>(\w+)</code>", answer.text)[0]
    records = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert [reference in record.getMessage() for record in records] == [True]
    assert records[0].exc_info is not None
    assert isinstance(records[0].exc_info[1], ValueError)
    assert get(f"{server.url}/fine").status_code == 200
    assert len(server.server.host.sessions) == 1


def test_in_dev_mode_the_page_says_why(launch: Launch) -> None:
    def broken() -> None:
        raise ValueError("a <b>detail</b>")

    answer = get(launch(broken, dev=True).url)
    assert answer.status_code == 500
    assert "ValueError: a &lt;b&gt;detail&lt;/b&gt;" in answer.text


def test_an_app_may_exit_without_taking_the_server_along(launch: Launch) -> None:
    def leaving() -> None:
        raise SystemExit(3)

    server = launch({"leaving": leaving, "fine": lambda: Counter()})
    assert get(f"{server.url}/leaving").status_code == 500
    assert get(f"{server.url}/fine").status_code == 200


class _Page(HTMLParser):
    """The elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
