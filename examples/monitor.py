"""A monitor of a small weather network: figures, a plot, a table and a pivot that all stream from one timer."""

import datetime as dt
import math
import random

import pandas as pd
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

import lanai as pn

pn.extension(template="fast", sizing_mode="stretch_width")

STATIONS = ("North", "South", "Harbour")
KEPT = 120


def reading(station, moment):
    """What `station` measures at `moment`."""
    phase = STATIONS.index(station) * 2 + moment.timestamp() / 6
    return {
        "time": moment,
        "station": station,
        "temperature": round(21 + 4 * math.sin(phase) + random.gauss(0, 0.3), 2),
        "wind": round(abs(6 + 3 * math.cos(phase * 1.3) + random.gauss(0, 0.5)), 2),
    }


def readings(moment):
    """A row for each station."""
    return pd.DataFrame([reading(station, moment) for station in STATIONS])


def series(rows):
    """What a trend shows of the rows of one station."""
    return pd.DataFrame({"x": [moment.timestamp() for moment in rows.time], "y": rows.temperature.to_list()})


begun = dt.datetime.now().replace(microsecond=0)
history = pd.concat(
    [readings(begun - dt.timedelta(seconds=second)) for second in range(KEPT // 2, 0, -1)], ignore_index=True
)

# -- what shows it ---------------------------------------------------------------------------------------

trends = {
    station: pn.indicators.Trend(
        name=f"{station}, °C",
        data=series(history[history.station == station]),
        plot_type="area",
        height=170,
        sizing_mode="stretch_width",
    )
    for station in STATIONS
}

source = ColumnDataSource(history[history.station == "North"][["time", "wind"]].to_dict("list"))
plot = figure(
    title="Wind in the north, m/s",
    x_axis_type="datetime",
    height=260,
    sizing_mode="stretch_width",
    tools="pan,wheel_zoom,reset",
)
plot.xaxis.ticker.desired_num_ticks = 4  # so that times stand apart on a phone too
plot.line("time", "wind", source=source, line_width=2, color="#2a7de1")

table = pn.widgets.Tabulator(
    history.tail(KEPT).reset_index(drop=True),
    height=320,
    layout="fit_columns",
    disabled=True,
    show_index=False,
)
pivot = pn.pane.Perspective(
    history.tail(KEPT).reset_index(drop=True),
    plugin="d3_y_line",
    group_by=["time"],
    split_by=["station"],
    columns=["temperature"],
    height=320,
    sizing_mode="stretch_width",
)

# -- what drives it --------------------------------------------------------------------------------------

rollover = pn.widgets.IntInput(name="Rows kept", value=KEPT, start=10, end=1000, step=10)
follow = pn.widgets.Checkbox(name="Follow the newest row", value=True)


def tick():
    moment = dt.datetime.now()
    rows = readings(moment)
    for station in STATIONS:
        trends[station].stream(series(rows[rows.station == station]), rollover=60)
    source.stream({"time": [moment], "wind": [rows.wind[0]]}, rollover=rollover.value)
    table.stream(rows, rollover=rollover.value, follow=follow.value)
    pivot.stream(rows, rollover=rollover.value)


timer = pn.state.add_periodic_callback(tick, period=500)

pn.Column(
    "## Timer",
    pn.widgets.Toggle.from_param(timer.param.running, name="Running", button_type="primary"),
    timer.param.period,
    "## Table",
    rollover,
    follow,
).servable(target="sidebar")

pn.FlexBox(*trends.values(), flex_wrap="wrap").servable(title="Weather network")
plot_pane = pn.pane.Bokeh(plot)
plot_pane.servable()
pn.Tabs(("Table", table), ("Pivot", pivot)).servable()
