"""A Perspective that rows are added to, of which as many stay as the visitor says, in the theme that the visitor likes."""

import numpy as np
import pandas as pd
import panel as pn

pn.extension("perspective", template="fast", sizing_mode="stretch_width")

frame = pd.DataFrame(np.random.normal(size=(10, 4)), columns=["A", "B", "C", "D"]).cumsum()
rollover = pn.widgets.IntInput(name="Rollover", value=15)
perspective = pn.pane.Perspective(frame, height=400)


def step():
    perspective.stream(frame.iloc[-1] + np.random.normal(size=4), rollover=rollover.value)


cb = pn.state.add_periodic_callback(step, 50)

pn.Column(pn.Row(cb.param.period, rollover, perspective.param.theme), perspective).servable()
