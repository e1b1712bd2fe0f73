"""ChatLog: the messages of a feed, of which a browser has those around what is seen."""

from __future__ import annotations

from lanai.components.layout.feed import Feed


class ChatLog(Feed):
    """The list of messages in a `ChatFeed`."""
