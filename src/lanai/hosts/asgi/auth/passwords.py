"""Passwords, plain or hashed, compared in a time that tells nothing about them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lanai.errors import UsageError

SCHEME = "scrypt"
COST, BLOCK, LANES = 2**14, 8, 1
"""What one guess costs: 16 MB and some 50 ms."""
MOST_COST, MOST_BLOCK, MOST_LANES = 2**17, 16, 16
"""Above these a line in the file would hold up the server at each login."""
MEMORY = 512 * 1024 * 1024
"""Bytes that scrypt may take; at the limits above it takes half of that."""
LONGEST = 1024
"""Characters of a password; more of them is somebody who wants the server to be busy."""


class Hash(NamedTuple):
    """A hashed password: `scrypt$cost$block$lanes$salt$hash`, salt and hash in base64."""

    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, password: str) -> Hash:
        """A new hash of `password`, with a salt of its own."""
        salt = secrets.token_bytes(16)
        return cls(COST, BLOCK, LANES, salt, _scrypt(password, salt, COST, BLOCK, LANES))

    @classmethod
    def read(cls, text: str) -> Hash | None:
        """The hash that `text` is; None where it is a plain password. Raises `ValueError` for a broken hash."""
        scheme, *parts = text.split("$")
        if scheme != SCHEME or len(parts) != 5:
            return None
        cost, block, lanes = (int(part) for part in parts[:3])
        possible = 2 <= cost <= MOST_COST and 1 <= block <= MOST_BLOCK and 1 <= lanes <= MOST_LANES
        if not possible or cost & (cost - 1):
            raise ValueError("numbers that scrypt does not take")
        salt, digest = (base64.b64decode(part, validate=True) for part in parts[3:])
        return cls(cost, block, lanes, salt, digest)

    def write(self) -> str:
        """As it stands in a file of passwords."""
        salt, digest = (base64.b64encode(part).decode() for part in (self.salt, self.digest))
        return f"{SCHEME}${self.cost}${self.block}${self.lanes}${salt}${digest}"

    def fits(self, password: str) -> bool:
        """Whether it is the hash of `password`. Takes its time: not on the event loop."""
        found = _scrypt(password, self.salt, self.cost, self.block, self.lanes, len(self.digest))
        return hmac.compare_digest(found, self.digest)


class Plain(NamedTuple):
    """A password as it is."""

    password: str

    def fits(self, password: str) -> bool:
        """Whether it is `password`. How long that takes says nothing of either, not even the length."""
        return hmac.compare_digest(_digest(self.password), _digest(password))


class Passwords:
    """Which user has which password; or one password for everybody, whatever name he gives."""

    def __init__(self, known: Mapping[str, str] | str) -> None:
        entries = {"": known} if isinstance(known, str) else dict(known)
        self._everybody = isinstance(known, str)
        self._known = {user: _entry(user, text) for user, text in entries.items()}
        hashed = [entry for entry in self._known.values() if isinstance(entry, Hash)]
        # Compared with for a name that nobody has: it takes as long as for one that somebody has.
        self._nobody: Hash | Plain = (
            hashed[0]._replace(digest=secrets.token_bytes(len(hashed[0].digest)))
            if hashed
            else Plain(secrets.token_hex())
        )

    @property
    def tell_users_apart(self) -> bool:
        """Whether a user's name means anything: not where one password is everybody's."""
        return not self._everybody

    def __repr__(self) -> str:
        return f"<Passwords of {'everybody' if self._everybody else f'{len(self._known)} users'}>"

    def check(self, user: str, password: str) -> bool:
        """Whether `user` has this password. Hashes take their time: not on the event loop."""
        if len(password) > LONGEST:
            return False
        entry = self._known.get("" if self._everybody else user, self._nobody)
        return entry.fits(password) and entry is not self._nobody


def passwords_of(setting: str | Path | Mapping[str, str]) -> Passwords:
    """What `--basic-auth` means: a dict of users and passwords, a JSON file of one, or a password for everybody.

    Raises `UsageError` for what is none of them. No message holds a password.
    """
    if isinstance(setting, Mapping):
        return _passwords(setting, "basic_auth")
    if isinstance(setting, Path) or str(setting).endswith(".json"):
        return _passwords(_read(Path(setting)), str(setting))
    if not isinstance(setting, str) or not setting:
        raise UsageError("Expected a password, or a JSON file of users and passwords, for --basic-auth.")
    return Passwords(setting)


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(
            f"Cannot read the file of passwords {str(path)!r}: {error.strerror or 'it is not readable'}."
        ) from None
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(f"Expected JSON in the file of passwords {str(path)!r}{where}.") from None


def _passwords(found: object, where: str) -> Passwords:
    if not isinstance(found, Mapping) or not found:
        raise UsageError(f'Expected users and passwords, {{"user": "password"}}, in {where}.')
    for user, text in found.items():
        if not isinstance(user, str) or not isinstance(text, str) or not user or not text:
            raise UsageError(
                f"Expected a name and a password, both text and not empty, for {user!r} in {where}."
            )
    return Passwords(found)


def _entry(user: str, text: str) -> Hash | Plain:
    try:
        return Hash.read(text) or Plain(text)
    except (ValueError, binascii.Error):
        raise UsageError(f"The hashed password of {user!r} is broken. Make it anew.") from None


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int, length: int = 32) -> bytes:
    return hashlib.scrypt(_bytes(password), salt=salt, n=cost, r=block, p=lanes, maxmem=MEMORY, dklen=length)


def _digest(text: str) -> bytes:
    return hashlib.sha256(_bytes(text)).digest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
