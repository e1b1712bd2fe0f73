"""FastGridTemplate: cards in a grid of twelve columns; on a phone below each other."""

import lanai as pn

pn.extension()

amount = pn.widgets.IntSlider(name="Amount", start=0, end=200, value=120)


def figure(title, factor):
    return pn.bind(lambda value: f"#### {title}\n\n# {value * factor:,.0f}", amount)


template = pn.template.FastGridTemplate(title="Quarter in figures", row_height=130, accent="#7c3aed", shadow=True)
template.sidebar.append(amount)
template.main[0, 0:4] = pn.Column(figure("Orders", 3))
template.main[0, 4:8] = pn.Column(figure("Revenue", 97))
template.main[0, 8:12] = pn.Column(figure("Visitors", 41))
template.main[1:4, 0:8] = pn.Column("## Places", "`template.main[1:4, 0:8] = ...` fills three rows of eight columns.")
template.main[1:4, 8:12] = pn.Column("## Rows", "A row is `row_height` px high, and grows with what it holds.")
template.servable()
