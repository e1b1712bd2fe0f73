"""Video: a film from a file or an address, with a player that Python follows."""

from pathlib import Path

import lanai as pn

pn.extension()

FILM = Path(__file__).parent / "media" / "lissajous.webm"

video = pn.pane.Video(FILM, name="A Lissajous figure", width=480, loop=True, muted=True)
play = pn.widgets.Toggle(name="Stand still", value=True)
play.link(video, value="paused", bidirectional=True)
back = pn.widgets.Button(name="From the beginning")
back.on_click(lambda event: setattr(video, "time", 0))


def told(paused, time):
    return f"{'Paused' if paused else 'Playing'} at {time:.1f} s"


pn.Column(
    "# Video",
    "`paused`, `time`, `volume` and `muted` follow the player, and make it do what they say.",
    video,
    pn.Row(play, back),
    pn.bind(told, video.param.paused, video.param.time),
).servable(title="Video")
