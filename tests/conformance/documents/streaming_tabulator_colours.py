"""A table that rows are added to, green and red, that follows its end or stands still as the visitor says."""

import numpy as np
import pandas as pd
import panel as pn

pn.extension("tabulator", template="fast", sizing_mode="stretch_width")

frame = pd.DataFrame(np.random.normal(size=(10, 4)), columns=["A", "B", "C", "D"]).cumsum()
rollover = pn.widgets.IntInput(name="Rollover", value=15)
follow = pn.widgets.Checkbox(name="Follow", value=True, align="end")
table = pn.widgets.Tabulator(frame, height=300)


def by_sign(number):
    return "color: red" if number < 0 else "color: green"


table.style.map(by_sign)


def step():
    table.stream(frame.iloc[-1] + np.random.normal(size=4), rollover=rollover.value, follow=follow.value)


cb = pn.state.add_periodic_callback(step, 200)

pn.Column(pn.Row(cb.param.period, rollover, follow, width=400), table).servable()
