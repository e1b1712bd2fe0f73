"""Three sensors of a boiler, live: a plot that streams, and controls that change it while it runs.

Run it with `lanai serve examples/streaming.py --show`.
"""

import math
import random
from collections import deque
from dataclasses import dataclass
from statistics import fmean

from bokeh.models import ColumnDataSource, HoverTool
from bokeh.plotting import figure

import lanai as pn

pn.extension()


# The sensors, which are made up: a slow swing, some noise, and a kick that dies away.


@dataclass
class Sensor:
    unit: str
    level: float
    swing: float
    seconds: float
    noise: float
    kick: float = 0.0

    def read(self, time):
        self.kick *= 0.97
        wave = self.swing * math.sin(2 * math.pi * time / self.seconds)
        return self.level + wave + self.kick + random.gauss(0, self.noise)


SENSORS = {
    "Temperature": Sensor("°C", level=74, swing=4, seconds=23, noise=0.5),
    "Pressure": Sensor("bar", level=1.9, swing=0.2, seconds=11, noise=0.03),
    "Flow": Sensor("l/min", level=18, swing=2.5, seconds=6, noise=0.4),
}
LONGEST_WINDOW = 1000

times = deque(maxlen=LONGEST_WINDOW)
readings = {name: deque(maxlen=LONGEST_WINDOW) for name in SENSORS}


# The controls.

running = pn.widgets.Toggle(name="Running", value=True, button_type="success", sizing_mode="stretch_width")
kick = pn.widgets.Button(name="Kick the boiler", button_type="primary", sizing_mode="stretch_width")
sensor = pn.widgets.Select(name="Sensor", options=list(SENSORS), value="Temperature")
period = pn.widgets.IntSlider(name="Period (ms)", start=20, end=1000, step=20, value=100)
window = pn.widgets.IntSlider(name="Window (readings)", start=50, end=LONGEST_WINDOW, step=50, value=200)
smooth = pn.widgets.IntInput(name="Smooth over (readings)", start=1, end=50, value=12)
each = pn.widgets.Checkbox(name="Show each reading", value=True)
title = pn.widgets.TextInput(name="Title of the plot", value="Boiler 3", placeholder="Any words")


# The plot. Grey text and no background of its own, so that it stands well on a light page and on a dark one.

INK = "#8a8f98"
source = ColumnDataSource({"time": [], "reading": [], "mean": []})
plot = figure(
    title=title.value,
    height=400,
    sizing_mode="stretch_width",
    tools="pan,wheel_zoom,box_zoom,reset,save",
    x_axis_label="Seconds",
    background_fill_alpha=0,
    border_fill_alpha=0,
    outline_line_alpha=0,
)
dots = plot.scatter("time", "reading", source=source, size=4, color="#4098d7", alpha=0.55)
line = plot.line("time", "mean", source=source, line_width=3, color="#f0803c")
plot.add_tools(
    HoverTool(tooltips=[("second", "@time{0.0}"), ("mean", "@mean{0.00}")], renderers=[line], mode="vline")
)
plot.x_range.range_padding = 0
plot.toolbar.autohide = True
plot.title.text_color = INK
plot.title.text_font_size = "15px"
plot.grid.grid_line_color = INK
plot.grid.grid_line_alpha = 0.2
for axis in plot.axis:
    axis.axis_label_text_color = axis.major_label_text_color = INK
    axis.axis_line_color = axis.major_tick_line_color = axis.minor_tick_line_color = INK


# The line of statistics below it.

latest = pn.widgets.StaticText(name="Latest")
mean = pn.widgets.StaticText(name="Mean")
lowest = pn.widgets.StaticText(name="Lowest")
highest = pn.widgets.StaticText(name="Highest")


def shown():
    """The readings of the chosen sensor that lie in the window."""
    return list(readings[sensor.value])[-window.value :]


def tell():
    """Put the figures of what is shown into words."""
    values, unit = shown(), SENSORS[sensor.value].unit
    for text, value in (
        (latest, values[-1]),
        (mean, fmean(values)),
        (lowest, min(values)),
        (highest, max(values)),
    ):
        text.value = f"{value:.2f} {unit}"


# What runs.


def measure():
    """Read every sensor once."""
    times.append((times[-1] if times else 0.0) + period.value / 1000)
    for name, values in readings.items():
        values.append(SENSORS[name].read(times[-1]))


def step():
    """Measure, and show the chosen sensor's reading: one point travels to the browser."""
    measure()
    values = shown()
    point = {"time": [times[-1]], "reading": [values[-1]], "mean": [fmean(values[-smooth.value :])]}
    source.stream(point, rollover=window.value)
    tell()


def redraw(*events):
    """Show the chosen sensor, window and smoothing from the start: all the points travel."""
    values = shown()
    means = [fmean(values[max(0, end - smooth.value) : end]) for end in range(1, len(values) + 1)]
    source.data = {"time": list(times)[-len(values) :], "reading": values, "mean": means}
    plot.yaxis.axis_label = f"{sensor.value} ({SENSORS[sensor.value].unit})"
    tell()


def kick_it(event):
    for one in SENSORS.values():
        one.kick += 3 * one.swing


def headline(name, on):
    return f"## {name}, {'live' if on else 'paused'}"


for control in (sensor, window, smooth):
    control.param.watch(redraw, "value")
each.param.watch(lambda event: dots.update(visible=event.new), "value")
title.param.watch(lambda event: plot.title.update(text=event.new), "value")
kick.on_click(kick_it)

for _ in range(window.value):
    measure()
redraw()

stream = pn.state.add_periodic_callback(step, period=period.value)
running.link(stream, bidirectional=True, value="running")
period.link(stream, value="period")


# The page.

pn.Column(
    pn.pane.Markdown(
        "# Live sensors\n"
        "One session, one timer. The plot streams in Bokeh's own patches; every control acts while it runs.",
    ),
    pn.FlexBox(
        pn.Column(running, kick, sensor, period, window, smooth, each, title, width=330),
        pn.Column(
            pn.bind(headline, sensor, running),
            pn.pane.Bokeh(plot, sizing_mode="stretch_width"),
            pn.FlexBox(
                latest,
                mean,
                lowest,
                highest,
                pn.widgets.StaticText(name="Steps", value=pn.bind(str, stream.param.counter)),
            ),
            min_width=320,
            styles={"flex": "1 1 480px"},
        ),
        align_items="flex-start",
        gap="20px",
        sizing_mode="stretch_width",
    ),
    sizing_mode="stretch_width",
).servable(title="Live sensors")
