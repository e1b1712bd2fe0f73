"""A chat whose answers come word by word. The one who answers is a small program; put your model in its place."""

import asyncio
import random

import lanai as pn

pn.extension(template="fast", sizing_mode="stretch_width")

OPENINGS = ("Let me think.", "Good question.", "I was hoping you would ask.")
THOUGHTS = (
    "A session is **one visitor's stay**: your script runs in it, and all it made goes when the visitor goes.",
    "Each word you read here lengthens one message. What did not change is not sent again.",
    "While I answer, you may write your next question. Somebody else's question waits for nobody.",
    "If your network drops now, the rest of this sentence arrives when it is back.",
)


async def answer(question):
    """Words, one after the other, as a language model would give them."""
    text = f"{random.choice(OPENINGS)} You said *{question.strip()}*.\n\n{random.choice(THOUGHTS)}"
    said = ""
    for word in text.split(" "):
        await asyncio.sleep(random.uniform(0.02, 0.12))
        said += word + " "
        yield said


pn.chat.ChatInterface(
    callback=answer,
    callback_user="Lanai",
    callback_avatar="tabler:building-cottage",
    help_text="Hello. Ask me anything about sessions.",
    height=560,
).servable(title="Chat")
