import { html } from "lit-html";
import { TemplateElement } from "./templated.ts";

/** Stands where a component belongs that this page cannot show. */
export class Placeholder extends TemplateElement {
  protected override template(): unknown {
    return html`<span class="lanai-placeholder" role="note">Cannot show: ${this.component?.type}</span>`;
  }
}
