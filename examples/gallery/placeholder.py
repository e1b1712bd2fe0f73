"""Placeholder: a place whose content is exchanged."""

import time

import lanai as pn

pn.extension()

place = pn.pane.Placeholder("*Nothing has been asked for yet.*")
table = pn.widgets.Button(name="Something else")
work = pn.widgets.Button(name="Work a while", button_type="primary")


def exchange(event):
    place.update(pn.pane.Alert(f"Exchanged {event.new} times.", alert_type="info"))


def work_a_while(event):
    with place:
        for step in range(1, 4):
            place.object = pn.indicators.Progress(name="Work", value=step * 33, width=240)
            time.sleep(0.5)


table.on_click(exchange)
work.on_click(work_a_while)

pn.Column(
    "# Placeholder",
    "In a `with` statement it shows other things, and what it showed before when that is over.",
    pn.Row(table, work),
    place,
).servable(title="Placeholder")
