"""ReactTemplate: a grid under a plain header."""

import lanai as pn

pn.extension()

template = pn.template.ReactTemplate(title="React", row_height=110)
goal = pn.widgets.IntInput(name="Goal", value=5, start=1, end=9)
template.sidebar.append(goal)
template.main[:2, :6] = pn.Column("## Left", "Rows 0 and 1 of columns 0 to 5.")
template.main[:2, 6:] = pn.Column("## Right", pn.bind(lambda goal: f"The goal is {goal}.", goal))
template.main[2, :] = pn.Column("## Below", "All columns of row 2.")
template.servable()
