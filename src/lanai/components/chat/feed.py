"""ChatFeed: messages, and a callback that answers them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Literal

import param

from lanai.components.base import Component
from lanai.components.chat.answer import Answer, call_of, session_of
from lanai.components.chat.log import ChatLog
from lanai.components.chat.message import ChatMessage, parts_of
from lanai.components.chat.prompt import Prompt
from lanai.components.chat.step import ChatStep
from lanai.components.chat.transcript import Roles, transcript
from lanai.components.layout.base import ListLike, ListPanel
from lanai.components.layout.card import Card
from lanai.components.layout.linear import Column
from lanai.components.parameters import Margin, OwnDict
from lanai.core.callbacks import Callback
from lanai.core.calling import call_placed
from lanai.core.context import current_session, entered
from lanai.core.failures import summary_of, traceback_of
from lanai.core.times import Seconds, is_time, shown
from lanai.errors import BadArgument

_SCROLLS = ("auto_scroll_limit", "load_buffer", "scroll_button_threshold", "view_latest")
_EXCEPTIONS = ("raise", "summary", "verbose", "traceback", "ignore")


class CallbackException(param.Parameter[Any]):
    """What becomes of a callback's exception: one of a few words, or a function."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if not callable(value) and value not in _EXCEPTIONS:
            raise ValueError(
                f"Parameter {self.name!r} must be one of {_EXCEPTIONS} or a function, not {value!r}."
            )


class ChatFeed(ListPanel):
    """Messages one below the other; `callback` answers those that are sent.

    The callback takes (contents), (contents, user) or (contents, user, instance), and may be a function, a coroutine
    function or a generator of either kind, whose values replace each other in one message. Parameters that this class does
    not have are those of each message.
    """

    adaptive = param.Boolean(
        default=False,
        doc="Whether a message that is sent while an answer is given ends that, and begins a new one.",
    )
    auto_scroll_limit = param.Integer(
        default=200,
        bounds=(0, None),
        doc="Distance to the end in px within which new content is scrolled to.",
    )
    callback = param.Callable(default=None, allow_refs=False, doc="Answers messages.")
    callback_avatar = param.Parameter(default=None, doc="The avatar of who answers.")
    callback_exception = CallbackException(
        default="summary",
        allow_refs=False,
        doc="What becomes of an exception of the callback: told in a sentence, with its traceback ('verbose'), raised, "
        "ignored, or given to a function with the feed.",
    )
    callback_user = param.String(default="Assistant", doc="Who answers.")
    card_params = OwnDict(doc="Parameters of the Card around the messages.")
    collapsible = param.Boolean(default=False, doc="Whether the messages can be folded up.")
    disabled = param.Boolean(
        default=False, doc="Whether nothing can be sent. So it is while an answer is given."
    )
    edit_callback = Callback(
        default=None,
        allow_refs=False,
        doc="Called with (contents, index, instance) when a visitor has edited a message.",
    )
    header = param.Parameter(default=None, doc="What stands above the messages.")
    help_text = param.String(default="", doc="A first message, of the user Help.")
    load_buffer = param.Integer(
        default=50,
        bounds=(0, None),
        doc="How many messages are kept ready above and below those that are seen.",
    )
    margin = Margin(default=5, allow_None=True, doc="Space around it in px.")
    message_params = OwnDict(doc="Parameters of each message.")
    placeholder_params = OwnDict(
        {
            "user": " ",
            "reaction_icons": {},
            "show_copy_icon": False,
            "show_timestamp": False,
            "show_edit_icon": False,
        },
        doc="Parameters of the message that stands there until an answer begins.",
    )
    placeholder_text = param.String(default="", doc="What that message says.")
    placeholder_threshold = Seconds(
        default=1, bounds=(0, None), doc="Time in s before it is shown; 0: never."
    )
    post_hook = Callback(
        default=None, allow_refs=False, doc="Called with (message, instance) when a message is complete."
    )
    renderers = param.Parameter(
        default=None,
        doc="A function, or several to be tried in turn, that gives what shows the object of a message.",
    )
    scroll_button_threshold = param.Integer(
        default=100, bounds=(0, None), doc="Distance to the end in px from which a button to go there shows."
    )
    show_activity_dot = param.Boolean(default=True, doc="Whether a dot shows that an answer goes on.")
    view_latest = param.Boolean(default=True, doc="Whether to begin scrolled to the end.")

    _local: ClassVar[frozenset[str]] = ListPanel._local | {
        *("adaptive", "callback_avatar", "callback_exception", "callback_user", "card_params", "collapsible"),
        *("header", "help_text", "message_params", "placeholder_params", "placeholder_text"),
        *("placeholder_threshold", "renderers", "show_activity_dot", "scroll", *_SCROLLS),
    }
    _type: ClassVar[str] = "ChatFeed"

    def __init__(self, *objects: Any, **params: Any) -> None:
        self._owner = current_session()
        self._lock = threading.RLock()
        self._answer: Answer | None = None
        self._asked_again = False
        self._was_disabled = False
        self._waits: ChatMessage | None = None
        self._log = ChatLog(sizing_mode="stretch_width")
        self._frame: Component = self._log
        given = {name: params.pop(name) for name in list(params) if name not in type(self).param}
        if given or "message_params" in params:
            params = {"message_params": {**params.pop("message_params", {}), **given}, **params}
        messages = [*objects, *params.pop("objects", [])]
        super().__init__(**params)
        self._begin(messages)

    def _begin(self, messages: list[Any]) -> None:
        for name in _SCROLLS:
            setattr(self._log, name, getattr(self, name))
        self._frame = self._framed()
        if self.help_text:
            messages.insert(0, self._make({"object": self.help_text, "user": "Help"}))
        if messages:
            self.objects = messages

    def _framed(self) -> Component:
        if self.header is None and not self.card_params and not self.collapsible:
            return self._log
        header = {} if self.header is None else {"header": self.header}
        if isinstance(self.header, str):
            header = {"title": self.header.lstrip("# ")}
        params = {"collapsible": self.collapsible, "margin": 0, **header, **self.card_params}
        return Card(self._log, **params)

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if not self._param__private.initialized:
            return
        if name == "objects":
            self._show_log()
        elif name in _SCROLLS:
            setattr(self._log, name, getattr(self, name))
        elif name in ("header", "card_params", "collapsible"):
            self._frame = self._framed()
            for sink in self._sinks:
                sink.mark(self, "objects")

    def _adopt(self, items: Iterable[Any]) -> list[Component]:
        messages = [self._make(item) for item in items]
        for message in messages:
            if message._feed is not self:
                message.stand_in(self)
        return list(messages)

    def below(self, name: str) -> Sequence[Component]:
        return self._parts()

    def _parts(self) -> list[Component]:
        return [self._frame]

    def _show_log(self) -> None:
        waits = [] if self._waits is None else [self._waits]
        self._log.objects = [*self.objects, *waits]

    def scroll_to(self, index: int) -> None:
        """Scroll so that the message at `index` can be seen. Raises IndexError."""
        self._log.scroll_to(range(len(self.objects))[index])

    # -- messages -----------------------------------------------------------------------------------

    def _make(self, value: Any, user: str | None = None, avatar: Any = None, **params: Any) -> ChatMessage:
        given = {name: each for name, each in (("user", user), ("avatar", avatar)) if each is not None}
        if isinstance(value, ChatMessage):
            if given:
                value.param.update(**given)
            return value
        common = {} if self.renderers is None else {"renderers": self.renderers}
        parts = {**common, **self.message_params, **parts_of(value), **given, **params}
        return ChatMessage(parts.pop("object"), **parts)

    def _add(self, message: ChatMessage) -> ChatMessage:
        with self._lock:
            self._waits = None
            self.objects = [*self.objects, message]
        return message

    def send(
        self,
        value: Any,
        user: str | None = None,
        avatar: Any = None,
        respond: bool = True,
        trigger_post_hook: bool = True,
        **message_params: Any,
    ) -> ChatMessage:
        """Add a message: an object, a `ChatMessage`, or a dict with `object`, `user` and `avatar`. Returns the message.

        `respond`: whether the callback answers it. `message_params` are parameters of the message.
        """
        message = self._add(self._make(value, *self._who(value, user, avatar), **message_params))
        if trigger_post_hook:
            self._call_hook(message)
        if respond:
            self.respond()
        return message

    def stream(
        self,
        value: Any,
        user: str | None = None,
        avatar: Any = None,
        message: ChatMessage | None = None,
        replace: bool = False,
        trigger_post_hook: bool = False,
        **message_params: Any,
    ) -> ChatMessage:
        """Add a token to `message`, or where none is given begin one. Returns it, for the next call.

        `replace`: instead of what it says.
        """
        if message is None:
            message = self._add(self._make(value, *self._who(value, user, avatar), **message_params))
        else:
            parts = {
                **parts_of(value),
                **{k: v for k, v in (("user", user), ("avatar", avatar)) if v is not None},
            }
            token = parts.pop("object")
            message.param.update(**parts, **message_params)
            if isinstance(token, str):
                message.stream(token, replace=replace)
            else:
                message.object = token
        if trigger_post_hook:
            self._call_hook(message)
        return message

    def _who(self, value: Any, user: str | None, avatar: Any) -> tuple[str | None, Any]:
        """Who says `value`, and what stands for them, where that was not given: whom `value` names, or nobody."""
        return user, avatar

    def clear(self) -> list[Any]:
        """Take out all messages and return them."""
        with self._lock:
            return super().clear()

    def undo(self, count: int = 1) -> list[Any]:
        """Take out the last `count` messages and return them."""
        if count <= 0:
            return []
        with self._lock:
            taken: list[Any] = self.objects[-count:]
            self.objects = self.objects[:-count]
        return taken

    def trigger_post_hook(self) -> None:
        """Call the hook with the last message."""
        if self.objects:
            self._call_hook(self.objects[-1])

    def _call_hook(self, message: ChatMessage) -> None:
        if self.post_hook is not None:
            self._call(self.post_hook, message, self)

    def _call(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function of the app's where it belongs: a coroutine on the loop, the rest off it."""
        with entered(session_of(self._owner)):
            call_placed(call_of(function, *arguments), function)

    def message_edited(self, message: ChatMessage) -> None:
        """A visitor has edited `message`."""
        if self.edit_callback is not None and message in self.objects:
            self._call(self.edit_callback, message.object, self.objects.index(message), self)

    # -- answers ------------------------------------------------------------------------------------

    def respond(self) -> None:
        """Let the callback answer the last message. While it answers another, this waits for that; with `adaptive` it
        ends that."""
        if self.callback is None or not self.objects:
            return
        with self._lock:
            if self._answer is not None and not self.adaptive:
                self._asked_again = True
                return
            before, self._answer = self._answer, self._next_answer()
            answer = self._answer
        if before is not None:
            before.stop()
        self._show_answering(True, again=before is not None)
        answer.start()

    def _next_answer(self) -> Answer:
        message, callback = self.objects[-1], self.callback
        assert callback is not None
        self._asked_again = False
        call = call_of(callback, message.object, message.user, self)
        return Answer(self, call, session_of(self._owner), float(self.placeholder_threshold))

    def stop(self) -> bool:
        """End the answer that is being given. Returns whether there was one."""
        with self._lock:
            answer, self._answer = self._answer, None
            self._asked_again = False
        if answer is None:
            return False
        answer.stop()
        self._rest()
        return True

    def _show_answering(self, answering: bool, again: bool = False) -> None:
        if again:
            return
        if answering:
            self._was_disabled = self.disabled
        self.disabled = answering or self._was_disabled

    def _rest(self) -> None:
        with self._lock:
            if self._waits is not None:
                self._waits = None
                self._show_log()
            latest = self.objects[-1] if self.objects else None
        if latest is not None:
            latest.settle()
        self._show_answering(False)

    # -- what the answer tells: see `Hears` -----------------------------------------------------------

    def heard(self, value: Any, message: Any) -> Any:
        """Show what the callback gives. Part of `Hears`."""
        if value is None:
            return message
        if message is not None:
            return message.update(value)
        made = self._make(value if isinstance(value, ChatMessage) else self._spoken(value))
        made.show_activity_dot = self.show_activity_dot
        return self._add(made)

    def _spoken(self, value: Any) -> dict[str, Any]:
        avatar = {} if self.callback_avatar is None else {"avatar": self.callback_avatar}
        return {"user": self.callback_user, **avatar, **parts_of(value)}

    def wait_shown(self) -> None:
        """Show that an answer is awaited. Part of `Hears`."""
        user, avatar = self.callback_user, self.callback_avatar
        made = ChatMessage(self.placeholder_text or None, user=user, show_activity_dot=True)
        params = {**self.message_params, **self.placeholder_params}
        made.param.update(avatar=avatar or made.face, css_classes=["chat-message", "placeholder"], **params)
        with self._lock:
            if self._answer is not None and not self._answer.over:
                self._waits = made
                self._show_log()

    def answered(self, answer: Answer, message: Any, error: BaseException | None) -> None:
        """The callback has come to its end. Part of `Hears`."""
        with self._lock:
            if self._answer is not answer:
                return
            self._answer, again = None, self._asked_again
        self._rest()
        if message is not None:
            message.settle()
            self._call_hook(message)
        if error is not None:
            self._tell(error)
        if again:
            self.respond()

    def _tell(self, error: BaseException) -> None:
        """What becomes of an exception. Unless it is ignored, or the app's own matter, the log has it too."""
        what = self.callback_exception
        if callable(what):
            self._call(what, error, self)
        if callable(what) or what == "ignore":
            return
        session = session_of(self._owner)
        if session is not None:
            session.report(error, "answering in a chat")
        elif what == "raise":
            raise error
        if what != "raise":
            self._add(self._make({"object": _told(error, what != "summary"), "user": "Exception"}))

    # -- steps, questions, transcripts --------------------------------------------------------------

    def add_step(
        self,
        step: str | list[str] | ChatStep | None = None,
        append: bool = True,
        user: str | None = None,
        avatar: Any = None,
        steps_layout: ListLike | None = None,
        default_layout: Literal["column", "card"] = "card",
        layout_params: dict[str, Any] | None = None,
        last_messages: int = 1,
        **step_params: Any,
    ) -> ChatStep:
        """Add a step, to the steps of one of the last messages or (`append=False`, or none there) in a message of its own.

        `step` is what the step says. `default_layout`, 'card' or 'column', holds the steps. Returns the step.
        """
        made = step if isinstance(step, ChatStep) else ChatStep(**{"margin": (5, 1), **step_params})
        for each in [step] if isinstance(step, str) else step if isinstance(step, list) else []:
            made.stream(each)
        layout = steps_layout
        if layout is None and append:
            found = (
                message.object
                for message in reversed(self.objects[-last_messages:])
                if message.object is not None
            )
            layout = next((each for each in found if _holds_steps(each)), None)
        if layout is not None:
            layout.append(made)
            return made
        self._add_steps(made, user, avatar, default_layout, layout_params or {})
        return made

    def _add_steps(
        self, step: ChatStep, user: str | None, avatar: Any, layout: str, given: dict[str, Any]
    ) -> None:
        if layout not in ("column", "card"):
            raise BadArgument(f"Expected 'column' or 'card' as default_layout, got {layout!r}.")
        kind: type[Any] = Card if layout == "card" else Column
        title = {"title": "Steps", "margin": 0} if layout == "card" else {}
        face = self.callback_avatar if avatar is None else avatar
        self._add(self._make(kind(step, **{**title, **given}), user or self.callback_user, face))

    def prompt_user(
        self,
        component: Any,
        callback: Callable[..., Any] | None = None,
        predicate: Callable[[Any], Any] | None = None,
        timeout: float = 120,
        timeout_message: str = "Timed out",
        button_params: dict[str, Any] | None = None,
        timeout_button_params: dict[str, Any] | None = None,
        **send_kwargs: Any,
    ) -> None:
        """Ask the visitor to fill in `component`. `callback` is then called with (component, instance).

        It can be handed in while `predicate` of the component holds, for `timeout` s.
        """

        if not is_time(timeout):
            raise BadArgument(
                f"Expected a number of s, or 0 for no end, as the timeout, got {shown(timeout)}."
            )

        def hand_in(filled: Any) -> None:
            if callback is not None:
                self._call(callback, filled, self)

        prompt = Prompt(component, hand_in, predicate, button_params or {})
        given = {"user": "Input", "respond": False, **send_kwargs}
        self.send(prompt.form, **given)
        session = session_of(self._owner)
        if session is not None and timeout:
            prompt.expire_in(timeout, session, timeout_message, timeout_button_params or {})

    def serialize(
        self,
        exclude_users: list[str] | None = None,
        filter_by: Callable[[list[ChatMessage]], list[ChatMessage]] | None = None,
        format: str = "transformers",
        custom_serializer: Callable[[ChatMessage], Any] | None = None,
        limit: int | None = None,
        role_names: Roles | None = None,
        default_role: str | None = "assistant",
    ) -> list[dict[str, Any]]:
        """The chat as language models take it: `[{"role": "user", "content": "Hello"}, ...]`.

        `exclude_users`: whose messages are left out, by default those of Help. `role_names` names the users of each role.
        `limit`: how many, from the end. Raises ValueError for a user without a role where `default_role` is None.
        """
        if format != "transformers":
            raise BadArgument(f"Expected 'transformers' as the format, got {format!r}.")
        left_out = {user.lower() for user in (["help"] if exclude_users is None else exclude_users)}
        messages = [each for each in self.objects if each.user.lower() not in left_out]
        if filter_by is not None:
            messages = filter_by(messages)
        if limit is not None:
            messages = messages[-limit:] if limit > 0 else []
        roles = {"user": ["user"], "assistant": [self.callback_user]} if role_names is None else role_names
        return transcript(messages, roles, default_role, custom_serializer)


def _holds_steps(obj: Any) -> bool:
    return isinstance(obj, ListLike) and any(isinstance(each, ChatStep) for each in obj)


def _told(error: BaseException, wholly: bool) -> str:
    """An exception as a message."""
    if wholly:
        return f"The answer failed:\n\n```text\n{traceback_of(error)}```"
    return f"The answer failed: `{summary_of(error)}`"
