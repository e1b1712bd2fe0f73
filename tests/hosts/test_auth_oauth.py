"""Logins at a provider: a real one, on the loopback, that may also misbehave."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from joserfc.jwk import RSAKey

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.options import auth_options_of
from lanai.hosts.asgi.auth.providers import provider_of
from lanai.hosts.asgi.server import ServerThread
from lanai.testing.clock import ManualClock, ManualLoop
from tests.hosts.caller import Caller
from tests.hosts.conftest import Launch
from tests.hosts.provider import KEY, SECRET, Provider
from tests.hosts.visitor import Visitor

Serve = Callable[..., ServerThread]


def who() -> pn.widgets.StaticText:
    info = pn.state.user_info or {}
    text = f"visitor is {pn.state.user} ({info.get('email')}) with {pn.state.access_token}"
    return pn.widgets.StaticText(value=text)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as provider:
        yield provider


@pytest.fixture
def serve(launch: Launch, provider: Provider) -> Serve:
    """A server whose visitors log in at the provider."""

    def serve(extra: dict[str, str] | None = None, **options: Any) -> ServerThread:
        return launch(
            {"/": who, "/other": who},
            **{
                "oauth_provider": "generic",
                "oauth_key": KEY,
                "oauth_secret": SECRET,
                "oauth_extra_params": extra or {"METADATA_URL": provider.metadata},
                "cookie_secret": "s" * 32,
                **options,
            },
        )

    return serve


@pytest.fixture
def hands() -> Iterator[ManualLoop]:
    """The hands of a server's clock."""
    loop = ManualLoop()
    yield loop
    loop.close()


@pytest.fixture
def caller(serve: Serve) -> Iterator[Caller]:
    with Caller(serve().url) as caller:
        yield caller


def test_a_visitor_goes_to_the_provider_and_comes_back(provider: Provider, caller: Caller) -> None:
    answer = caller.follow("/other?a=1")
    assert str(answer.url) == f"{caller.url}/other?a=1"
    assert "visitor is ada (ada@example.org)" in answer.text
    assert any(f"with {secret}" in answer.text for secret in provider.secrets)
    with Visitor(caller.url, headers={"cookie": caller.cookie}) as visitor:
        visitor.connect(additional_headers={"cookie": caller.cookie})
        visitor.until(lambda: visitor.browser.nodes)
    assert caller.knock() == 403


def test_the_cookie_shows_nothing_of_what_the_provider_said(provider: Provider, caller: Caller) -> None:
    caller.follow("/")
    assert list(caller.cookies) == ["lanai_login"]
    for word in ("ada", *provider.secrets):
        assert word not in caller.cookie


def test_logging_out_and_in_again(caller: Caller) -> None:
    caller.follow("/")
    assert "logged out" in caller.log_out().text
    assert caller.get("/").status_code == 303
    assert "visitor is ada" in caller.follow("/").text


def test_several_tabs_may_leave_at_once(caller: Caller) -> None:
    leaving = [caller.get(f"/login?next=/other?tab={number}") for number in range(3)]
    arrivals = [caller.get(answer.headers["location"]).headers["location"] for answer in leaving]
    places = [caller.get(place).headers["location"] for place in arrivals]
    assert places == ["/other?tab=0", "/other?tab=1", "/other?tab=2"]


def test_an_arrival_that_nobody_left_for_is_refused(provider: Provider, caller: Caller) -> None:
    place = caller.get(caller.get("/login").headers["location"]).headers["location"]
    with Caller(caller.url) as other:  # a link with somebody else's code, as an attacker would send it
        answer = other.get(place)
        assert answer.status_code == 403
        assert "not begun in this browser" in answer.text
        assert not other.cookies
    assert caller.get(place.replace("state=", "state=x")).status_code == 403
    assert caller.get(place).status_code == 303


def test_an_arrival_counts_once(caller: Caller) -> None:
    place = caller.get(caller.get("/login?next=/other").headers["location"]).headers["location"]
    assert caller.get(place).headers["location"] == "/other"
    again = caller.get(place)  # the Back button
    assert (again.status_code, again.headers["location"]) == (303, "/")
    caller.log_out()
    assert caller.get(place).status_code == 403


def test_who_comes_back_too_late_has_to_begin_again(serve: Serve, hands: ManualLoop) -> None:
    server = serve()
    server.server.host.clock = ManualClock(hands)
    with Caller(server.url) as caller:
        departure = caller.get("/login")
        cookie = caller.cookie
        place = caller.get(departure.headers["location"]).headers["location"]
        hands.move_to(16 * 60)
        assert caller.get(place, headers={"cookie": cookie}).status_code == 403


def test_a_visitor_who_says_no_is_told_so(provider: Provider, caller: Caller) -> None:
    provider.denies = True
    answer = caller.follow("/")
    assert answer.status_code == 403
    assert "it was not allowed" in answer.text
    assert "Try again" in answer.text


@pytest.mark.parametrize(
    "spoil",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-app"},
        {"aud": ["another-app"], "azp": KEY},
        {"nonce": "another"},
        {"exp": 1},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_us_now_is_refused(
    provider: Provider, caller: Caller, spoil: dict[str, Any]
) -> None:
    provider.spoil = spoil
    answer = caller.follow("/")
    assert answer.status_code == 403
    assert "no answer that can be trusted" in answer.text
    assert "lanai_login" not in caller.cookies


def test_a_token_of_another_key_is_refused(provider: Provider, caller: Caller) -> None:
    provider.published = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
    assert caller.follow("/").status_code == 403


def test_the_wrong_secret_is_no_login(serve: Serve) -> None:
    with Caller(serve(oauth_secret="wrong").url) as caller:
        assert caller.follow("/").status_code == 403


def test_a_provider_that_is_not_there_is_said(serve: Serve) -> None:
    server = serve({"METADATA_URL": "http://127.0.0.1:9/.well-known/openid-configuration"})
    with Caller(server.url) as caller:
        answer = caller.get("/login")
        assert answer.status_code == 403
        assert "no answer that can be trusted" in answer.text


def test_a_provider_without_tokens_about_users(provider: Provider, serve: Serve) -> None:
    """Plain OAuth 2, as of GitHub: the user is asked for with the access token."""
    extra = {
        name: f"{provider.url}/{path}"
        for name, path in (("AUTHORIZE_URL", "authorize"), ("TOKEN_URL", "token"))
    }
    with Caller(serve({**extra, "USER_URL": f"{provider.url}/me"}).url) as caller:
        assert "visitor is ada (ada@example.org)" in caller.follow("/").text


def test_the_claim_that_names_the_user_can_be_chosen(provider: Provider, serve: Serve) -> None:
    with Caller(serve(oauth_jwt_user="email").url) as caller:
        assert "visitor is ada@example.org (" in caller.follow("/").text
        provider.claims["email_verified"] = False
        caller.log_out()
        assert "has not verified the email" in caller.follow("/").text
    with Caller(serve(oauth_jwt_user="badge").url) as caller:
        assert "does not say the user&#x27;s &#x27;badge&#x27;" in caller.follow("/").text


def test_the_address_that_the_provider_knows(provider: Provider, serve: Serve) -> None:
    with Caller(serve(oauth_redirect_uri="https://apps.example.org").url) as caller:
        answer = caller.get("/login")
        assert answer.next_request is not None
        assert answer.next_request.url.params["redirect_uri"] == "https://apps.example.org/login"
        assert "Secure" in answer.headers["set-cookie"]
    with Caller(serve(oauth_redirect_uri="https://apps.example.org/back").url) as caller:
        found = caller.get("/login").next_request
        assert found is not None
        assert found.url.params["redirect_uri"] == "https://apps.example.org/back"


def test_expired_tokens_are_renewed(provider: Provider, serve: Serve, hands: ManualLoop) -> None:
    server = serve(oauth_refresh_tokens=True)
    server.server.host.clock = ManualClock(hands)
    with Caller(server.url) as caller:
        first = token_in(caller.follow("/").text)
        cookie = caller.cookies["lanai_login"]
        assert token_in(caller.get("/").text) == first
        hands.move_to(provider.lifetime + 60)
        second = token_in(caller.get("/").text)
        assert second != first
        assert second in provider.secrets
        assert caller.cookies["lanai_login"] != cookie
        assert token_in(caller.get("/").text) == second


def test_who_cannot_be_renewed_logs_in_again(provider: Provider, serve: Serve, hands: ManualLoop) -> None:
    server = serve(oauth_refresh_tokens=True)
    server.server.host.clock = ManualClock(hands)
    with Caller(server.url) as caller:
        caller.follow("/")
        provider.forget()
        hands.move_to(provider.lifetime + 60)
        assert caller.get("/").headers["location"] == "/login?next=/"


def token_in(page: str) -> str:
    """The access token that the app shows."""
    found = re.search(r" with ([\w-]{32})", page)
    assert found is not None, page
    return found[1]


def test_large_claims_take_several_cookies_and_too_large_ones_are_refused(
    provider: Provider, caller: Caller
) -> None:
    noise = Random(1).randbytes(20_000).hex()
    provider.claims["groups"] = noise[:8000]
    assert "visitor is ada" in caller.follow("/").text
    assert len(caller.cookies) > 1
    provider.claims["groups"] = noise
    caller.log_out()
    assert not caller.cookies
    assert "too much for cookies" in caller.follow("/").text


def test_an_authors_page_says_what_went_wrong(provider: Provider, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "error.html").write_text("<p>{{ error_type }}: {{ error_msg }}</p>")
    provider.denies = True
    with Caller(serve(oauth_error_template=tmp_path / "error.html").url) as caller:
        text = caller.follow("/").text
        assert (
            text
            == "<p>Authentication error: The login failed: the provider says that it was not allowed.</p>"
        )


def test_no_log_holds_a_secret(provider: Provider, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Caller(serve().url) as caller:
        caller.follow("/")
        cookie = caller.cookies["lanai_login"]
        provider.spoil = {"nonce": "another"}
        caller.log_out()
        caller.follow("/")
    # What the test's own client says of its half does not count: it is no part of the server.
    own = ("httpx", "httpcore.connection", "httpcore.http11")
    said = [record for record in caplog.records if record.name not in own]
    text = "\n".join(f"{record.name} {record.getMessage()} {record.exc_text}" for record in said)
    assert "'ada' has logged in" in text
    assert "failed: InvalidClaimError" in text
    for secret in (*provider.secrets, cookie, SECRET):
        assert secret not in text


# -- what has to be given ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"oauth_provider": "github"}, "--oauth-key and --oauth-secret"),
        ({"oauth_provider": "github", "oauth_key": "k"}, "needs --oauth-secret"),
        ({"oauth_provider": "nowhere", "oauth_key": "k", "oauth_secret": "s"}, "github"),
        ({"oauth_key": "k"}, "--oauth-provider"),
        ({"oauth_provider": "generic", "oauth_key": "k", "oauth_secret": "s"}, "AUTHORIZE_URL"),
        ({"oauth_provider": "okta", "oauth_key": "k", "oauth_secret": "s"}, "url"),
        ({"oauth_provider": "auth0", "oauth_key": "k", "oauth_secret": "s"}, "subdomain"),
        (
            {"oauth_provider": "github", "oauth_key": "k", "oauth_secret": "s", "oauth_extra_params": "x"},
            "dict",
        ),
        (
            {"oauth_provider": "github", "oauth_key": "k", "oauth_secret": "s", "oauth_redirect_uri": "x"},
            "https://",
        ),
        (
            {"oauth_provider": "github", "oauth_key": "k", "oauth_secret": "s", "basic_auth": "p"},
            "--basic-auth or",
        ),
        ({"oauth_optional": True}, "--basic-auth or --oauth-provider"),
        ({"basic_auth": ""}, "--basic-auth"),
        ({"basic_auth": "p", "cookie_secret": ""}, "--cookie-secret"),
        ({"basic_auth": "p", "oauth_expiry_days": 0}, "above 0"),
        ({"basic_auth": "p", "login_endpoint": "login"}, "--login-endpoint"),
        ({"basic_auth": "p", "login_endpoint": "//evil.example"}, "--login-endpoint"),
        ({"basic_auth": "p", "logout_template": "nowhere.html"}, "--logout-template"),
    ],
)
def test_what_does_not_go_together_is_said(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        auth_options_of(settings)
    assert "\n" not in str(refused.value)


def test_an_openid_provider_without_keys_is_refused() -> None:
    extra = {
        "AUTHORIZE_URL": "https://a",
        "TOKEN_URL": "https://a",
        "USER_URL": "https://a",
        "scope": "openid",
    }
    with pytest.raises(UsageError, match="JWKS_URL"):
        provider_of("generic", extra)


@pytest.mark.parametrize(
    ("name", "extra", "url"),
    [
        ("google", {}, "https://accounts.google.com/.well-known/openid-configuration"),
        ("gitlab", {"url": "git.example"}, "https://git.example/.well-known/openid-configuration"),
        (
            "azure",
            {"tenant": "t"},
            "https://login.microsoftonline.com/t/v2.0/.well-known/openid-configuration",
        ),
        ("okta", {"url": "o.example"}, "https://o.example/oauth2/default/.well-known/openid-configuration"),
        ("auth0", {"subdomain": "dev.us"}, "https://dev.us.auth0.com/.well-known/openid-configuration"),
    ],
)
def test_where_the_providers_are(name: str, extra: dict[str, str], url: str) -> None:
    assert provider_of(name, extra).metadata == url


def test_nothing_secret_shows_in_a_repr() -> None:
    options = auth_options_of(
        {
            "oauth_provider": "github",
            "oauth_key": "k",
            "oauth_secret": "hidden-1",
            "oauth_encryption_key": "hidden-2",
            "cookie_secret": "hidden-3",
        }
    )
    assert "hidden" not in repr(options)


def test_without_authlib_it_is_said_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import lanai as pn\npn.Column('x').servable()\n")
    program = (
        "import sys; sys.modules['authlib'] = None\nfrom lanai.cli import main\n"
        "main(['serve', 'app.py', '--port', '0', '--oauth-provider', 'github', '--oauth-key', 'k', '--oauth-secret', 's'])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.returncode == 2
    assert "pip install lanai[auth]" in ended.stderr
    assert "Traceback" not in ended.stderr
