"""Player and DiscretePlayer: a value that runs through its range by itself."""

import lanai as pn

pn.extension()

frame = pn.widgets.Player(name="Frame", end=40, value=12, interval=150, loop_policy="loop", show_value=True)
month = pn.widgets.DiscretePlayer(
    name="Month", options=["Jan", "Feb", "Mar", "Apr", "May", "Jun"], interval=800, loop_policy="reflect"
)
small = pn.widgets.Player(
    name="With few buttons",
    visible_buttons=["previous", "pause", "play", "next"],
    show_loop_controls=False,
    scale_buttons=1.2,
    width=300,
)

pn.Column(
    "# Player, DiscretePlayer",
    "It plays in the browser; `interval` is the time from one value to the next in ms.",
    frame,
    month,
    small,
    pn.bind("Frame {} in {}, {} ms each.".format, frame, month, frame.param.interval),
).servable(title="Player")
