import numpy as np
import pandas as pd

import lanai as pn

pn.extension("tabulator")

df = pd.DataFrame(np.random.randn(10, 4), columns=list("ABCD")).cumsum()

rollover = pn.widgets.IntInput(name="Rollover", value=15)
follow = pn.widgets.Checkbox(name="Follow", value=True, align="end")

df_widget = pn.widgets.Tabulator(df, height=450, width=400)


def stream():
    data = df_widget.value.iloc[-1] + np.random.randn(4)
    df_widget.stream(data, rollover=rollover.value, follow=follow.value)


cb = pn.state.add_periodic_callback(stream, 200)

pn.Column(
    pn.Row(cb.param.period, pn.widgets.Toggle.from_param(cb.param.running, align="end")),
    pn.Row(rollover, follow),
    df_widget,
).servable()
