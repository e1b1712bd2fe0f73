"""The counter, and beside it what one visitor does to the others: `?way=` says how. Blocks last two seconds."""

import time

import panel as pn

BLOCK = 2.0  # s
LABELS = ["needle", *map(str, range(1000))]


class WordlessError(Exception):
    """One that cannot be put into words."""

    def __str__(self):
        raise ValueError("no words")


def block(*given):
    time.sleep(BLOCK)
    return "rested"


def button(callback):
    made = pn.widgets.Button(name="Go")
    made.on_click(callback)
    return made


def watched():
    text = pn.widgets.TextInput(name="Text")
    text.param.watch(block, "value")
    return text


def bound():
    text = pn.widgets.TextInput(name="Text")
    return pn.Column(text, pn.bind(lambda value: block() if value else "nothing", text))


def onload():
    pn.state.onload(block)


def periodic():
    pn.state.add_periodic_callback(block, period=200)


def coroutine():
    number = pn.widgets.IntInput(value=0)
    number.param.watch(block, "value")

    async def click(event):
        number.value += 1

    return pn.Column(number, button(click))


def download():
    return pn.widgets.FileDownload(callback=block, filename="file.txt", label="Go")


def raising(error):
    def click(event):
        raise error()

    return lambda: button(click)


WAYS = {
    "click": lambda: button(block),
    "watcher": watched,
    "bound": bound,
    "onload": onload,
    "periodic": periodic,
    "download": download,
    "coroutine": coroutine,
    "text": lambda: pn.widgets.LiteralInput(name="Text", value="a"),
    "list": lambda: pn.widgets.MultiSelect(name="List", options=LABELS),
    "pattern": lambda: pn.widgets.CrossSelector(options=["a" * 40 + "!", "b"]),
    "StopIteration": raising(StopIteration),
    "SystemExit": raising(SystemExit),
    "wordless": raising(WordlessError),
}

pn.extension()

button_of_all = pn.widgets.Button(name="Click me", button_type="primary")
text_of_all = pn.widgets.StaticText(value="Clicked 0 times")


def count(event):
    text_of_all.value = f"Clicked {button_of_all.clicks} times"


button_of_all.on_click(count)

way = pn.state.session_args.get("way", [b"none"])[0].decode()
pn.Column(button_of_all, text_of_all, WAYS.get(way, lambda: "No way")()).servable()
