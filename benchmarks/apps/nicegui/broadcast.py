"""A text that all visitors share, and a button that changes it for all of them."""

import itertools
import sys
import time

from nicegui import Event, ui

news = Event[str]()
number = itertools.count(1)


def tell():
    news.emit(f"told {next(number)} at {time.monotonic():.6f}")


@ui.page("/broadcast")
def page():
    ui.button("Tell everyone", on_click=tell)
    text = ui.label("told 0 at 0")
    news.subscribe(text.set_text)


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
