"""Feed: a column of thousands, of which the browser has only those around what is seen."""

import lanai as pn

pn.extension()

feed = pn.Feed(
    *(
        pn.pane.Markdown(f"**Entry {number}**: scroll, and the next ones are fetched.")
        for number in range(5000)
    ),
    height=320,
    width=460,
    load_buffer=30,
    scroll_button_threshold=200,
    margin=(5, 10),
    styles={"border": "1px solid var(--wa-color-surface-border)", "border_radius": "6px"},
)
place = pn.widgets.IntInput(name="Go to entry", value=2500, start=0, end=4999, width=160)
go = pn.widgets.Button(name="Go", align="end")
go.on_click(lambda _: feed.scroll_to(place.value))

pn.Column(
    "# Feed",
    pn.Row(place, go),
    feed,
    pn.bind(
        lambda seen, loaded: f"Seen: {seen}, in the browser: {loaded}",
        feed.param.visible_range,
        feed.param.loaded,
    ),
).servable(title="Feed")
