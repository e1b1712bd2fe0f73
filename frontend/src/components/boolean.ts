/** What shows whether something is so. */

import { TemplateElement } from "./templated.ts";
import type { WidgetProps } from "./widget.ts";

export interface BooleanProps extends WidgetProps {
  value: boolean;
  throttle: number;
}

/** Shows each state for `throttle` ms at least, so that one that passes quickly is seen and nothing flickers. */
export abstract class BooleanIndicator<P extends BooleanProps = BooleanProps> extends TemplateElement<P> {
  /** The state that is shown. */
  protected on = false;
  #since = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  protected override update(names?: ReadonlySet<string> | null): void {
    if (names === null || this.props.value === this.on) this.#turn();
    else this.#timer ??= setTimeout(() => this.#turn(), this.#since + this.props.throttle - performance.now());
    super.update();
  }

  override detach(): void {
    clearTimeout(this.#timer);
    super.detach();
  }

  #turn(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.on === this.props.value) return;
    this.on = this.props.value;
    this.#since = performance.now();
    super.update();
  }
}
