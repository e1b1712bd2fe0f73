"""Progress and Tqdm: how far something has come."""

import time

import lanai as pn

pn.extension()

value = pn.widgets.IntSlider(name="Done", value=40, start=-1, end=100)
bars = [
    pn.indicators.Progress(name=color.capitalize(), value=value, bar_color=color)
    for color in pn.indicators.Progress.param.bar_color.objects
]
tqdm = pn.indicators.Tqdm()
work = pn.widgets.Button(name="Work")


def run(_: object) -> None:
    for _step in tqdm(range(40), desc="Working"):
        time.sleep(0.05)


work.on_click(run)

pn.Column(
    "# Progress and Tqdm",
    "A value of -1 says that nobody knows how far it is.",
    value,
    pn.FlexBox(*bars),
    pn.bind("It is at **{}**.".format, value),
    "## Tqdm",
    "It follows a loop: `for item in tqdm(items)`.",
    work,
    tqdm,
).servable(title="Progress and Tqdm")
