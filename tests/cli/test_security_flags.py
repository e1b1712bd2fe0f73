"""The flags about security, on their way to the server."""

from __future__ import annotations

import pytest

from lanai.cli.parser import Parser
from lanai.cli.serve import add_to
from lanai.hosts.asgi.options import ServerOptions, options_of


def options(*flags: str) -> ServerOptions:
    """What the server is told by a command line with these flags."""
    parser = Parser()
    add_to(parser.add_subparsers())
    given = vars(parser.parse_args(["serve", "app.py", *flags]))
    names = {flag.partition("=")[0].strip("-").replace("-", "_") for flag in flags if flag.startswith("--")}
    return options_of(**{name: given[name] for name in names})


@pytest.mark.parametrize(
    ("flag", "field", "value"),
    [
        ("--trusted-proxies=10.0.0.7", "trusted_proxies", ("10.0.0.7",)),
        ("--content-security-policy=strict; img-src *", "content_security_policy", "strict; img-src *"),
        ("--frame-ancestors=none", "frame_ancestors", "none"),
        ("--hsts=60", "hsts", 60),
        ("--max-sessions=5", "max_sessions", 5),
        ("--max-sessions-per-client=5", "max_sessions_per_client", 5),
        ("--max-requests=5", "max_requests", 5),
        ("--max-threads=5", "max_threads", 5),
        ("--max-pending-connections=5", "max_pending_connections", 5),
        ("--websocket-max-message-rate=5", "websocket_max_message_rate", 5),
    ],
)
def test_a_flag_reaches_the_server(flag: str, field: str, value: object) -> None:
    assert getattr(options(flag), field) == value


def test_several_proxies_may_be_named() -> None:
    assert options("--trusted-proxies", "10.0.0.7", "10.1.0.0/16").trusted_proxies == (
        "10.0.0.7",
        "10.1.0.0/16",
    )
