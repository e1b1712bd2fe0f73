"""Chat: messages, the feed they stand in, and the interface a visitor writes in."""

from lanai.components.chat.area import ChatAreaInput
from lanai.components.chat.feed import ChatFeed
from lanai.components.chat.interface import ChatInterface
from lanai.components.chat.message import ChatMessage
from lanai.components.chat.reactions import ChatReactionIcons
from lanai.components.chat.step import ChatStep

__all__ = [
    "ChatAreaInput",
    "ChatFeed",
    "ChatInterface",
    "ChatMessage",
    "ChatReactionIcons",
    "ChatStep",
]
