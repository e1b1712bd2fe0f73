"""Swipe: two components over each other, and a handle that uncovers one of them."""

import lanai as pn

pn.extension()


def picture(text, background):
    style = f"background: {background}; height: 200px; display: grid; place-items: center; font-size: 3em"
    return pn.pane.HTML(
        f'<div style="{style}; color: #101828">{text}</div>', margin=0, sizing_mode="stretch_width"
    )


swipe = pn.Swipe(
    picture("before", "linear-gradient(90deg, #dbeafe, #93c5fd)"),
    picture("after", "linear-gradient(90deg, #fef3c7, #fcd34d)"),
    width=520,
    height=200,
    slider_color="#334155",
)

pn.Column("# Swipe", swipe, pn.bind(lambda value: f"Value: {value}", swipe.param.value)).servable(
    title="Swipe"
)
