"""Str: any object as Python prints it."""

import datetime as dt
import sys

import lanai as pn

pn.extension()

pn.Column(
    "# Str",
    "What has no pane of its own is shown as text, in a fixed width and never as markup.",
    pn.pane.Str(dt.timedelta(hours=1, minutes=30)),
    pn.pane.Str("<b>not bold</b>"),
    pn.pane.Str(sys.version),
).servable(title="Str")
