import { ComponentElement } from "../base.ts";
import type { CommonProps } from "../common.ts";

interface BokehProps extends CommonProps {
  model: string | null;
}

/** Shows a root of the page's Bokeh document. */
export class Bokeh extends ComponentElement<BokehProps> {
  #shown: string | null = null;
  #hide: (() => void) | null = null;

  connectedCallback(): void {
    this.#settle();
  }

  /** A move is a disconnect and a connect in one task; only a real departure takes the plot down. */
  disconnectedCallback(): void {
    queueMicrotask(() => this.#settle());
  }

  /** Present so that `moveBefore` moves the plot without taking it down. */
  connectedMoveCallback(): void {}

  protected override update(): void {
    this.#settle();
  }

  #settle(): void {
    const wanted = this.isConnected && this.component ? this.props.model : null;
    if (wanted === this.#shown) return;
    this.#hide?.();
    this.#hide = null;
    this.#shown = wanted;
    if (wanted !== null) void this.#show(wanted);
  }

  async #show(model: string): Promise<void> {
    const part = await this.context.bokeh();
    if (this.#shown === model && !this.#hide) this.#hide = part.show(this, model);
  }
}
