"""A line that gains a point every 20 ms."""

import itertools
import math
import sys
from collections import deque

from nicegui import ui


@ui.page("/stream")
def stream():
    xs, ys = deque([0], maxlen=200), deque([0.0], maxlen=200)
    figure = {"data": [{"type": "scatter", "mode": "lines", "x": [0], "y": [0.0]}], "layout": {}}
    plot = ui.plotly(figure)
    ticks = itertools.count(1)

    def add_point():
        tick = next(ticks)
        xs.append(tick)
        ys.append(math.sin(tick / 20))
        figure["data"][0].update(x=list(xs), y=list(ys))
        plot.update()

    ui.timer(0.02, add_point)


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
