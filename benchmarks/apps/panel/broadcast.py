"""A text that all visitors share, and a button that changes it for all of them."""

import itertools
import time

import panel as pn
import param

pn.extension()


class News(param.Parameterized):
    text = param.String("told 0 at 0")
    number = itertools.count(1)


news = pn.state.as_cached("news", News)
button = pn.widgets.Button(name="Tell everyone")


def tell(event):
    news.text = f"told {next(news.number)} at {time.monotonic():.6f}"


button.on_click(tell)

pn.Column(button, pn.widgets.StaticText(value=news.param.text)).servable()
