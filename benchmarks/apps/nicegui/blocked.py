"""The counter, and a button whose callback blocks for two seconds."""

import sys
import time

from nicegui import ui


@ui.page("/blocked")
def blocked():
    clicks = rests = 0

    def count():
        nonlocal clicks
        clicks += 1
        text.set_text(f"Clicked {clicks} times")

    def block():
        nonlocal rests
        time.sleep(2)
        rests += 1
        rested.set_text(f"Rested {rests} times")

    ui.button("Click me", on_click=count)
    text = ui.label("Clicked 0 times")
    ui.button("Rest", on_click=block)
    rested = ui.label("Rested 0 times")


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
