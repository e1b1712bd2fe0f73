"""The page's URL and an app's parameters: each follows the other."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
import weakref
from typing import Any

import param
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.components.page.location import LONGEST, Location
from lanai.components.page.query import parse, texts_in, with_texts, write
from lanai.errors import BadArgument
from lanai.testing.user import User


class Settings(param.Parameterized):
    """One parameter of each kind that a URL can hold."""

    count: Any = param.Integer(default=3, bounds=(0, 10))
    ratio = param.Number(default=0.5)
    title: Any = param.String(default="plain", allow_None=True)
    on = param.Boolean(default=False)
    items = param.List(default=[])
    table = param.Dict(default={})
    span = param.Range(default=(0, 1))
    day = param.CalendarDate(default=dt.date(2030, 1, 31))
    moment = param.Date(default=None, allow_None=True)
    days = param.CalendarDateRange(default=None, allow_None=True)
    color: Any = param.Selector(default="red", objects=["red", "green", "7", 7])
    anything: Any = param.Parameter(default=None)


def here() -> Location:
    """The location of the visitor in whose turn this is called."""
    found = pn.state.location
    assert found is not None
    return found


class Page:
    """A visitor's page whose app syncs some parameters."""

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def _id(self) -> int:
        return next(id for id, node in self.user.browser.nodes.items() if node.type == "Location")

    @property
    def search(self) -> str:
        """The query in the address bar."""
        return str(self.user.browser.nodes[self._id].props.get("search", ""))

    @property
    def errors(self) -> list[str]:
        return [error.code for error in self.user.browser.errors]

    def go(self, **parts: Any) -> None:
        """Back, Forward, or a link within the page: the browser says where it is now."""
        self.user.browser.edit(self._id, parts)
        self.user.rest()


def synced(settings: param.Parameterized, *calls: Any, **options: Any) -> Any:
    """An app that syncs `settings`, once for each of `calls`."""

    def app() -> Viewable:
        for parameters in calls:
            here().sync(settings, parameters, **options)
        return pn.Column()

    return app


# -- reading the URL ----------------------------------------------------------------------------------


def test_an_app_knows_its_url_from_the_beginning() -> None:
    seen: dict[str, Any] = {}

    def app() -> Viewable:
        location = here()
        names = ("pathname", "search", "hash", "href", "hostname", "protocol", "port", "reload")
        seen.update({name: getattr(location, name) for name in names}, query=location.query_params)
        return pn.Column()

    with testing.Site({"/report": app}) as site:
        site.visit("/report?n=7&on=true&name=Ann%20B&list=[1,2]&code=007&empty=")
    query = "?n=7&on=true&name=Ann%20B&list=[1,2]&code=007&empty="
    assert seen == {
        "pathname": "/report", "search": query, "hash": "", "href": f"http://testserver/report{query}",
        "hostname": "testserver", "protocol": "http:", "port": "", "reload": False,
        "query": {"n": 7, "on": True, "name": "Ann B", "list": [1, 2], "code": "007", "empty": ""},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("host", "hostname", "port"),
    [
        ("example.org:8080", "example.org", "8080"),
        ("[::1]:80", "[::1]", "80"),
        ("[::", "[::", ""),
        ("", "", ""),
    ],
)
def test_the_host_of_a_request(host: str, hostname: str, port: str) -> None:
    here = Location.asked_for("https", host, "/a b/ü", "")
    assert (here.hostname, here.port, here.pathname) == (hostname, port, "/a%20b/%C3%BC")
    assert here.href == f"https://{host}/a%20b/%C3%BC"


def test_the_first_frame_shows_what_the_query_says() -> None:
    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="N", start=0, end=10)
        here().sync(slider, {"value": "n"})
        return slider

    with testing.Site(app) as site:
        user = site.visit("/?n=7", connect=False)
        assert user.find("N").value == 7
        assert len(user.browser.frames) == 1


def test_what_the_browser_knows_better() -> None:
    where: list[Location] = []

    def app() -> Viewable:
        where.append(here())
        return pn.Column()

    with testing.Site(app) as site:
        Page(site.visit("/")).go(
            pathname="/proxy/app", hash="#part", hostname="example.org", port="81", protocol="https:"
        )
        assert where[0].href == "https://example.org:81/proxy/app#part"


@pytest.mark.parametrize("name", ["href", "hostname", "protocol", "port"])
def test_facts_cannot_be_set(name: str) -> None:
    with pytest.raises(TypeError, match="Set pathname, search or hash"):
        setattr(Location(), name, "x")


def test_outside_a_session_there_is_none() -> None:
    assert pn.state.location is None
    assert pn.state.browser_info is None


def test_a_session_that_never_asks_has_none() -> None:
    with testing.Site(lambda: pn.Column()) as site:
        assert [type for _, type, _ in site.visit().browser.frames[0].add] == ["Column"]


def test_a_shared_component_may_ask_in_its_callbacks() -> None:
    button, text = pn.widgets.Button(name="Where"), pn.widgets.StaticText()
    button.on_click(lambda _: text.param.update(value=here().search))
    with testing.Site(pn.Column(button, text)) as site:
        site.visit("/?a=1")
        user = site.visit("/?a=2")
        user.click("Where")
        assert user.sees("?a=2")
        assert [area for _, area in user.browser.roots] == ["main", "page"]


# -- both ways ----------------------------------------------------------------------------------------


def test_the_query_follows_and_leads() -> None:
    settings = Settings()
    with testing.Site(synced(settings, ["count"], {"title": "t"})) as site:
        page = Page(site.visit("/?other=a+b"))
        assert page.search == "?other=a+b&count=3&t=plain"
        settings.count = 4
        site.settle()
        assert page.search == "?other=a+b&count=4&t=plain"
        page.go(search="?other=1&count=9&t=x%26y")
        assert (settings.count, settings.title) == (9, "x&y")
        page.go(search="")
        assert (settings.count, settings.title) == (3, "plain")


def test_a_change_of_several_parameters_is_one_frame() -> None:
    settings = Settings()
    with testing.Site(synced(settings, ["count", "on", "ratio"])) as site:
        page = Page(site.visit("/"))
        before = len(page.user.browser.frames)
        settings.param.update(count=1, on=True, ratio=2.5)
        site.settle()
        assert page.search == "?count=1&on=true&ratio=2.5"
        assert len(page.user.browser.frames) == before + 1


def test_two_objects_may_share_a_key() -> None:
    first, second = Settings(), Settings()

    def app() -> Viewable:
        here().sync(first, {"count": "n"})
        here().sync(second, {"count": "n"})
        return pn.Column()

    with testing.Site(app) as site:
        page = Page(site.visit("/?n=5"))
        assert (first.count, second.count) == (5, 5)
        second.count = 6
        site.settle()
        assert (first.count, second.count, page.search) == (6, 6, "?n=6")
        page.go(search="?n=7")
        assert (first.count, second.count, page.search) == (7, 7, "?n=7")


def test_the_app_may_change_the_url_itself() -> None:
    settings, where = Settings(), list[Location]()

    def app() -> Viewable:
        where.append(here())
        here().sync(settings, ["count"])
        return pn.Column()

    with testing.Site(app) as site:
        page = Page(site.visit("/?x=1"))
        where[0].update_query(count=8, x=None, name="7")
        site.settle()
        assert (settings.count, page.search) == (8, "?count=8&name=%227%22")
        assert where[0].query_params == {"count": 8, "name": "7"}
        where[0].search = "?count=2"
        where[0].hash = "#end"
        site.settle()
        assert settings.count == 2
        assert where[0].href == "http://testserver/?count=2#end"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("count=x", {"count": "x"}),
        ("count=11&ratio=2", {"count": 11}),
        ("count=1.5", {"count": 1.5}),
        ("on=maybe&day=soon", {"on": "maybe", "day": "soon"}),
        ("color=blue", {"color": "blue"}),
        ("span=3", {"span": 3}),
        ("moment=2030-13-01", {"moment": "2030-13-01"}),
    ],
)
def test_a_bad_value_is_told_and_changes_nothing(query: str, told: dict[str, Any]) -> None:
    settings, failures = Settings(), list[dict[str, Any]]()
    names = ["count", "ratio", "on", "day", "color", "span", "moment"]
    before = {name: getattr(settings, name) for name in told}
    with testing.Site(synced(settings, names, on_error=failures.append)) as site:
        page = Page(site.visit(f"/?{query}"))
        page.go(search="?count=5")
        page.go(search=f"?{query}")
    assert failures == [told, told]
    assert {name: getattr(settings, name) for name in told} == before | (
        {"count": 5} if "count" in told else {}
    )


def test_a_coroutine_function_may_be_told() -> None:
    failures: list[dict[str, Any]] = []

    async def tell(failed: dict[str, Any]) -> None:
        failures.append(failed)

    with testing.Site(synced(Settings(), ["count"], on_error=tell)) as site:
        site.visit("/?count=x")
    assert failures == [{"count": "x"}]


def test_a_bad_value_without_a_handler_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    settings = Settings()
    with testing.Site(synced(settings, ["count"])) as site:
        site.visit("/?count=many")
    assert settings.count == 3
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "count that a Settings does not take" in caplog.text
    assert "many" not in caplog.text


def test_a_widget_takes_what_a_visitor_could_enter() -> None:
    failures: list[dict[str, Any]] = []
    slider = pn.widgets.IntSlider(start=0, end=10)
    select = pn.widgets.Select(options={"One": "1", "Two": "2"})

    def app() -> Viewable:
        here().sync(slider, {"value": "n"}, on_error=failures.append)
        here().sync(select, {"value": "choice"}, on_error=failures.append)
        return pn.Column(slider, select)

    with testing.Site(app) as site:
        page = Page(site.visit("/?n=99&choice=2"))
        assert (slider.value, select.value, failures) == (0, "2", [{"value": 99}])
        page.go(search="?n=1&choice=Three")
        assert (slider.value, select.value, failures[1:]) == (1, "2", [{"value": "Three"}])


def test_unsync_ends_both_ways() -> None:
    settings, where = Settings(), list[Location]()

    def app() -> Viewable:
        where.append(here())
        here().sync(settings, ["count", "title", "on"])
        return pn.Column()

    with testing.Site(app) as site:
        page = Page(site.visit("/"))
        where[0].unsync(settings, ["count"])
        settings.param.update(count=9, title="new")
        site.settle()
        assert page.search == "?count=3&title=new&on=false"
        page.go(search="?count=1&title=old&on=true")
        assert (settings.count, settings.title, settings.on) == (9, "old", True)
        where[0].unsync(settings)
        settings.title = "free"
        page.go(search="?title=bound")
        assert settings.title == "free"
        with pytest.raises(BadArgument, match="not synced"):
            where[0].unsync(settings)


def test_what_cannot_be_synced_is_said_at_once() -> None:
    here = Location()
    with pytest.raises(BadArgument, match="'nothing'"):
        here.sync(Settings(), ["nothing"])
    with pytest.raises(BadArgument, match=r"\['count'\]"):
        here.sync(Settings(), "count")
    with pytest.raises(BadArgument, match="object cannot be written"):
        here.update_query(x=object())


def test_without_names_everything_that_has_a_text_is_synced() -> None:
    class Mixed(param.Parameterized):
        number = param.Integer(default=1)
        thing: Any = param.Parameter(default=threading.Lock())
        go = param.Event()
        fixed = param.Integer(default=1, constant=True)
        _hidden = param.Integer(default=1)

    here = Location()
    here.sync(Mixed())
    assert here.search == "?number=1"


def test_a_value_without_a_text_leaves_the_query(caplog: pytest.LogCaptureFixture) -> None:
    settings, here = Settings(anything=1), Location()
    here.sync(settings, ["anything"])
    settings.anything = object()
    assert here.search == ""
    assert "Settings.anything: this object cannot be written there" in caplog.text
    settings.anything = "\ud800"
    assert (here.search, settings.anything) == ("", "\ud800")
    assert "Settings.anything: this str cannot be written there" in caplog.text


# -- sessions -----------------------------------------------------------------------------------------


def test_threads_of_an_app_lose_none_of_their_changes() -> None:
    objects = [Settings() for _ in range(4)]

    def app() -> Viewable:
        for number, each in enumerate(objects):
            here().sync(each, {"count": f"n{number}"})
        return pn.Column()

    def count(each: Settings) -> None:
        for number in range(50):
            each.count = number % 10

    with testing.Site(app) as site:
        page = Page(site.visit("/"))
        threads = [threading.Thread(target=count, args=(each,)) for each in objects]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        site.settle()
        assert texts_in(page.search) == {f"n{number}": "9" for number in range(4)}


def test_every_visitor_of_a_shared_object_has_its_own_url() -> None:
    settings = Settings()
    seen: list[tuple[str, Any]] = []

    def app() -> Viewable:
        location = here()
        location.sync(settings, ["count"])
        name = location.query_params["me"]
        location.param.watch(lambda _: seen.append((name, pn.state.location is location)), "search")
        return pn.Column()

    with testing.Site(app) as site:
        ann, bob = Page(site.visit("/?me=ann")), Page(site.visit("/?me=bob"))
        seen.clear()
        ann.go(search="?me=ann&count=8")
        assert (ann.search, bob.search) == ("?me=ann&count=8", "?me=bob&count=8")
        assert sorted(seen) == [("ann", True), ("bob", True)]
        bob.user.leave()
        settings.count = 2
        site.settle()
        assert (ann.search, bob.search) == ("?me=ann&count=2", "?me=bob&count=8")


def test_nothing_is_left_of_a_session() -> None:
    settings = Settings()
    found: list[weakref.ref[Any]] = []

    def app() -> Viewable:
        here().sync(settings, ["count"])
        found.extend((weakref.ref(pn.state.session()), weakref.ref(pn.state.location)))
        return pn.Column()

    with testing.Site(app) as site:
        site.visit("/").leave()
        site.settle()
        gc.collect()
        assert [reference() for reference in found] == [None, None]
        assert not settings._param__private.watchers.get("count", {}).get("value")


def test_after_a_lost_connection_url_and_parameters_agree() -> None:
    settings = Settings()
    with testing.Site(synced(settings, ["count", "title"])) as site:
        page = Page(site.visit("/"))
        page.user.drop()
        settings.count = 6
        page.user.reconnect()
        site.settle()
        assert page.search == "?count=6&title=plain"
        page.user.drop()
        page.go(search="?count=7&title=back")
        page.user.reconnect()
        site.settle()
        assert (settings.count, settings.title, page.search) == (7, "back", "?count=7&title=back")


# -- bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        {"search": 5},
        {"search": None},
        {"search": "?" + "x" * LONGEST},
        {"search": "no question"},
        {"pathname": "//evil"[2:]},
        {"hash": "x"},
        {"hostname": ["a"]},
    ],
)
def test_nonsense_from_a_browser_is_refused(parts: dict[str, Any]) -> None:
    settings = Settings()
    with testing.Site(synced(settings, ["count"])) as site:
        page = Page(site.visit("/"))
        page.go(**parts)
        assert page.errors == ["bad-value"]
        assert (settings.count, page.search) == (3, "?count=3")


@pytest.mark.parametrize("parts", [{"href": "http://x"}, {"reload": True}, {"asked": []}])
def test_a_browser_sets_nothing_else(parts: dict[str, Any]) -> None:
    with testing.Site(synced(Settings(), ["count"])) as site:
        page = Page(site.visit("/"))
        page.go(**parts)
        assert page.errors == ["unknown-property"]


# -- values -------------------------------------------------------------------------------------------

unhurried = examples(deadline=None)  # other work on the machine makes no test fail

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "007",
        "7",
        "true",
        "null",
        "None",
        '"',
        '"a"',
        "[1]",
        " 7",
        "NaN",
        "1e5",
        "2030-01-31",
        "a&b=c#d",
        "%20",
        "+",
    ]
)
numbers = st.integers() | st.floats(allow_nan=False)
scalars = st.none() | st.booleans() | numbers | texts
nested = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
moments = st.datetimes(timezones=st.none() | st.just(dt.timezone.utc))


def arrives(name: str, value: Any, **others: Any) -> Any:
    """What another visitor's parameter holds who follows the URL of one whose parameter holds `value`."""
    here, there = Location(), Location()
    here.sync(Settings(**{name: value}, **others), [name])
    settings = Settings(**others)
    there.search = here.search
    there.sync(settings, [name], on_error=lambda failed: pytest.fail(str(failed)))
    return getattr(settings, name)


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other


@unhurried
@given(texts | st.none())
def test_a_text_arrives(value: str | None) -> None:
    # Where a text is None from the beginning the query says nothing of it.
    assert arrives("title", value) == ("plain" if value is None else value)


@unhurried
@given(nested)
def test_anything_of_json_arrives(value: Any) -> None:
    assert same(arrives("anything", value), value)


@unhurried
@given(
    st.integers(0, 10),
    st.floats(allow_nan=False),
    st.booleans(),
    st.lists(nested),
    st.dictionaries(texts, nested),
)
def test_typed_values_arrive(
    count: int, ratio: float, on: bool, items: list[Any], table: dict[str, Any]
) -> None:
    assert arrives("count", count) == count
    assert arrives("ratio", ratio) == ratio
    assert arrives("on", on) is on
    assert arrives("items", items) == items
    assert arrives("table", table) == table


@unhurried
@given(st.dates(), moments, st.dates())
def test_dates_arrive(day: dt.date, moment: dt.datetime, other: dt.date) -> None:
    assert same(arrives("day", day), day)
    assert same(arrives("moment", moment), moment)
    assert arrives("days", (min(day, other), max(day, other))) == (min(day, other), max(day, other))


@unhurried
@given(
    st.tuples(st.integers(), st.integers()).map(sorted).map(tuple), st.sampled_from(["red", "green", "7", 7])
)
def test_tuples_and_choices_arrive(span: tuple[int, int], color: Any) -> None:
    assert same(arrives("span", span), span)
    assert same(arrives("color", color), color)
    here, settings = Location(), Settings(anything=(0, 0))
    here.search = with_texts("", {"anything": write(span)})
    here.sync(settings, ["anything"])
    assert same(settings.anything, span)


def test_none_arrives_where_it_was_not_the_first_value() -> None:
    settings, here = Settings(title="a", anything=1), Location()
    here.sync(settings, ["title", "anything"])
    settings.param.update(title=None, anything=None)
    assert here.search == "?title=null&anything=null"
    here.search = "?title=b&anything=2"
    here.search = "?title=null&anything=null"
    assert [settings.title, settings.anything] == [None, None]


@unhurried
@given(st.dictionaries(texts, texts))
def test_a_query_arrives(query: dict[str, str]) -> None:
    assert texts_in(with_texts("", query)) == query


@unhurried
@given(texts)
def test_any_text_of_a_browser_is_taken(text: str) -> None:
    here, settings = Location(search=f"?{text}"), Settings()
    here.sync(settings, [name for name in Settings.param if name != "name"], on_error=lambda _: None)
    assert texts_in(here.search).items() >= texts_in(f"?{text}").items() - {("count", "")}
    parse(text)


# -- the browser --------------------------------------------------------------------------------------


def test_what_the_browser_says_of_itself() -> None:
    def app() -> Viewable:
        info = pn.state.browser_info
        assert info is not None
        return pn.Column(pn.bind(lambda dark: f"dark: {dark}", info.param.dark_mode))

    facts = {"dark_mode": True, "device_pixel_ratio": 1.5, "language": "de-CH", "timezone": "Europe/Zurich",
             "timezone_offset": -60, "webdriver": False, "webgl": True}  # fmt: skip
    with testing.Site(app) as site:
        user = site.visit()
        assert user.sees("dark: None")
        id = user.find(type="BrowserInfo").id
        user.browser.edit(id, facts)
        user.rest()
        assert user.sees("dark: True")
        user.browser.edit(id, {"dark_mode": False})
        user.rest()
        assert user.sees("dark: False")
        for wrong in ({"dark_mode": 1}, {"language": "x" * 300}, {"device_pixel_ratio": "2"}, {"name": "x"}):
            user.browser.edit(id, wrong)
        user.rest()
        assert [e.code for e in user.browser.errors] == [
            "bad-value",
            "bad-value",
            "bad-value",
            "unknown-property",
        ]
        assert user.sees("dark: False")


@pytest.mark.parametrize(
    ("before", "query", "after"),
    [
        ("?tag=a&tag=b&n=1", {"n": 2}, "?tag=a&tag=b&n=2"),
        ("?flag&q=a+b&%7E=1", {"n": 2}, "?flag&q=a+b&%7E=1&n=2"),
        ("?n=1&tag=a&n=2", {"n": 3}, "?n=3&tag=a"),
        ("?n=1&tag=a&n=2", {"n": None}, "?tag=a"),
        ("?n=1", {"n": None}, ""),
        ("?n=1&&x=%6E", {"n": 1}, "?n=1&&x=%6E"),
        ("??n=1", {"n": 2}, "??n=1&n=2"),
    ],
)
def test_the_rest_of_the_query_stays_as_it_is(before: str, query: dict[str, Any], after: str) -> None:
    here = Location(search=before)
    here.update_query(**query)
    assert here.search == after
