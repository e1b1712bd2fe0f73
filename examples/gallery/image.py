"""Images: from bytes, files, addresses and objects that draw themselves."""

import lanai as pn

pn.extension()

size = pn.widgets.IntSlider(name="Width", start=80, end=400, value=200)
hue = pn.widgets.IntSlider(name="Hue", start=0, end=360, value=200)


def drawing(hue):
    return f"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">
  <rect width="120" height="80" rx="8" fill="hsl({hue}, 60%, 25%)"/>
  <path d="M0 60 Q 30 20 60 50 T 120 40 V 80 H 0 Z" fill="hsl({hue}, 70%, 55%)"/>
  <circle cx="92" cy="22" r="10" fill="hsl({(hue + 180) % 360}, 80%, 70%)"/>
</svg>"""


pn.Column(
    "# Images",
    "`SVG`, `PNG`, `JPG`, `GIF`, `WebP`, `ICO` and `AVIF` have a pane each; `pn.pane.Image` finds out.",
    pn.Row(size, hue),
    pn.pane.SVG(pn.bind(drawing, hue), width=size, alt_text="A hill under a round moon"),
).servable(title="Images")
