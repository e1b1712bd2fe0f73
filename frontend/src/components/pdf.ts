import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { TemplateElement } from "./templated.ts";
import type { CommonProps } from "./common.ts";
import { addressOf, type Held } from "./held.ts";

interface PDFProps extends CommonProps {
  source: Held | null;
  start_page: number;
  name: string;
}

/** A document in the browser's own viewer; a link where it has none. */
export class PDF extends TemplateElement<PDFProps> {
  protected override template(): unknown {
    const { source, start_page: page, name } = this.props;
    if (!source) return nothing;
    const address = addressOf(source, this.context);
    const title = name || "Document";
    if (!navigator.pdfViewerEnabled) return html`<a href=${address} target="_blank" rel="noopener">${title} (PDF)</a>`;
    const place = page > 1 ? `${address}#page=${page}` : address;
    // A viewer takes a page from the address only when it begins.
    return keyed(place, html`<iframe src=${place} title=${title}></iframe>`);
  }
}
