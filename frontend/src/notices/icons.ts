/** The pictures of toasts. A message's own is shown so that nothing in it can run. */

import { own } from "../core/names.ts";
import { html, svg, type TemplateResult } from "lit-html";

const DRAWINGS: Record<string, { name: string; lines: TemplateResult }> = {
  info: { name: "Information", lines: svg`<circle cx="10" cy="10" r="8" /><path d="M10 9.2v4.6M10 6.1v.2" />` },
  success: { name: "Success", lines: svg`<circle cx="10" cy="10" r="8" /><path d="m6.4 10.4 2.5 2.5 4.8-5.4" />` },
  warning: {
    name: "Warning",
    lines: svg`<path d="M10 2.6 18.2 16.6a.6.6 0 0 1-.5.9H2.3a.6.6 0 0 1-.5-.9Z" /><path d="M10 8v4.2M10 14.8v.2" />`,
  },
  error: { name: "Error", lines: svg`<circle cx="10" cy="10" r="8" /><path d="m7.2 7.2 5.6 5.6M12.8 7.2l-5.6 5.6" />` },
};

export const closeIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5.5 5.5 9 9M14.5 5.5l-9 9" /></svg>`;

/** The type's picture, with its name for those who do not see it; or the message's own, an SVG or a character. */
export function pictureOf(type: string | null, icon: string | null): TemplateResult {
  const given = icon?.trim() ?? "";
  if (given.startsWith("<svg")) return html`<span class="icon drawn" style=${`--drawing: ${asUrl(given)}`}></span>`;
  if (given && !given.includes("<")) return html`<span class="icon" aria-hidden="true">${given}</span>`;
  const drawing = own(DRAWINGS, type ?? "");
  if (drawing) return html`<svg class="icon" viewBox="0 0 20 20" role="img" aria-label=${drawing.name}>${drawing.lines}</svg>`;
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${DRAWINGS["info"]?.lines}</svg>`;
}

function asUrl(drawing: string): string {
  const named = drawing.includes("xmlns=") ? drawing : drawing.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `url("data:image/svg+xml,${encodeURIComponent(named).replace(/'/g, "%27")}")`;
}
