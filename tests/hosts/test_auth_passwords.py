"""Passwords: plain and hashed, for everybody or by user, and files that are wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lanai.errors import UsageError
from lanai.hosts.asgi.auth.passwords import LONGEST, Hash, Passwords, passwords_of


def test_one_password_is_everybodys() -> None:
    passwords = passwords_of("open sesame")
    assert passwords.check("ada", "open sesame")
    assert passwords.check("grace", "open sesame")
    assert not passwords.check("ada", "open sesam")
    assert not passwords.check("ada", "")


def test_users_have_their_own(tmp_path: Path) -> None:
    file = tmp_path / "users.json"
    file.write_text(json.dumps({"ada": "algebra", "grace": Hash.of("cobol ünïcode").write()}))
    passwords = passwords_of(str(file))
    assert passwords.check("ada", "algebra")
    assert passwords.check("grace", "cobol ünïcode")
    assert not passwords.check("ada", "cobol ünïcode")
    assert not passwords.check("grace", "algebra")
    assert not passwords.check("alan", "algebra")
    assert not passwords.check("", "algebra")


def test_a_hash_is_not_a_password_itself() -> None:
    text = Hash.of("algebra").write()
    assert "algebra" not in text
    assert not Passwords({"ada": text}).check("ada", text)
    assert Hash.of("algebra").write() != text


def test_one_password_may_be_hashed_too() -> None:
    assert passwords_of(Hash.of("algebra").write()).check("anybody", "algebra")


def test_nobody_has_the_password_of_nobody() -> None:
    for known in ({"ada": "algebra"}, {"ada": Hash.of("algebra").write()}):
        passwords = Passwords(known)
        assert not passwords.check("nobody", getattr(passwords._nobody, "password", "algebra"))


def test_endless_passwords_are_not_even_looked_at() -> None:
    assert not passwords_of("a" * (LONGEST + 1)).check("ada", "a" * (LONGEST + 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "{}",
        '{"ada": 1}',
        '{"ada": ""}',
        '{"": "algebra"}',
        '{"ada": "scrypt$3$8$1$YQ==$YQ=="}',
        '{"ada": "scrypt$x$8$1$YQ==$YQ=="}',
        '{"ada": "scrypt$1073741824$8$1$YQ==$YQ=="}',
        '{"ada": "scrypt$2$8$1$?$YQ=="}',
    ],
)
def test_a_file_that_is_none_is_refused_without_telling_its_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users.json"
    file.write_text(text)
    with pytest.raises(UsageError) as refused:
        passwords_of(file)
    assert "\n" not in str(refused.value)
    assert not text or text not in str(refused.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"users\.json"):
        passwords_of(str(tmp_path / "users.json"))


def test_no_password_shows_in_a_repr() -> None:
    assert "algebra" not in repr(Passwords({"ada": "algebra"}))
    assert "algebra" not in repr(Passwords("algebra"))
