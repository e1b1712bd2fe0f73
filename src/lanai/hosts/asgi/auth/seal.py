"""What a browser keeps for the server in a cookie: sealed, so that only this server can have made it."""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from base64 import urlsafe_b64encode
from typing import Any, Protocol

from itsdangerous import BadData, URLSafeSerializer

from lanai.core.lazy import load


class Seal(Protocol):
    """Turns data, JSON as Python has it, into text and back."""

    def close(self, data: Any) -> str:
        """`data` as text of letters, digits, '-', '_' and '.'."""

    def open(self, text: str) -> Any:
        """What was sealed; None where `text` was not made by `close` with the same key for the same purpose."""


class Signed:
    """Everybody can read it and nobody change it. `purpose` keeps one use of a key from another."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._serializer = URLSafeSerializer(
            key, salt=purpose, signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )

    def close(self, data: Any) -> str:
        return str(self._serializer.dumps(data))

    def open(self, text: str) -> Any:
        try:
            return self._serializer.loads(text)
        except BadData:
            return None


class Encrypted:
    """Nobody can read it either: for the tokens of a provider. Raises `MissingDependency`."""

    def __init__(self, key: bytes, purpose: str) -> None:
        fernet = load("cryptography.fernet", needed_for="logins at an OAuth provider", extra="auth")
        self._invalid: type[Exception] = fernet.InvalidToken
        own = hmac.new(key, purpose.encode(), hashlib.sha256).digest()
        self._fernet: Any = fernet.Fernet(urlsafe_b64encode(own))

    def close(self, data: Any) -> str:
        text: bytes = self._fernet.encrypt(zlib.compress(json.dumps(data).encode()))
        return text.decode().rstrip("=")

    def open(self, text: str) -> Any:
        try:
            packed = self._fernet.decrypt(text + "=" * (-len(text) % 4))
        except (self._invalid, UnicodeEncodeError):
            return None
        return json.loads(zlib.decompress(packed))
