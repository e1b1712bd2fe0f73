"""PDF: a document in the browser's own viewer."""

import lanai as pn

pn.extension()

name = pn.widgets.TextInput(name="For", value="Ada Lovelace")


def certificate(name):
    """A PDF of one page, written by hand."""
    text = name.encode("latin-1", "replace").replace(b"\\", b"").replace(b"(", b"").replace(b")", b"")
    drawing = b"BT /F 30 Tf 40 120 Td (Certificate) Tj 0 -50 Td /F 18 Tf (for " + text + b") Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 220]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + end


pn.Column(
    "# PDF",
    "From bytes, a file or an address. Browsers without a viewer show a link.",
    name,
    pn.pane.PDF(pn.bind(certificate, name), name="Certificate", width=620, height=420),
).servable(title="PDF")
