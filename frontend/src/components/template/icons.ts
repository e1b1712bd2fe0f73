/** The drawings of the shell's buttons. */

import { svg, type TemplateResult } from "lit-html";

const drawing = (shapes: TemplateResult): TemplateResult =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true">${shapes}</svg>`;

export const menu = drawing(svg`<path d="M4 6h16M4 12h16M4 18h16"/>`);
export const close = drawing(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const sun = drawing(
  svg`<circle cx="12" cy="12" r="4.2"/><path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M18.7 5.3l-1.5 1.5M6.8 17.2l-1.5 1.5"/>`,
);
export const moon = drawing(svg`<path d="M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2z"/>`);
export const back = drawing(svg`<path d="M15 5l-7 7 7 7"/>`);
export const on = drawing(svg`<path d="M9 5l7 7-7 7"/>`);
export const aside = drawing(svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2.5"/><path d="M14.5 4.5v15"/>`);
