"""A text that all visitors share, and a button that changes it for all of them."""

import time
from functools import partial

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import Button, Div

doc = curdoc()
server = doc.session_context.server_context
button = Button(label="Tell everyone")
text = Div(text="told 0 at 0", name="news")


def show(document, news):
    document.get_model_by_name("news").text = news


def tell():
    server.told = getattr(server, "told", 0) + 1
    news = f"told {server.told} at {time.monotonic():.6f}"
    for session in server.sessions:
        session.document.add_next_tick_callback(partial(show, session.document, news))


button.on_click(tell)

doc.add_root(column(button, text))
