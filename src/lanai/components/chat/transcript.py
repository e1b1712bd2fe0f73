"""A chat as language models take it: a list of roles and contents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lanai.components.chat.message import ChatMessage

Roles = Mapping[str, str | Iterable[str]]


def transcript(
    messages: Iterable[ChatMessage],
    roles: Roles,
    default_role: str | None,
    write: Callable[[ChatMessage], Any] | None,
) -> list[dict[str, Any]]:
    """Each message as `{"role": ..., "content": ...}`. `roles` names the users of each role.

    Raises ValueError for a user without a role where there is no `default_role`.
    """
    by_user = {
        user.lower(): role.lower()
        for role, users in roles.items()
        for user in ([users] if isinstance(users, str) else users)
    }
    return [
        {"role": _role(message.user, by_user, default_role), "content": _content(message, write)}
        for message in messages
    ]


def _role(user: str, by_user: Mapping[str, str], default: str | None) -> str:
    role = by_user.get(user.lower(), default)
    if role is None:
        raise ValueError(
            f"Expected a role for the user {user!r}; role_names has those of {sorted(by_user)}. Add it, or a default_role."
        )
    return role


def _content(message: ChatMessage, write: Callable[[ChatMessage], Any] | None) -> Any:
    if write is None:
        return message.serialize()
    content = write(message)
    if isinstance(content, str):
        return content
    raise ValueError(f"Expected custom_serializer to return a text, got {type(content).__name__}.")
