"""AutocompleteInput: a field that offers what fits."""

import lanai as pn

pn.extension()

CITIES = ["Aachen", "Bern", "Berlin", "Bergen", "Bremen", "Geneva", "Madrid", "Malmö", "Paris", "Porto"]

city = pn.widgets.AutocompleteInput(
    name="City", options=CITIES, placeholder="Type Be", case_sensitive=False, min_characters=1
)
free = pn.widgets.AutocompleteInput(
    name="City or anything else",
    options=CITIES,
    restrict=False,
    search_strategy="includes",
    case_sensitive=False,
)
off = pn.widgets.AutocompleteInput(name="Disabled", options=CITIES, value="Bern", disabled=True)

pn.Column(
    "# AutocompleteInput",
    "With `restrict` only options can be entered. `search_strategy` is 'starts_with' or 'includes'.",
    pn.Row(city, free, off),
    pn.bind(lambda a, b: f"city: {a!r}, anything: {b!r}", city, free),
).servable(title="AutocompleteInput")
