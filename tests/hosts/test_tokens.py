"""Tokens: who made them, for which session, and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from itsdangerous import URLSafeTimedSerializer

from lanai.errors import BadToken
from lanai.hosts.asgi.tokens import SALT, Tokens
from lanai.testing import ManualClock
from lanai.testing.clock import ManualLoop


@pytest.fixture
def loop() -> Iterator[ManualLoop]:
    loop = ManualLoop()
    yield loop
    loop.close()


def test_a_token_names_its_session_and_its_age(loop: ManualLoop) -> None:
    tokens = Tokens(b"key", ManualClock(loop))
    token = tokens.make("abc")
    assert tokens.read(token) == ("abc", 0)
    loop.move_to(301)
    assert tokens.read(token) == ("abc", 301)


def test_a_token_that_was_changed_is_bad(loop: ManualLoop) -> None:
    tokens = Tokens(b"key", ManualClock(loop))
    token = tokens.make("abc")
    for position in range(0, len(token), 7):
        other = "A" if token[position] != "A" else "B"
        with pytest.raises(BadToken):
            tokens.read(token[:position] + other + token[position + 1 :])


def test_a_token_of_another_key_is_bad(loop: ManualLoop) -> None:
    clock = ManualClock(loop)
    with pytest.raises(BadToken):
        Tokens(b"key", clock).read(Tokens(b"other", clock).make("abc"))


def test_a_token_signed_in_a_weaker_way_is_bad(loop: ManualLoop) -> None:
    weaker = str(URLSafeTimedSerializer(b"key", salt=SALT).dumps("abc"))
    with pytest.raises(BadToken):
        Tokens(b"key", ManualClock(loop)).read(weaker)


@pytest.mark.parametrize("token", ["", "a", "a.b", "a.b.c", "ü", "\0", "." * 1000])
def test_nonsense_is_bad(loop: ManualLoop, token: str) -> None:
    with pytest.raises(BadToken):
        Tokens(b"key", ManualClock(loop)).read(token)
