"""Chats: what is sent, who answers, and what a visitor sees meanwhile."""

from __future__ import annotations

import asyncio
import gc
import io
import re
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import lanai as pn
from lanai import testing
from lanai.components.chat.answer import call_of
from lanai.components.chat.prose import Prose
from lanai.components.pane.flavours import in_blocks
from lanai.core.callables import is_awaited
from lanai.errors import BadArgument

FIELD = "Write a message"


def said(chat: Any) -> list[tuple[str, Any]]:
    return [(message.user, message.object) for message in chat.objects]


def ask(chat: Any, text: str, **site_options: Any) -> list[tuple[str, Any]]:
    """What is said after a visitor has asked, and three minutes have passed."""
    with testing.Site(chat, **site_options) as site:
        site.visit().type_text(FIELD, text, enter=True)
        site.advance(180)
    return said(chat)


# -- callbacks of every form ---------------------------------------------------------------------------


def plain(contents: str) -> str:
    return contents.upper()


def with_user(contents: str, user: str) -> str:
    return f"{user}: {contents.upper()}"


def with_instance(contents: str, user: str, instance: Any) -> str:
    return f"{contents.upper()} {len(instance)}"


def generator(contents: str) -> Iterator[str]:
    for end in range(1, len(contents) + 1):
        yield contents[:end].upper()


async def coroutine(contents: str) -> str:
    await asyncio.sleep(1)
    return contents.upper()


async def async_generator(contents: str) -> Any:
    for end in range(1, len(contents) + 1):
        await asyncio.sleep(0.1)
        yield contents[:end].upper()


def gives_a_coroutine(contents: str) -> Any:
    return coroutine(contents)


def takes_all(*given: Any) -> str:
    return str(given[0]).upper()


class Answering:
    async def __call__(self, contents: str) -> str:
        return contents.upper()


FORMS = [
    (plain, "HI"),
    (with_user, "User: HI"),
    (with_instance, "HI 1"),
    (generator, "HI"),
    (coroutine, "HI"),
    (async_generator, "HI"),
    (Answering(), "HI"),
    (gives_a_coroutine, "HI"),
    (takes_all, "HI"),
]


@pytest.mark.parametrize(
    ("callback", "answer"),
    FORMS,
    ids=lambda given: getattr(given, "__name__", str(type(given))) if callable(given) else "",
)
def test_a_callback_of_any_form_answers(callback: Any, answer: str) -> None:
    chat = pn.chat.ChatInterface(callback=callback)
    assert ask(chat, "hi") == [("User", "hi"), ("Assistant", answer)]
    assert not chat.disabled


def test_each_value_of_a_generator_replaces_the_one_before() -> None:
    seen: list[str] = []

    async def answer(contents: str, user: str, instance: Any) -> Any:
        for number in ("one", "two", "three"):
            yield number
            seen.append(instance.objects[-1].object)

    chat = pn.chat.ChatInterface(callback=answer)
    assert ask(chat, "Count") == [("User", "Count"), ("Assistant", "three")]
    assert seen == ["one", "two", "three"]


def table() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2]})


@pytest.mark.parametrize(
    ("value", "user", "type"),
    [
        ("text", "Assistant", "Prose"),
        (pn.pane.Markdown("# Title"), "Assistant", "Markdown"),
        (pn.widgets.IntSlider(name="x"), "Assistant", "IntSlider"),
        (table(), "Assistant", "HTML"),
        ({"object": "A", "user": "Parrot", "avatar": "🦜"}, "Parrot", "Prose"),
        ({"value": "A", "user": "Parrot"}, "Parrot", "Prose"),
        ({"a": 1}, "Assistant", "JSON"),
        (pn.chat.ChatMessage("A", user="Somebody"), "Somebody", "Prose"),
    ],
)
def test_an_answer_may_be_anything(value: Any, user: str, type: str) -> None:
    chat = pn.chat.ChatInterface(callback=lambda contents: value)
    with testing.Site(chat) as site:
        visitor = site.visit()
        visitor.type_text(FIELD, "Hi", enter=True)
        message = visitor.find_all(type="ChatMessage")[-1]
        assert message.read("user") == user
        assert [each.type for each in message.elements()][:1] in ([type], ["DataFrame"])


def test_nothing_is_said_where_the_callback_gives_nothing() -> None:
    assert ask(pn.chat.ChatInterface(callback=lambda contents: None), "Hi") == [("User", "Hi")]


def test_a_callback_is_called_with_as_many_arguments_as_it_takes() -> None:
    assert call_of(lambda: "none", 1, 2)() == "none"
    assert call_of(max, 1, 2)() == 2
    assert is_awaited(Answering())
    assert not is_awaited(plain)


# -- while an answer is given --------------------------------------------------------------------------


def test_a_placeholder_stands_there_until_the_answer_begins() -> None:
    async def slow(contents: str) -> str:
        await asyncio.sleep(5)
        return "Done"

    chat = pn.chat.ChatInterface(callback=slow, placeholder_text="Thinking", placeholder_threshold=1)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "Go", enter=True)
        assert not user.sees("Thinking")
        site.advance(1.5)
        assert user.sees("Thinking")
        assert said(chat) == [("User", "Go")]
        site.advance(5)
        assert not user.sees("Thinking")
        assert user.sees("Done")


def test_no_placeholder_where_none_is_wanted() -> None:
    chat = pn.chat.ChatInterface(callback=coroutine, placeholder_text="Thinking", placeholder_threshold=0)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "Go", enter=True)
        site.advance(0.9)
        assert not user.sees("Thinking")


def test_the_visitor_stops_an_answer() -> None:
    ended: list[str] = []

    async def endless(contents: str) -> Any:
        try:
            for number in range(1000):
                yield f"{number}"
                await asyncio.sleep(1)
        finally:
            ended.append("closed")

    chat = pn.chat.ChatInterface(callback=endless)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "Go", enter=True)
        site.advance(2.5)
        assert chat.disabled
        assert not user.find("Stop").hidden
        user.click("Stop")
        site.advance(10)
        assert said(chat)[-1] == ("Assistant", "2")
        assert not chat.disabled
        assert ended == ["closed"]
        assert not chat.objects[-1].show_activity_dot
        assert chat.stop() is False


def test_a_function_that_blocks_leaves_the_page_alone_and_its_answer_is_dropped_when_it_is_stopped() -> None:
    gate = threading.Event()

    def blocks(contents: str) -> str:
        gate.wait(10)
        return "Too late"

    chat, other = pn.chat.ChatInterface(callback=blocks), pn.widgets.Button(name="Other")
    with testing.Site(pn.Column(chat, other)) as site:
        user = site.visit()
        user.type_text(FIELD, "Go", enter=True, wait=False)
        site.wait_for(lambda: chat.disabled)
        user.find("Other").click(wait=False)
        site.wait_for(lambda: other.clicks == 1)
        site.advance(1, wait=False)
        user.find("Stop").click(wait=False)
        site.wait_for(lambda: not chat.disabled)
        gate.set()
        site.settle()
    assert said(chat) == [("User", "Go")]


def test_while_it_answers_nothing_is_sent_by_key_but_the_text_stays() -> None:
    chat = pn.chat.ChatInterface(callback=coroutine)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "One", enter=True)
        user.find(FIELD).event("enter", {"text": "Two"})
        assert said(chat) == [("User", "One")]
        site.advance(1)
        user.type_text(FIELD, "Two", enter=True)
        site.advance(1)
    assert [text for _, text in said(chat)] == ["One", "ONE", "Two", "TWO"]


def test_a_callback_that_is_cancelled_by_others_leaves_the_chat_usable() -> None:
    async def cancelled(contents: str) -> str:
        raise asyncio.CancelledError

    chat = pn.chat.ChatInterface(callback=cancelled)
    assert ask(chat, "Go") == [("User", "Go")]
    assert not chat.disabled


def test_an_adaptive_chat_ends_the_answer_for_a_new_one() -> None:
    chat = pn.chat.ChatInterface(callback=coroutine, adaptive=True)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "One", enter=True)
        user.type_text(FIELD, "Two", enter=True)
        site.advance(3)
    assert [text for _, text in said(chat)] == ["One", "Two", "TWO"]
    assert not chat.disabled


def test_an_answer_may_be_answered() -> None:
    async def talk(contents: str, user: str, instance: Any) -> Any:
        if len(instance) < 4:
            yield {"object": f"{contents}!", "user": "B" if user == "A" else "A"}
            instance.respond()

    chat = pn.chat.ChatInterface(callback=talk)
    assert ask(chat, "Hey") == [("User", "Hey"), ("A", "Hey!"), ("B", "Hey!!"), ("A", "Hey!!!")]


def test_a_session_that_ends_ends_the_answer_and_frees_the_chat() -> None:
    ended: list[str] = []
    alive: list[Any] = []

    async def endless(contents: str) -> Any:
        try:
            while True:
                yield "more"
                await asyncio.sleep(1)
        finally:
            ended.append("closed")

    def app() -> Any:
        chat = pn.chat.ChatInterface(callback=endless)
        alive.append(weakref.ref(chat))
        return chat

    with testing.Site(app) as site:
        user = site.visit()
        user.type_text(FIELD, "Go", enter=True)
        site.advance(3)
        user.leave()
        site.advance(3600)
        del user
        assert ended == ["closed"]
        site.collect()
        gc.collect()
        assert [each() for each in alive] == [None]


# -- what goes wrong -----------------------------------------------------------------------------------


def fails(contents: str) -> str:
    raise ValueError("no such thing")


@pytest.mark.parametrize(
    ("what", "told"), [("summary", "`ValueError: no such thing`"), ("verbose", "Traceback")]
)
def test_an_exception_is_told(what: str, told: str) -> None:
    chat = pn.chat.ChatInterface(callback=fails, callback_exception=what)
    with testing.Site(chat) as site:
        user = site.visit()
        with site.expect_errors(ValueError, match="no such thing"):
            user.type_text(FIELD, "Go", enter=True)
        who, text = said(chat)[-1]
        assert who == "Exception"
        assert told in text
        assert not chat.disabled


def test_an_exception_is_raised_ignored_or_given_to_a_function() -> None:
    seen: list[Any] = []
    for what in ("raise", "ignore", lambda error, instance: seen.append((str(error), len(instance)))):
        chat = pn.chat.ChatInterface(callback=fails, callback_exception=what)
        with testing.Site(chat) as site:
            user = site.visit()
            if what == "raise":
                with site.expect_errors(ValueError, match="no such thing"):
                    user.type_text(FIELD, "Go", enter=True)
            else:
                user.type_text(FIELD, "Go", enter=True)
        assert said(chat) == [("User", "Go")]
    assert seen == [("no such thing", 1)]
    with pytest.raises(ValueError, match="must be one of"):
        pn.chat.ChatFeed(callback_exception="loudly")


# -- the buttons ---------------------------------------------------------------------------------------


def test_undo_rerun_and_clear() -> None:
    count = iter(range(10))
    chat = pn.chat.ChatInterface(callback=lambda contents: f"{contents} {next(count)}")
    with testing.Site(chat) as site:
        user = site.visit()
        assert user.find("Undo").disabled
        user.type_text(FIELD, "a", enter=True)
        user.type_text(FIELD, "b", enter=True)
        user.click("Rerun")
        assert [text for _, text in said(chat)] == ["a", "a 0", "b", "b 2"]
        user.click("Undo")
        assert [text for _, text in said(chat)] == ["a", "a 0"]
        user.click("Clear")
        assert said(chat) == []
        assert user.find("Rerun").disabled


def test_send_sends_what_is_in_the_field() -> None:
    chat = pn.chat.ChatInterface(callback=plain)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "hi")
        user.click("Send")
        assert [text for _, text in said(chat)] == ["hi", "HI"]
        assert user.find(FIELD).read("value_input") == ""
        user.click("Send")
        assert len(chat) == 2


def test_a_field_may_keep_what_was_sent() -> None:
    chat = pn.chat.ChatInterface(reset_on_send=False)
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text(FIELD, "hi", enter=True)
        assert user.find(FIELD).read("value_input") == "hi"


def test_buttons_can_be_hidden_and_added() -> None:
    seen: list[str] = []
    chat = pn.chat.ChatInterface(
        show_undo=False,
        button_properties={
            "help": {"callback": lambda instance, event: seen.append("help"), "icon": "help"},
            "clear": {
                "callback": lambda instance, event: seen.append(f"before {len(instance)}"),
                "post_callback": lambda instance, event: seen.append(f"after {len(instance)}"),
            },
        },
    )
    chat.send("One")
    with testing.Site(chat) as site:
        user = site.visit()
        assert not user.find_all("Undo") or user.find("Undo").hidden or not user.find("Undo").visible
        user.click("Help")
        user.click("Clear")
    assert seen == ["help", "before 1", "after 0"]
    with pytest.raises(BadArgument, match="the button 'nothing'"):
        pn.chat.ChatInterface(button_properties={"nothing": {"icon": "x"}})


# -- widgets -------------------------------------------------------------------------------------------


def test_other_widgets_send_their_value() -> None:
    chat = pn.chat.ChatInterface(
        callback=lambda contents: f"Got {contents!r}",
        widgets=[pn.widgets.TextInput(name="Line"), pn.widgets.IntSlider(name="Number", end=10)],
    )
    with testing.Site(chat) as site:
        user = site.visit()
        user.type_text("Line", "x", enter=True)
        assert said(chat)[-1] == ("Assistant", "Got 'x'")
        chat.active = 1
        site.settle()
        assert chat.active_widget.name == "Number"
        user.set("Number", 4)
        user.click("Send")
        assert said(chat)[-1] == ("Assistant", "Got 4")
        assert chat.active_widget.value == 0
    with pytest.raises(BadArgument, match="a widget or a list of widgets"):
        pn.chat.ChatInterface(widgets=["no widget"])


def test_some_types_are_sent_as_they_change() -> None:
    slider = pn.widgets.IntSlider(name="Number", end=10)
    chat = pn.chat.ChatInterface(widgets=slider, auto_send_types=[pn.widgets.IntSlider])
    assert chat.active == -1
    slider.value = 3
    assert said(chat) == [("User", 3)]


def test_a_file_becomes_what_it_is() -> None:
    chat = pn.chat.ChatInterface(widgets=pn.widgets.FileInput(name="File"))
    with testing.Site(chat) as site:
        user = site.visit()
        user.upload("File", ("a.csv", b"x,y\n1,2\n"))
        user.click("Send")
        user.upload("File", ("a.json", b'{"a": [1]}'))
        user.click("Send")
    first, second = (message.object for message in chat.objects)
    assert list(first.columns) == ["x", "y"]
    assert second == {"a": [1]}


def test_the_field_tells_its_text_while_it_is_sent() -> None:
    field, seen = pn.chat.ChatAreaInput(placeholder="Here"), []
    field.param.watch(lambda event: seen.append(event.new), "value")
    with testing.Site(field) as site:
        user = site.visit()
        user.type_text("Here", "abc")
        assert (field.value, field.value_input) == ("", "abc")
        user.find("Here").enter()
        assert (field.value, field.value_input, seen) == ("", "", ["abc", ""])


# -- messages ------------------------------------------------------------------------------------------


def test_messages_are_sent_streamed_and_taken_back() -> None:
    chat = pn.chat.ChatFeed("Zero", default_avatars={"Bot": "B"}, show_timestamp=False)
    message = chat.stream("One", user="Bot")
    assert chat.stream(" more", message=message) is message
    chat.stream("Instead", message=message, replace=True)
    chat.send({"object": "Two", "user": "Bot"}, user="MegaBot")
    assert said(chat) == [("User", "Zero"), ("Bot", "Instead"), ("MegaBot", "Two")]
    assert message.face == "B"
    assert not message.show_timestamp
    assert [each.object for each in chat.undo(2)] == ["Instead", "Two"]
    chat.extend(["a", "b"])
    assert all(isinstance(each, pn.chat.ChatMessage) for each in chat)
    assert len(chat.clear()) == 3


def test_a_hook_hears_of_complete_messages() -> None:
    seen: list[Any] = []
    chat = pn.chat.ChatInterface(
        callback=async_generator, post_hook=lambda message, instance: seen.append(message.object)
    )
    ask(chat, "hey")
    assert seen == ["hey", "HEY"]


def test_avatars_by_name() -> None:
    face = lambda **given: pn.chat.ChatMessage("x", **given).face  # noqa: E731
    assert face(user="Assistant") == "tabler:robot"
    assert face(user="Chat-GPT") == "tabler:brand-openai"
    assert face(user="zoe") == "Z"
    assert face(user="zoe", avatar="🎶") == "🎶"
    assert face(user="zoe", avatar_lookup=lambda user: user[-1]) == "e"
    message = pn.chat.ChatMessage("x", avatar="https://example.org/a.png")
    assert [type(each).__name__ for each in message.pictures] == ["Image"]
    message.user, message.avatar = "Help", ""
    assert (message.face, message.pictures) == ("tabler:help", [])


def test_what_shows_a_message_follows_its_object() -> None:
    message = pn.chat.ChatMessage("One")
    pane = message.objects[0]
    message.object = "Two"
    assert message.objects[0] is pane
    message.object = table()
    assert message.objects[0] is not pane
    message.update({"object": "Three", "user": "Bot"}, avatar="B")
    assert (message.objects[0].object, message.user, message.face) == ("Three", "Bot", "B")
    message.object = pn.Column("a", pn.pane.Markdown("b"), pn.widgets.Button(name="c"))
    message.stream("!")
    assert message.object[1].object == "b!"


def test_renderers_are_tried_in_turn() -> None:
    def broken(value: Any) -> Any:
        raise ValueError("not this one")

    feed = pn.chat.ChatFeed(renderers=[broken, pn.pane.Str])
    feed.send("text")
    assert isinstance(feed[0].objects[0], pn.pane.Str)
    with pytest.raises(ValueError, match="not this one"):
        pn.chat.ChatMessage("text", renderers=broken)


def test_reactions_are_the_visitors() -> None:
    message = pn.chat.ChatMessage("x", reaction_icons={"like": "thumb-up"})
    with testing.Site(message) as site:
        user = site.visit()
        user.click("like")
        assert message.reactions == ["like"]
        user.find(type="ChatMessage").edit(reactions=["other"])
        assert message.reactions == ["like"]
        assert [error.code for error in user.browser.errors] == ["bad-value"]


def test_a_visitor_edits_a_message() -> None:
    seen: list[Any] = []
    chat = pn.chat.ChatFeed(
        "One", "Two", edit_callback=lambda contents, index, instance: seen.append((contents, index))
    )
    with testing.Site(chat) as site:
        user = site.visit()
        message = user.find_all(type="ChatMessage")[1]
        message.event("edit")
        assert message.read("editing") == "Two"
        message.event("save", {"text": "Three"})
        assert message.read("editing") is None
    assert (seen, chat[1].object) == ([("Three", 1)], "Three")
    assert not pn.chat.ChatFeed("One")[0].can_edit


def test_html_in_a_text_is_text() -> None:
    message = pn.chat.ChatMessage("<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    markup = message.objects[0].encode("object", None)
    assert "<img" not in markup
    assert "href" not in markup


# -- steps, questions, transcripts ---------------------------------------------------------------------


def test_a_step_tells_how_it_stands() -> None:
    step = pn.chat.ChatStep(running_title="Working", success_title="Worked")
    with step:
        assert (step.status, step.title) == ("running", "Working")
        step.stream("One")
        step.stream(" two")
    assert (step.status, step.title, step.collapsed) == ("success", "Worked", True)
    assert step.objects[0].object == "One two"
    failed = pn.chat.ChatStep(context_exception="summary")
    with failed:
        raise RuntimeError("broken")
    assert (failed.status, failed.title) == ("failed", "Error: broken")
    assert "RuntimeError: broken" in failed.serialize()
    with pytest.raises(RuntimeError, match="again"), pn.chat.ChatStep():
        raise RuntimeError("again")
    named = pn.chat.ChatStep("Said", status="running")
    named.status = "success"
    assert named.title == "Said"
    named.stream_title("Title", "success", replace=True)
    assert named.title == "Title"


def test_steps_gather_in_one_message() -> None:
    chat = pn.chat.ChatFeed()
    first = chat.add_step("First", status="success")
    second = chat.add_step("Second")
    assert len(chat) == 1
    assert list(chat[0].object) == [first, second]
    chat.add_step(append=False, default_layout="column")
    assert isinstance(chat[1].object, pn.Column)
    with pytest.raises(BadArgument, match="'column' or 'card'"):
        chat.add_step(append=False, default_layout="heap")  # type: ignore[arg-type]


def test_a_visitor_is_asked() -> None:
    seen: list[str] = []
    field = pn.widgets.TextInput(name="City")
    chat = pn.chat.ChatFeed()
    with testing.Site(chat) as site:
        user = site.visit()
        chat.prompt_user(
            field, lambda component, instance: seen.append(component.value), lambda component: component.value
        )
        site.settle()
        assert user.find("Submit").disabled
        user.set("City", "Hilo")
        user.click("Submit")
        assert seen == ["Hilo"]
        assert user.find("Submit").disabled


def test_a_question_has_its_time() -> None:
    chat = pn.chat.ChatFeed()
    button = pn.widgets.Button(name="Ask")
    button.on_click(lambda _: chat.prompt_user(pn.widgets.TextInput(name="City"), timeout=5))
    with testing.Site(pn.Column(button, chat)) as site:
        user = site.visit()
        user.click("Ask")
        site.advance(6)
        assert user.find("Timed out").disabled
        assert user.find("City").disabled


def test_a_chat_as_language_models_take_it() -> None:
    chat = pn.chat.ChatFeed(help_text="Help!", callback_user="Bot")
    chat.send("Hi")
    chat.send("Hello", user="bot")
    chat.send(pn.Column("a", pn.widgets.IntSlider(name="n", value=2)), user="Other")
    assert chat.serialize(limit=2, exclude_users=["help", "other"]) == [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Hello"},
    ]
    assert chat.serialize()[-1] == {"role": "assistant", "content": "Column(a, n=2)"}
    only = chat.serialize(filter_by=lambda messages: messages[:1], custom_serializer=lambda message: "x")
    assert only == [{"role": "user", "content": "x"}]
    with pytest.raises(ValueError, match="a role for the user 'Other'"):
        chat.serialize(default_role=None)
    with pytest.raises(BadArgument, match="'transformers'"):
        chat.serialize(format="xml")


# -- text that grows -----------------------------------------------------------------------------------

LONG = "\n\n".join(
    [
        "# A title",
        "A paragraph with **bold** words and `code`.",
        "- one\n- two\n\n- three",
        "```python\ndef f():\n\n    return 1\n```",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
        'A formula $x^2$ and "quotes" -- with a dash.\nAnd a line.',
        "Setext\n======",
        "> said\n> so",
        "The end <b>of</b> it.",
    ]
)


def test_a_text_that_grows_is_shown_as_the_whole_would_be() -> None:
    whole = Prose(LONG)._shown
    grown = Prose(LONG[:1])
    for end in range(2, len(LONG) + 1):
        grown.object = LONG[:end]
    assert grown._shown + grown.tail == whole
    grown.settle()
    assert grown._shown + grown.tail == whole


@pytest.mark.parametrize(
    "text", ["[a][b] x\n\ny\n\n[b]: https://example.org\n\nz", "x[^1]\n\n[^1]: note\n\nmore"]
)
def test_what_reaches_back_is_right_in_the_end(text: str) -> None:
    grown = Prose(text[:1])
    for end in range(2, len(text) + 1):
        grown.object = text[:end]
    grown.settle()
    assert grown._shown + grown.tail == Prose(text)._shown


def test_a_text_in_blocks() -> None:
    prose = Prose("x")
    blocks = in_blocks(prose._flavour(), "one\n\ntwo\n\nthr")
    assert blocks == (len("one\n\ntwo\n\n"), "<p>one</p>\n<p>two</p>\n", "<p>thr</p>\n")


def test_a_long_answer_does_not_travel_again_with_each_word() -> None:
    paragraphs = [f"Paragraph {number} has a few words in it." for number in range(60)]
    words = "\n\n".join(paragraphs).split(" ")

    async def answer(contents: str) -> Any:
        text = ""
        for word in words:
            await asyncio.sleep(0.1)
            text += f"{word} "
            yield text

    sent = io.BytesIO()
    chat = pn.chat.ChatInterface(callback=answer)
    with testing.Site(chat) as site:
        user = site.visit()
        take = user.browser.take
        user.browser.take = lambda data, binary=False: (sent.write(data), take(data, binary))[1]  # type: ignore[method-assign]
        user.type_text(FIELD, "Go", enter=True)
        site.advance(60)
        assert user.sees("Paragraph 59 has a few words in it.")
    text = len(" ".join(words))
    assert text < len(sent.getvalue()) < 25 * text


@pytest.mark.parametrize("zone", ["Atlantis", "../etc", "", "<script>"])
def test_what_is_no_time_zone_is_said_to_be_none(zone: str) -> None:
    with pytest.raises(BadArgument, match=f"expected the name of a time zone.*{re.escape(repr(zone))}"):
        pn.chat.ChatMessage("text", timestamp_tz=zone)
