"""ChatInterface: a feed with a field to write in, and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import Component
from lanai.components.chat.action import ChatAction
from lanai.components.chat.answer import Answer
from lanai.components.chat.area import ChatAreaInput
from lanai.components.chat.feed import ChatFeed
from lanai.components.chat.message import ChatMessage
from lanai.components.chat.taken import content_of
from lanai.components.layout.linear import Column, Row
from lanai.components.layout.spacer import HSpacer
from lanai.components.layout.tabs import Tabs
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.components.widgets.base import Widget
from lanai.components.widgets.text import TextInput
from lanai.errors import BadArgument


class _Act(NamedTuple):
    icon: str
    act: Callable[[], Any]
    shown: str
    """The parameter that says whether its button is shown."""


class ChatInterface(ChatFeed):
    """A chat: messages, a field to write in, and buttons to send, stop, rerun, undo and clear."""

    auto_send_types = OwnList(doc="Types of widgets whose value is sent as soon as it changes.")
    avatar = param.Parameter(default=None, doc="What stands for the user; see `ChatMessage.avatar`.")
    button_properties = OwnDict(
        doc="By the name of a button: `icon`, `name`, `callback` and `post_callback`, which are called with (instance, "
        "event) before and after what it does, and `js_on_click`. Other names than the five make further buttons."
    )
    reset_on_send = param.Boolean(default=True, doc="Whether a widget is emptied when its value is sent.")
    show_button_name = Choice(
        None, [None, True, False], doc="Whether buttons show their names; None: where there is room."
    )
    show_button_tooltips = param.Boolean(
        default=False, doc="Whether the names show when they are pointed at."
    )
    show_clear = param.Boolean(default=True, doc="Whether to show the button that takes out all messages.")
    show_rerun = param.Boolean(
        default=True, doc="Whether to show the button that sends the last message again."
    )
    show_send = param.Boolean(default=True, doc="Whether to show the button that sends.")
    show_stop = param.Boolean(
        default=True, doc="Whether the button that sends stops, while an answer is given."
    )
    show_undo = param.Boolean(
        default=True, doc="Whether to show the button that takes back the last message and its answers."
    )
    user = param.String(default="User", doc="Who the visitor is.")
    widgets = param.Parameter(
        default=None,
        allow_refs=False,
        doc="The widget, or several in tabs, whose value is sent; by default a ChatAreaInput.",
    )

    _own: ClassVar[frozenset[str]] = frozenset(
        {
            *("auto_send_types", "avatar", "button_properties", "reset_on_send", "show_button_name"),
            *("show_button_tooltips", "show_clear", "show_rerun", "show_send", "show_stop", "show_undo"),
            *("user", "widgets"),
        }
    )
    _local: ClassVar[frozenset[str]] = ChatFeed._local | _own
    _type: ClassVar[str] = "ChatFeed"

    def __init__(self, *objects: Any, **params: Any) -> None:
        self._buttons: dict[str, ChatAction] = {}
        self._inputs: list[Widget] = []
        self._empty: dict[Widget, Any] = {}
        self._watchers: list[tuple[Widget, Any]] = []
        self._place = Column(css_classes=["chat-input"], sizing_mode="stretch_width")
        self._bar = Row(css_classes=["chat-actions"], sizing_mode="stretch_width")
        self._composer = Column(
            self._place, self._bar, css_classes=["chat-composer"], sizing_mode="stretch_width"
        )
        super().__init__(*objects, **params)

    def _begin(self, messages: list[Any]) -> None:
        super()._begin(messages)
        self._lay_inputs()
        self._lay_buttons()

    def _parts(self) -> list[Component]:
        return [*super()._parts(), self._composer]

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if not self._param__private.initialized:
            return
        if name == "widgets":
            self._lay_inputs()
        elif name in ("disabled", "objects"):
            self._show_state()
        elif name in self._own and name.startswith(("show_", "button_")):
            self._lay_buttons()

    # -- the field ----------------------------------------------------------------------------------

    @property
    def active_widget(self) -> Widget:
        """The widget that is shown."""
        return self._inputs[max(self.active, 0)]

    @property
    def active(self) -> int:
        """Which widget is shown; -1 where there is only one."""
        tabs = self._place[0]
        return int(tabs.active) if isinstance(tabs, Tabs) else -1

    @active.setter
    def active(self, place: int) -> None:
        tabs = self._place[0]
        if isinstance(tabs, Tabs):
            tabs.active = place

    def _lay_inputs(self) -> None:
        given = self.widgets
        several = list(given) if isinstance(given, (list, tuple)) else [given] if given is not None else []
        self._inputs = several or [ChatAreaInput(placeholder="Write a message")]
        if not all(isinstance(each, Widget) for each in self._inputs):
            raise BadArgument(f"Expected a widget or a list of widgets as `widgets`, got {given!r}.")
        for owner, watcher in self._watchers:
            owner.param.unwatch(watcher)
        self._watchers = [(each, watcher) for each in self._inputs for watcher in self._watch(each)]
        for each in self._inputs:
            self._empty.setdefault(each, each.value)
            self._fit(each)
        self._place.objects = [
            Tabs(*self._inputs, sizing_mode="stretch_width") if len(self._inputs) > 1 else self._inputs[0]
        ]
        self._show_state()

    def _fit(self, widget: Widget) -> None:
        if isinstance(widget, ChatAreaInput):
            widget.param.update(margin=0, resizable=False)
        if widget.sizing_mode is None and "width" not in widget._param__private.values:
            widget.sizing_mode = "stretch_width"

    def _watch(self, widget: Widget) -> list[Any]:
        if isinstance(widget, (ChatAreaInput, *self.auto_send_types)):
            return [widget.param.watch(self._sent_value, "value")]
        if isinstance(widget, TextInput):
            return [widget.param.watch(self._sent_by_key, "enter_pressed")]
        return []

    def _sent_value(self, event: Any) -> None:
        if event.new != self._empty.get(event.obj):
            self._send_from(event.obj)

    def _sent_by_key(self, event: Any) -> None:
        self._send_from(event.obj)

    def _send_from(self, widget: Widget) -> None:
        content = content_of(widget)
        if content is None or (self.disabled and not self.adaptive):
            return
        if isinstance(widget, ChatAreaInput):
            if not self.reset_on_send:
                widget._kept = widget.value
        elif self.reset_on_send:
            widget.value = self._empty.get(widget)
        self.send(content)

    # -- the buttons --------------------------------------------------------------------------------

    def _acts(self) -> dict[str, _Act]:
        return {
            "rerun": _Act("refresh", self._rerun, "show_rerun"),
            "undo": _Act("arrow-back-up", self._take_back, "show_undo"),
            "clear": _Act("trash", self.clear, "show_clear"),
            "send": _Act("arrow-up", self._send_entered, "show_send"),
            "stop": _Act("player-stop-filled", self.stop, "show_stop"),
        }

    def _lay_buttons(self) -> None:
        acts = self._acts()
        names = [*acts, *(name for name in self.button_properties if name not in acts)]
        self._buttons = {name: self._button(name, acts.get(name)) for name in names}
        first = [self._buttons[name] for name in names if name not in ("send", "stop")]
        self._bar.objects = [*first, HSpacer(), self._buttons["send"], self._buttons["stop"]]
        self._show_state()

    def _button(self, name: str, act: _Act | None) -> ChatAction:
        given = self.button_properties.get(name, {})
        before, after, script = (given.get(key) for key in ("callback", "post_callback", "js_on_click"))
        if act is None and not (before or after or script):
            raise BadArgument(
                f"Expected callback, post_callback or js_on_click for the button {name!r}, got {sorted(given)}."
            )
        main = name in ("send", "stop")
        button = ChatAction(
            name=given.get("name", name.replace("_", " ").capitalize()),
            icon=given.get("icon", act.icon if act else None),
            names=False if main and self.show_button_name is None else self.show_button_name,
            tip=self.show_button_tooltips,
            css_classes=["chat-main"] if main else [],
            sizing_mode=None,
            button_type="primary" if main else "default",
        )
        button.on_click(lambda event: self._press(event, before, act, after))
        if script:
            code: dict[str, Any] = {"code": script} if isinstance(script, str) else script
            button.js_on_click(args=code.get("args"), code=code["code"])
        return button

    def _press(self, event: Any, before: Any, act: _Act | None, after: Any) -> None:
        if before is not None:
            self._call(before, self, event)
        if act is not None:
            act.act()
        if after is not None:
            self._call(after, self, event)

    def _show_state(self) -> None:
        """What can be done now: while an answer is given it can be stopped, and the next message written."""
        answering = self._answer is not None
        for each in self._inputs:
            if isinstance(each, ChatAreaInput):
                each.disabled_enter = self.disabled and not self.adaptive
        for name, act in self._acts().items():
            button = self._buttons.get(name)
            if button is None:
                continue
            stops = answering and self.show_stop
            there = stops if name == "stop" else not (name == "send" and stops and not self.adaptive)
            idle = name == "stop" or not self.disabled or (self.adaptive and name == "send")
            needed = name in ("send", "stop") or bool(self.objects)
            button.param.update(
                visible=bool(getattr(self, act.shown)) and there, disabled=not (idle and needed)
            )

    # -- what the buttons do ------------------------------------------------------------------------

    def _send_entered(self) -> None:
        widget = self.active_widget
        if isinstance(widget, ChatAreaInput):
            widget.submit()
        else:
            self._send_from(widget)

    def _take_back(self) -> list[Any]:
        """Take out the visitor's last message and what came after it. Returns them."""
        own = [place for place, message in enumerate(self.objects) if message.user == self.user]
        return self.undo(len(self.objects) - own[-1]) if own else []

    def _rerun(self) -> None:
        taken = self._take_back()
        if taken:
            self.send(taken[0])

    # -- messages -----------------------------------------------------------------------------------

    def _adopt(self, items: Any) -> list[Component]:
        messages: list[Any] = super()._adopt(items)
        for message in messages:
            message.own = message.user == self.user
        return messages

    def _who(self, value: Any, user: str | None, avatar: Any) -> tuple[str | None, Any]:
        """The visitor says what does not say itself who does."""
        says = isinstance(value, ChatMessage) or (isinstance(value, dict) and "user" in value)
        who = self.user if user is None and not says else user
        return who, self.avatar if avatar is None and who == self.user else avatar

    def answered(self, answer: Answer, message: Any, error: BaseException | None) -> None:
        """The callback has come to its end. Part of `Hears`."""
        super().answered(answer, message, error)
        self._show_state()
