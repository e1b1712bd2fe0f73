import "@awesome.me/webawesome/dist/components/spinner/spinner.js";
import { html, nothing } from "lit-html";
import { BooleanIndicator, type BooleanProps } from "./boolean.ts";
import { tone, type Tone } from "./tone.ts";

interface LoadingSpinnerProps extends BooleanProps {
  color: Tone;
  bgcolor: "light" | "dark";
  size: number;
}

/** A ring that turns while the value is true; else its track alone. */
export class LoadingSpinner extends BooleanIndicator<LoadingSpinnerProps> {
  protected override template(): unknown {
    const { label, color, bgcolor, size } = this.props;
    const colors = `--lanai-tone: ${this.on ? tone(color) : "transparent"}; --lanai-track: var(--lanai-track-${bgcolor})`;
    return html`<div class="lanai-spinner" role="status" aria-label=${this.#words()}>
      <wa-spinner style=${`--size: ${size}px; --track-width: ${Math.max(2, size / 12)}px; ${colors}`} aria-hidden="true">
      </wa-spinner
      >${label ? html`<span aria-hidden="true">${label}</span>` : nothing}
    </div>`;
  }

  #words(): string {
    const { label } = this.props;
    return this.on ? label || "Loading" : label ? `${label}: idle` : "Idle";
  }
}
