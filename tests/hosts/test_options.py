"""Settings as they are documented, and what they become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lanai.errors import UsageError
from lanai.hosts.asgi.application import create_application
from lanai.hosts.asgi.options import ServerOptions, options_of
from lanai.session.app import to_app
from lanai.session.process import Process


def test_units_are_those_of_the_documents(tmp_path: Path) -> None:
    options = options_of(
        unused_session_lifetime=30_000,
        check_unused_sessions=500,
        keep_alive=10_000,
        session_token_expiration=60,
        websocket_max_message_size=1000,
        secret_key="key",
        prefix="/a/b/",
        static_dirs={"/files/": tmp_path},
        dev=True,
        index=None,
    )
    assert options.unused_session_lifetime == 30
    assert options.check_unused_sessions == 0.5
    assert options.keep_alive == 10
    assert options.token_expiration == 60
    assert options.websocket_max_message_size == 1000
    assert options.secret_key == b"key"
    assert options.prefix == "/a/b"
    assert options.static_dirs == {"/files": tmp_path}
    assert options.dev
    assert options.index is None


def test_what_is_not_given_has_the_documented_default() -> None:
    options = options_of(unused_session_lifetime=None)
    assert (options.unused_session_lifetime, options.check_unused_sessions) == (15, 17)
    assert options.token_expiration == 300
    assert options.websocket_max_message_size == 20 * 1024 * 1024
    assert options.prefix == ""


def test_no_pings_are_zero() -> None:
    assert options_of(keep_alive=0).keep_alive == 0


def test_every_server_has_a_key_of_its_own_that_no_log_shows() -> None:
    options = ServerOptions()
    assert options.secret_key != ServerOptions().secret_key
    assert "secret_key" not in repr(options)


@pytest.mark.parametrize("value", [0, -1, "1", True, float("nan")])
def test_a_time_is_a_number_above_zero(value: object) -> None:
    with pytest.raises(UsageError, match="Expected a number of ms above 0 for 'unused_session_lifetime'"):
        options_of(unused_session_lifetime=value)


@pytest.mark.parametrize("value", [-1, 1.5, "2", True])
def test_a_number_of_threads_is_whole_and_not_below_zero(value: object) -> None:
    with pytest.raises(
        UsageError, match="Expected a number of threads, or 0 for what suits, for 'num_threads'"
    ):
        options_of(num_threads=value)


def test_a_number_of_threads_becomes_each_sessions_own_setting() -> None:
    assert options_of(num_threads=0).session_settings == {"nthreads": 0}
    assert options_of().session_settings == {}


@pytest.mark.parametrize(
    "settings",
    [
        {"prefix": "../.."},
        {"prefix": "a//b"},
        {"secret_key": ""},
        {"secret_key": 5},
        {"basic_auth": 5},
        {"basic_auth": "password", "cookie_secret": 5},
        {"trusted_proxies": 5},
        {"include_headers": 5},
        {"static_dirs": 5},
        {"websocket_max_message_size": float("inf")},
    ],
)
def test_what_cannot_be_meant_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="Expected"):
        options_of(**settings)


@pytest.mark.parametrize("settings", [{"liveness": "app"}, {"static_dirs": {"app": "."}}])
def test_two_things_are_not_at_one_place(settings: dict[str, Any]) -> None:
    options = options_of(**settings)
    with pytest.raises(UsageError, match="both to be served at /app"):
        create_application({"/app": to_app(lambda: "hello")}, options, Process())
