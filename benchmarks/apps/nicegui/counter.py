"""A button and a text that counts its clicks."""

import sys

from nicegui import ui


@ui.page("/counter")
def counter():
    clicks = 0

    def count():
        nonlocal clicks
        clicks += 1
        text.set_text(f"Clicked {clicks} times")

    ui.button("Click me", on_click=count)
    text = ui.label("Clicked 0 times")


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
