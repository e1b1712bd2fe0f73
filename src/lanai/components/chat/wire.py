"""The parts of chats that travel, and that no app makes objects of."""

from lanai.components.chat.action import ChatAction
from lanai.components.chat.log import ChatLog
from lanai.components.chat.prose import Prose

__all__ = ["ChatAction", "ChatLog", "Prose"]
