import { html, render } from "lit-html";
import { ComponentElement } from "../base.ts";
import type { LayoutProps } from "../layout.ts";
import "./styles.ts";

interface SwipeProps extends LayoutProps {
  end: number;
  slider_color: string;
  slider_width: number;
  start: number;
  value: number;
}

/** Two components over each other; a handle uncovers one of them. */
export class Swipe extends ComponentElement<SwipeProps> {
  readonly #sides = [document.createElement("div"), document.createElement("div")] as const;
  readonly #place = document.createElement("div");

  protected override update(names: ReadonlySet<string> | null): void {
    const [after, before] = this.#sides;
    if (after.parentElement !== this) this.append(after, before, this.#place);
    const { objects, start, end, value, slider_color: color, slider_width: width } = this.props;
    after.className = "lanai-swipe-side lanai-stack";
    before.className = "lanai-swipe-side lanai-stack lanai-swipe-before";
    this.#place.className = "lanai-swipe-place";
    if (names === null || names.has("objects")) {
      this.context.arrange(before, objects.slice(0, 1));
      this.context.arrange(after, objects.slice(1, 2));
    }
    const share = end === start ? 0 : Math.min(1, Math.max(0, (value - start) / (end - start)));
    this.style.setProperty("--share", `${share * 100}%`);
    this.style.setProperty("--handle-width", `${width}px`);
    this.style.setProperty("--handle-color", color);
    render(
      html`<div
        class="lanai-swipe-handle"
        role="slider"
        tabindex="0"
        aria-label="Divide"
        aria-orientation="horizontal"
        aria-valuemin=${start}
        aria-valuemax=${end}
        aria-valuenow=${value}
        @pointerdown=${this.#grab}
        @pointermove=${this.#drag}
        @keydown=${this.#key}
      ></div>`,
      this.#place,
    );
  }

  #move(value: number): void {
    const { start, end, value: present } = this.props;
    const next = Math.round(Math.min(end, Math.max(start, value)));
    if (next !== present) this.editContinuously({ value: next });
  }

  readonly #grab = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    event.preventDefault();
    (event.currentTarget as HTMLElement).focus();
  };

  readonly #drag = (event: PointerEvent): void => {
    if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const { left, width } = this.getBoundingClientRect();
    this.#move(this.props.start + ((event.clientX - left) / width) * (this.props.end - this.props.start));
  };

  readonly #key = (event: KeyboardEvent): void => {
    const { start, end, value } = this.props;
    const page = Math.max(1, Math.round((end - start) / 10));
    const steps: Record<string, number> = { ArrowLeft: value - 1, ArrowDown: value - 1, ArrowRight: value + 1 };
    Object.assign(steps, { ArrowUp: value + 1, PageDown: value - page, PageUp: value + page, Home: start, End: end });
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#move(next);
  };
}
