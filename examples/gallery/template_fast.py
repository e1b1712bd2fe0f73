"""FastListTemplate: cards below each other, two sidebars, a modal, and colours of your choice."""

import time

import lanai as pn

pn.extension()

speed = pn.widgets.IntSlider(name="Speed", start=0, end=100, value=40)
crew = pn.widgets.Select(name="Crew", options=["Ada", "Grace", "Katherine"])
work = pn.widgets.Button(name="Work for two seconds", button_type="primary")
about = pn.widgets.Button(name="About")
said = pn.pane.Markdown("Nothing done yet.")

template = pn.template.FastListTemplate(
    site="Harbour",
    title="Ferry control",
    accent="#0f766e",
    sidebar=["## Settings", speed, crew, work],
    sidebar_footer="Changes take effect at once.",
    right_sidebar=[
        "## Notes",
        "The sidebars close with the buttons in the header. On a phone they lie over the page.",
    ],
    main_max_width="1100px",
)


def working(event):
    said.object = "Working …"
    time.sleep(2)
    said.object = "Done. Meanwhile a ring turned in the header."


work.on_click(working)
about.on_click(lambda event: template.open_modal())

template.header.append(about)
template.main.extend(
    [
        pn.Column(
            "## Crossing",
            pn.bind(lambda knots, name: f"**{name}** steers at {knots} % of full speed.", speed, crew),
        ),
        pn.Column("## Work", said),
        pn.Column("## Cards", "Each component of `main` lies on a card. It is as wide as the page has room."),
    ]
)
template.modal.append(pn.Column("## About", "Escape closes this, and so does the button."))
template.servable()
