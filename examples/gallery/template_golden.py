"""GoldenTemplate: each component of the main area has a tab, which says its name."""

import lanai as pn

pn.extension()

level = pn.widgets.IntSlider(name="Level", start=0, end=10, value=3)
pn.template.GoldenTemplate(
    title="Golden",
    sidebar=[level],
    main=[
        pn.Column(
            "## Overview", pn.bind(lambda value: "▮" * value + "▯" * (10 - value), level), name="Overview"
        ),
        pn.Column("## Details", "The arrow keys lead from tab to tab.", name="Details"),
        pn.Column(
            "## History", "Tabs stay where they are: they cannot be dragged or torn off.", name="History"
        ),
    ],
).servable()
