"""SlidesTemplate: one component at a time. The arrow keys, or the buttons, lead on and back."""

import lanai as pn

pn.extension()

seats = pn.widgets.IntSlider(name="Seats", start=1, end=12, value=4)
pn.template.SlidesTemplate(
    title="Slides",
    main=[
        "# A talk that computes\n\nThe arrow keys go on and back, Home and End to the first and the last.",
        pn.Column(
            "# Live", seats, pn.bind(lambda seats: f"A table for **{seats}** has {seats * 4} legs.", seats)
        ),
        "# The end\n\n`main` is a list: a slide that is appended while you talk is there at once.",
    ],
).servable()
