"""The counter, and beside it what one visitor does to the others: `?way=` says how. Blocks last two seconds."""

import sys
import time

from nicegui import ui

BLOCK = 2.0  # s


class WordlessError(Exception):
    """One that cannot be put into words."""

    def __str__(self):
        raise ValueError("no words")


def block(*given):
    time.sleep(BLOCK)
    return "rested"


def bound():
    text = ui.input("Text")
    ui.label().bind_text_from(text, "value", backward=lambda value: block() if value else "nothing")


def onload():
    ui.context.client.on_connect(block)


def coroutine():
    number = ui.number(value=0, on_change=block)

    async def click():
        number.value += 1

    ui.button("Go", on_click=click)


def download():
    ui.button("Go", on_click=lambda: ui.download.content(block(), "file.txt"))


def raising(error):
    def click():
        raise error()

    return lambda: ui.button("Go", on_click=click)


WAYS = {
    "click": lambda: ui.button("Go", on_click=block),
    "watcher": lambda: ui.input("Text", on_change=block),
    "bound": bound,
    "onload": onload,
    "periodic": lambda: ui.timer(0.2, block),
    "download": download,
    "coroutine": coroutine,
    "text": lambda: ui.input("Text"),
    "StopIteration": raising(StopIteration),
    "SystemExit": raising(SystemExit),
    "wordless": raising(WordlessError),
}


@ui.page("/hostile")
def hostile(way: str = "none"):
    clicks = 0

    def count():
        nonlocal clicks
        clicks += 1
        text.set_text(f"Clicked {clicks} times")

    ui.button("Click me", on_click=count)
    text = ui.label("Clicked 0 times")
    WAYS.get(way, lambda: ui.label("No way"))()


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
