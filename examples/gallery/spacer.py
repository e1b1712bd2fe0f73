"""Spacers: room between components, of a fixed size or as much as there is."""

import lanai as pn

pn.extension()


def box(text):
    return pn.pane.Str(
        text,
        styles={
            "background": "var(--wa-color-neutral-fill-quiet)",
            "padding": "0.5rem 1rem",
            "border-radius": "6px",
        },
    )


pn.Column(
    "# Spacers",
    "`HSpacer` takes what is left of the width.",
    pn.Row(box("left"), pn.HSpacer(), box("middle"), pn.HSpacer(), box("right"), sizing_mode="stretch_width"),
    "`Spacer` has a size.",
    pn.Row(box("here"), pn.Spacer(width=120), box("120 px on")),
    "`VSpacer` takes what is left of the height.",
    pn.Column(box("top"), pn.VSpacer(), box("bottom"), height=180),
).servable(title="Spacers")
