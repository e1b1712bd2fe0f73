"""Avatars: what stands for a user beside a message."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from lanai.components.base import Component
from lanai.components.pane.image import Image
from lanai.components.pane.imagesource import is_address, is_inline

ICON = "tabler:"
"""What an avatar begins with that is one of the Tabler icons."""

DEFAULT_AVATARS: Mapping[str, Any] = MappingProxyType(
    {
        **dict.fromkeys(
            ("client", "customer", "employee", "human", "person", "user", "adult"), "tabler:user"
        ),
        **dict.fromkeys(("agent", "ai", "assistant", "bot", "chatbot", "machine", "robot"), "tabler:robot"),
        **dict.fromkeys(("chatgpt", "gpt3", "gpt4", "openai"), "tabler:brand-openai"),
        **dict.fromkeys(("error", "exception"), "tabler:alert-triangle"),
        **dict.fromkeys(("baby", "boy", "child", "girl"), "tabler:mood-kid"),
        **dict.fromkeys(("wolfram", "wolframalpha", "calculator"), "tabler:calculator"),
        **dict.fromkeys(("holoviews", "hvplot", "plot"), "tabler:chart-bar"),
        **dict.fromkeys(("llama", "llama2", "huggingface"), "tabler:brain"),
        "dalle": "tabler:photo",
        "help": "tabler:help",
        "input": "tabler:keyboard",
        "langchain": "tabler:link",
        "lumen": "tabler:bulb",
        "man": "tabler:man",
        "panel": "tabler:layout-dashboard",
        "retriever": "tabler:file-search",
        "system": "tabler:settings",
        "tool": "tabler:tool",
        "translator": "tabler:language",
        "woman": "tabler:woman",
    }
)
"""What stands for users who bring nothing of their own, by name: small letters and digits only."""

_FILE = re.compile(r"\.(png|jpe?g|gif|svg|webp|ico|avif)$", re.IGNORECASE)


def avatar_of(
    user: str, given: Any, lookup: Callable[[str], Any] | None, *known: Mapping[str, Any] | None
) -> Any:
    """What stands for `user`: what is given, what `lookup` says, what is `known` of the name, or its first letter."""
    if given not in (None, ""):
        return given
    if lookup is not None:
        return lookup(user)
    name = _key(user)
    for avatars in known:
        for each, avatar in (avatars or {}).items():
            if _key(each) == name:
                return avatar
    return user.strip()[:1].upper()


def picture_of(avatar: Any) -> Component | None:
    """The component for an avatar that is an image; None for a text or an icon."""
    if isinstance(avatar, Component):
        return avatar
    if isinstance(avatar, str) and not (is_address(avatar) or is_inline(avatar) or _FILE.search(avatar)):
        return None
    if isinstance(avatar, (str, bytes, PurePath)) or hasattr(avatar, "read") or hasattr(avatar, "_repr_png_"):
        return Image(avatar, width=36, height=36, margin=0, alt_text="", fixed_aspect=False)
    return None


def _key(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
