import { html } from "lit-html";
import { BooleanIndicator, type BooleanProps } from "./boolean.ts";
import { tone, type Tone } from "./tone.ts";

interface BooleanStatusProps extends BooleanProps {
  color: Tone;
}

/** A lamp. Its name says whether it is on, for those who do not see it. */
export class BooleanStatus extends BooleanIndicator<BooleanStatusProps> {
  protected override template(): unknown {
    const { label, color } = this.props;
    const state = this.on ? "on" : "off";
    return html`<span
      class="lanai-lamp"
      role="status"
      data-on=${state}
      aria-label=${label ? `${label}: ${state}` : state}
      style=${`--lanai-tone: ${tone(color)}`}
    ></span>`;
  }
}
