"""ChatInterface: a chat with an answer that streams, one with steps, and one that takes more than text."""

import asyncio

import pandas as pd

import lanai as pn

pn.extension()


async def echo(contents):
    """Say it again, word by word."""
    said = ""
    for word in f"You said: {contents}".split(" "):
        await asyncio.sleep(0.08)
        said += word + " "
        yield said


async def research(contents, user, instance):
    """Take two steps, then answer with a table."""
    with instance.add_step("Looking for it", success_title="Found two places", user="Assistant") as step:
        await asyncio.sleep(0.5)
        step.stream("\n\nHilo and Kona")
    with instance.add_step("Counting", success_title="Counted the people") as step:
        await asyncio.sleep(0.5)
        step.stream("\n\n65 thousand")
    return pd.DataFrame({"place": ["Hilo", "Kona"], "people": [45_248, 19_713]})


def measure(contents):
    """Say what came: a text, a number, or the rows of a file."""
    if isinstance(contents, pd.DataFrame):
        return f"A table of {len(contents)} rows."
    return f"{contents!r} is of the type `{type(contents).__name__}`."


streaming = pn.chat.ChatInterface(
    callback=echo, help_text="Write something; **Enter** sends it.", height=380, user="Ada"
)
steps = pn.chat.ChatInterface(callback=research, height=380, show_rerun=False)
steps.send("How many people live there?")
several = pn.chat.ChatInterface(
    callback=measure,
    callback_user="Scale",
    widgets=[
        pn.chat.ChatAreaInput(name="Text", placeholder="A text"),
        pn.widgets.IntSlider(name="Number", end=10),
        pn.widgets.FileInput(name="File", accept=".csv"),
    ],
    height=420,
)
pn.Column(
    "# ChatInterface",
    "## Words as they come",
    streaming,
    "## Steps",
    steps,
    "## Several widgets",
    several,
    max_width=760,
    sizing_mode="stretch_width",
).servable(title="ChatInterface")
