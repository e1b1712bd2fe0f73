"""Audio: sound from samples, files and addresses, with a player that Python follows."""

import numpy as np

import lanai as pn

pn.extension()

RATE = 22050
pitch = pn.widgets.IntSlider(name="Pitch in Hz", start=110, end=880, value=220)


def tone(pitch):
    time = np.arange(RATE * 4) / RATE
    return 0.3 * np.sin(2 * np.pi * pitch * time) * np.exp(-time)


audio = pn.pane.Audio(pn.bind(tone, pitch), sample_rate=RATE, name="A tone")
play = pn.widgets.Toggle(name="Stand still", value=True)
play.link(audio, value="paused", bidirectional=True)


def told(paused, time, volume):
    return f"{'Paused' if paused else 'Playing'} at {time:.1f} s, volume {volume if volume is not None else 100:.0f}"


pn.Column(
    "# Audio",
    "`paused`, `time`, `volume` and `muted` follow the player, and make it do what they say.",
    pitch,
    audio,
    play,
    pn.bind(told, audio.param.paused, audio.param.time, audio.param.volume),
).servable(title="Audio")
