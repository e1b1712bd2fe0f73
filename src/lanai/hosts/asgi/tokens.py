"""Tokens: a page's proof that this server made a session for it."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from lanai.core.clock import Clock
from lanai.errors import BadToken

SALT = "lanai.session"


class Token(NamedTuple):
    """What a token says."""

    session: str
    age: float
    """Seconds since it was made."""


class _ClockSigner(TimestampSigner):
    """Takes the time from the server's clock."""

    def __init__(self, *args: Any, clock: Clock, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())


class Tokens:
    """Makes and reads tokens. A token names one session; only this server's key makes a valid one."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._clock = clock
        self._serializer = URLSafeTimedSerializer(
            key,
            salt=SALT,
            signer=_ClockSigner,
            signer_kwargs={"clock": clock, "digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )

    def make(self, session: str) -> str:
        """A token for the session with that id."""
        return str(self._serializer.dumps(session))

    def read(self, token: str) -> Token:
        """What `token` says. Raises `BadToken` for one that this server did not make."""
        try:
            session, made = self._serializer.loads(token, return_timestamp=True)
        except BadSignature:
            raise BadToken("Expected a token that this server made. Load the page again.") from None
        if not isinstance(session, str):
            raise BadToken("Expected a token that names a session. Load the page again.")
        return Token(session, (self._clock.now() - made).total_seconds())
