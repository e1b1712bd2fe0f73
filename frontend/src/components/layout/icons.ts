/** The few marks that layouts show. */

import { svg, type TemplateResult } from "lit-html";

function icon(path: unknown): TemplateResult {
  return svg`<svg class="lanai-mark" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;
}

export const cross = (): TemplateResult => icon(svg`<path d="M4 4l8 8M12 4l-8 8"/>`);
export const chevron = (): TemplateResult => icon(svg`<path d="M4 6l4 4 4-4"/>`);
export const minus = (): TemplateResult => icon(svg`<path d="M3.5 12.5h9"/>`);
export const up = (): TemplateResult => icon(svg`<path d="M4 10l4-4 4 4"/>`);
export const square = (): TemplateResult => icon(svg`<rect x="3.5" y="3.5" width="9" height="9" rx="1"/>`);
export const restore = (): TemplateResult =>
  icon(svg`<rect x="3" y="5.5" width="7.5" height="7.5" rx="1"/><path d="M6 3h7v7"/>`);
export const grip = (): TemplateResult =>
  icon(svg`<path d="M5.5 4h.01M10.5 4h.01M5.5 8h.01M10.5 8h.01M5.5 12h.01M10.5 12h.01" stroke-width="2.5"/>`);
export const corner = (): TemplateResult => icon(svg`<path d="M13 6l-7 7M13 11l-2 2"/>`);
