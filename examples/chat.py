"""A chat whose answers come word by word. The one who answers is a small program; put your model in its place."""

import asyncio
import random

import lanai as pn

pn.extension(template="fast", sizing_mode="stretch_width")

OPENINGS = ("Let me think.", "Good question.", "I was hoping you would ask.")
THOUGHTS = (
    "A session is one visitor's stay: your script runs in it, and all it made goes when the visitor goes.",
    "Each word you read here is a change of one Markdown pane. What did not change is not sent again.",
    "While I answer, you may go on typing. Somebody else's question waits for nobody.",
    "If your network drops now, the rest of this sentence arrives when it is back.",
)


async def answer(question):
    """Words, one after the other, as a language model would give them."""
    text = f"{random.choice(OPENINGS)} You said *{question.strip()}*. {random.choice(THOUGHTS)}"
    for word in text.split():
        await asyncio.sleep(random.uniform(0.02, 0.12))
        yield word + " "


def bubble(text, own):
    """A message as it stands in the feed."""
    colors = (
        {"background": "var(--wa-color-brand-fill-loud)", "color": "var(--wa-color-brand-on-loud)"}
        if own
        else {"background": "var(--wa-color-neutral-fill-normal)"}
    )
    return pn.pane.Markdown(
        text,
        align="end" if own else "start",
        max_width=560,
        sizing_mode="fixed",
        styles={"border-radius": "0.9rem", "padding": "0.5rem 1rem", **colors},
    )


feed = pn.Column(
    bubble("Hello. Ask me anything about sessions.", own=False),
    scroll=True,
    height=440,
    auto_scroll_limit=200,
)
prompt = pn.widgets.TextInput(name="Your message", placeholder="Write and press Enter")
send = pn.widgets.Button(name="Send", button_type="primary", align="end", width=110, sizing_mode="fixed")


async def reply(_):
    question = prompt.value.strip()
    if not question:
        return
    prompt.value = ""
    message = bubble("…", own=False)
    feed.extend([bubble(question, own=True), message])
    text = ""
    async for word in answer(question):
        text += word
        message.object = text


send.on_click(reply)
prompt.param.watch(reply, "enter_pressed")

pn.Column(feed, pn.Row(prompt, send)).servable(title="Chat")
