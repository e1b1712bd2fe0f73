"""FileDropper: an area to which visitors drag files."""

import lanai as pn

pn.extension()

drop = pn.widgets.FileDropper(name="Pictures and tables", multiple=True, max_file_size="50MB", width=420)
compact = pn.widgets.FileDropper(name="One picture", accepted_filetypes=["image/*"], layout="compact")

pn.Column(
    "# FileDropper",
    "`value` is a dict of name to content. `max_file_size`, `max_total_file_size`, `max_files` and "
    "`accepted_filetypes` are checked by the server.",
    pn.Row(drop, compact),
    pn.bind(lambda files: f"files: {sorted(files)}", drop),
).servable(title="FileDropper")
