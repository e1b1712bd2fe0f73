"""ChatMessage: what somebody said, with a face, a name and a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import param

from lanai.components.base import Component, expect
from lanai.components.chat.avatars import DEFAULT_AVATARS, avatar_of, picture_of
from lanai.components.chat.content import Renderer, serialized, settle, shown_by, stream_into
from lanai.components.chat.prose import Prose
from lanai.components.chat.reactions import ChatReactionIcons, checked, reactions_limit
from lanai.components.layout.base import Children
from lanai.components.limits import Limit
from lanai.components.pane.base import Pane, as_component, pane_type
from lanai.components.parameters import OwnDict, OwnList
from lanai.core.callbacks import Function
from lanai.core.clock import utc_now
from lanai.core.context import current_session
from lanai.core.placing import off_loop
from lanai.core.plain import is_plain
from lanai.errors import BadArgument

_CONTENT = frozenset({"object", "renderers"})
_FACE = frozenset({"user", "avatar", "avatar_lookup", "default_avatars"})


class ChatMessage(Pane):
    """Shows `object`, whatever it is, as what `user` said.

    A text is Markdown, in which HTML is shown as text. `stream` makes it longer, `update` exchanges it.
    """

    avatar = param.Parameter(
        default="",
        doc="What stands for the user: a letter, an emoji, an image, or the name of an icon as 'tabler:robot'. Empty: "
        "what the name is known for, else its first letter.",
    )
    avatar_lookup = Function(default=None, doc="Gives the avatar of a user's name.")
    can_edit = param.Boolean(default=False, precedence=-1, doc="Whether a visitor can. Follows the others.")
    css_classes = OwnList(["chat-message"], doc="CSS classes of the outermost element.")
    default_avatars = OwnDict(dict(DEFAULT_AVATARS), doc="What users are known for, by name.")
    edited = param.Event(doc="Set for a moment when a visitor has changed the text.")
    editing = param.String(
        default=None, allow_None=True, precedence=-1, doc="The text that a visitor is changing."
    )
    face = param.String(default="", precedence=-1, doc="The avatar as a text or an icon. Follows the others.")
    footer_objects = Children(doc="Components below the message.")
    header_objects = Children(doc="Components beside the name.")
    max_width = param.Integer(default=1200, bounds=(0, None), allow_None=True, doc="Largest width in px.")
    object = param.Parameter(default=None, allow_refs=False, doc="What is said.")
    objects = OwnList(doc="What is said, as components: one or none.", precedence=-1)
    own = param.Boolean(
        default=False, precedence=-1, doc="Whether the visitor said it, so that it stands right."
    )
    pictures = OwnList(doc="The avatar where it is an image: one or none.", precedence=-1)
    reaction_icons = param.ClassSelector(
        default={"favorite": "heart"},
        class_=(dict, ChatReactionIcons),
        allow_None=True,
        instantiate=False,
        doc="The reactions to choose from, each with the name of its icon.",
    )
    reactions = OwnList(doc="The reactions that are active.")
    renderers = param.Parameter(
        default=None, doc="A function, or several to be tried in turn, that gives what shows the object."
    )
    show_activity_dot = param.Boolean(default=False, doc="Whether to show that more is to come.")
    show_avatar = param.Boolean(default=True, doc="Whether to show the avatar.")
    show_copy_icon = param.Boolean(default=True, doc="Whether a text can be copied by a button.")
    show_edit_icon = param.Boolean(default=True, doc="Whether a text can be changed by the visitor.")
    show_reaction_icons = param.Boolean(default=True, doc="Whether to show the reactions.")
    show_timestamp = param.Boolean(default=True, doc="Whether to show the time.")
    show_user = param.Boolean(default=True, doc="Whether to show the name.")
    textual = param.Boolean(default=False, precedence=-1, doc="Whether it is a text. Follows `object`.")
    timestamp = param.Date(default=None, allow_None=True, doc="When it was said; by default now.")
    timestamp_format = param.String(
        default="%H:%M", doc="How the time is written; the default is in the visitor's time zone."
    )
    timestamp_tz = param.String(default=None, allow_None=True, doc="The time zone of the default time.")
    user = param.String(default="User", doc="Who said it.")

    _children: ClassVar[tuple[str, ...]] = ("objects", "header_objects", "footer_objects", "pictures")
    _derived: ClassVar[frozenset[str]] = frozenset(
        {"objects", "pictures", "face", "textual", "can_edit", "editing"}
    )
    _edits: ClassVar[tuple[str, ...]] = ("reactions",)
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "edit": ("editing",),
        "save": ("editing", "object", "edited"),
        "cancel": ("editing",),
    }
    _local: ClassVar[frozenset[str]] = Pane._local | {
        *(
            "object",
            "renderers",
            "avatar",
            "avatar_lookup",
            "default_avatars",
            "timestamp_format",
            "timestamp_tz",
        ),
        "show_edit_icon",
    }
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"timestamp_format": ("timestamp",)}

    _made: bool = False
    """Whether the component that shows the object is our own."""
    _feed: Any = None
    """The feed it stands in, if it does."""

    def __init__(self, object: Any = None, **params: Any) -> None:
        if params.get("timestamp") is None:
            params["timestamp"] = _now(params.get("timestamp_tz"))
        super().__init__(object, **params)
        self._portray()
        if self._calls_code("object"):
            off_loop(self._fill)
        else:
            self._fill()

    def _calls_code(self, name: str) -> bool:
        obj = self.object
        return self.renderers is not None or not (isinstance(obj, Component) or is_plain(obj))

    def _changed(self, name: str) -> None:
        if self._param__private.initialized:
            if name in _FACE:
                self._portray()
            if name in _CONTENT:
                self._fill()
            if name == "show_edit_icon":
                self._find_editable()
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        if name == "timestamp":
            own_format = self.timestamp_format != type(self).param["timestamp_format"].default
            return (
                None
                if value is None
                else [value.isoformat(), value.strftime(self.timestamp_format) * own_format]
            )
        if name == "reaction_icons":
            return value.options if isinstance(value, ChatReactionIcons) else value or {}
        return super().encode(name, value)

    def _limit_of(self, name: str) -> Limit:
        if name == "reactions":
            return reactions_limit(self.encode("reaction_icons", self.reaction_icons))
        return super()._limit_of(name)

    def decode(self, name: str, data: Any) -> Any:
        if name == "reactions":
            return checked(data, self.encode("reaction_icons", self.reaction_icons))
        return super().decode(name, data)

    def _adopt(self, items: Sequence[Any]) -> list[Component]:
        """The components for what is put into the header or the footer."""
        return [as_component(item) for item in items]

    def below(self, name: str) -> Sequence[Component]:
        found: Sequence[Component] = self._peek(name)
        return found

    # -- what is shown ------------------------------------------------------------------------------

    def _portray(self) -> None:
        if callable(self.avatar_lookup):
            off_loop(self._show_face)
        else:
            self._show_face()

    def _show_face(self) -> None:
        own, common = self._peek("default_avatars"), type(self).default_avatars
        avatar = avatar_of(self.user, self.avatar, self.avatar_lookup, own, common)
        picture = picture_of(avatar)
        face = avatar if picture is None and isinstance(avatar, str) else ""
        if face != self.face:
            self._store("face", face)
        if [picture] != self._peek("pictures") and (picture is not None or self._peek("pictures")):
            self._store("pictures", [] if picture is None else [picture])

    def _fill(self) -> None:
        obj = self.object
        textual = isinstance(obj, str)
        if textual != self.textual:
            self._store("textual", textual)
            self._find_editable()
        shown = self.objects[0] if self.objects else None
        if shown is not None and self._takes(shown, obj):
            shown.object = obj
            return
        self._made = obj is not None and not isinstance(obj, Component)
        self._store("objects", [] if obj is None else [shown_by(obj, self._renderers())])

    def _takes(self, shown: Any, obj: Any) -> bool:
        """Whether what shows the object before can show this one."""
        if not self._made or isinstance(obj, Component) or obj is None or self.renderers is not None:
            return False
        if isinstance(obj, str):
            return isinstance(shown, Prose)
        return not hasattr(type(obj), "__panel__") and type(shown) is pane_type(obj)

    def _renderers(self) -> Sequence[Renderer]:
        given = self.renderers
        return given if isinstance(given, (list, tuple)) else [] if given is None else [given]

    # -- what an app does ---------------------------------------------------------------------------

    def stream(self, token: str, replace: bool = False) -> ChatMessage:
        """Add `token` to the text, or to the last text in what it holds; `replace`: instead of what that says.

        Returns the message.
        """
        if self.object is None or isinstance(self.object, str):
            self.object = token if replace else f"{self.object or ''}{token}"
        else:
            stream_into(self.objects[0], token, replace)
        return self

    def update(self, value: Any, user: str | None = None, avatar: Any = None) -> ChatMessage:
        """Exchange what is said, and who says it: by an object, another message, or a dict with `object`, `user`, `avatar`.

        Returns the message.
        """
        changes = parts_of(value)
        given = {"user": user, "avatar": avatar}
        changes.update({name: each for name, each in given.items() if each is not None})
        self.param.update(**changes)
        return self

    def serialize(
        self, prefix_with_viewable_label: bool = True, prefix_with_container_label: bool = True
    ) -> str:
        """What it says, in words. The labels are names or types of components in it."""
        return serialized(self.object, prefix_with_viewable_label, prefix_with_container_label)

    def __str__(self) -> str:
        return self.serialize()

    def settle(self) -> None:
        """Nothing more is to come."""
        self.show_activity_dot = False
        settle(self.objects[0] if self.objects else None)

    # -- what a visitor does ------------------------------------------------------------------------

    def stand_in(self, feed: Any) -> None:
        """It is in a feed, which says whether it can be edited, and is told when it was: `feed.edit_callback`,
        `feed.message_edited(message)`."""
        self._feed = feed
        self._find_editable()

    def _find_editable(self) -> None:
        asked: Callable[..., Any] | None = getattr(self._feed, "edit_callback", None)
        can = self.textual and self.show_edit_icon and (self._feed is None or asked is not None)
        if can != self.can_edit:
            self._store("can_edit", can)

    def event(self, name: str, data: dict[str, Any]) -> None:
        if not self.can_edit:
            return
        text = expect(data.get("text", ""), str, "text")
        self.editing = str(self.object) if name == "edit" else None
        if name == "save":
            self.object = text
            self.param.trigger("edited")
            if self._feed is not None:
                self._feed.message_edited(self)


def parts_of(value: Any) -> dict[str, Any]:
    """What of a message `value` says: another message, a dict with `object` (and `user`, `avatar`), or the object."""
    if isinstance(value, ChatMessage):
        return {"object": value.object, "user": value.user, "avatar": value.avatar}
    if isinstance(value, dict) and ("object" in value or "value" in value):
        parts = {name: value[name] for name in ("user", "avatar") if value.get(name) is not None}
        return {"object": value["object"] if "object" in value else value["value"], **parts}
    return {"object": value}


def _now(zone: str | None) -> dt.datetime:
    """The time as the session has it, with its zone. Raises `BadArgument` for what is no time zone."""
    session = current_session()
    moment = utc_now() if session is None else session.clock.now()
    return moment.astimezone(None if zone is None else _zone(zone))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadArgument(
            f"ChatMessage.timestamp_tz: expected the name of a time zone, such as 'Europe/Berlin'; got {name!r}."
        ) from None
