import { own } from "../../core/names.ts";
import { html, nothing, render } from "lit-html";
import { GridSpec, type Cells, type GridSpecProps } from "./gridspec.ts";
import { corner, grip } from "./icons.ts";
import { pushAside, type Lying } from "./pushing.ts";

interface GridStackProps extends GridSpecProps {
  allow_drag: boolean;
  allow_resize: boolean;
  state: Lying[];
}

type What = "move" | "size";

const STEPS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A grid whose components the visitor moves and sizes, by their handles. */
export class GridStack extends GridSpec<GridStackProps> {
  readonly #handles = new WeakMap<HTMLElement, HTMLElement>();
  #held: { from: Lying; what: What; x: number; y: number; wide: number; high: number } | null = null;

  protected override cellsOf(index: number): Cells {
    const { x, y, w, h } = this.#lying(index);
    return [y, x, y + h, x + w];
  }

  protected override update(names: ReadonlySet<string> | null): void {
    super.update(names);
    this.props.objects.forEach((_, index) => this.#showHandles(index));
  }

  #lying(index: number): Lying {
    return this.props.state[index] ?? { id: index, x: 0, y: 0, w: 1, h: 1 };
  }

  #showHandles(index: number): void {
    const place = this.place(index);
    if (!place) return;
    let box = this.#handles.get(place);
    if (!box) {
      box = document.createElement("div");
      box.className = "lanai-cell-handles";
      place.append(box);
      this.#handles.set(place, box);
    }
    const { allow_drag: moves, allow_resize: sizes } = this.props;
    render(
      html`${moves ? this.#handle(index, "move") : nothing}${sizes ? this.#handle(index, "size") : nothing}`,
      box,
    );
  }

  #handle(index: number, what: What): unknown {
    const verb = what === "move" ? "Move" : "Resize";
    return html`<button
      type="button"
      class=${`lanai-cell-${what}`}
      aria-label=${`${verb} item ${index + 1} with the arrow keys`}
      @pointerdown=${(event: PointerEvent) => this.#grab(event, index, what)}
      @pointermove=${(event: PointerEvent) => this.#drag(event)}
      @pointerup=${() => (this.#held = null)}
      @pointercancel=${() => (this.#held = null)}
      @keydown=${(event: KeyboardEvent) => this.#key(event, index, what)}
    >${what === "move" ? grip() : corner()}</button>`;
  }

  #grab(event: PointerEvent, index: number, what: What): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const { width, height } = this.getBoundingClientRect();
    const wide = width / Math.max(1, this.props.ncols ?? 1);
    const high = height / Math.max(1, this.props.nrows ?? 1);
    this.#held = { from: this.#lying(index), what, x: event.clientX, y: event.clientY, wide, high };
  }

  #drag(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    const dx = Math.round((event.clientX - held.x) / held.wide);
    const dy = Math.round((event.clientY - held.y) / held.high);
    this.#put(held.from, held.what, dx, dy);
  }

  #key(event: KeyboardEvent, index: number, what: What): void {
    const step = own(STEPS, event.key);
    if (!step) return;
    event.preventDefault();
    this.#put(this.#lying(index), what, ...step);
  }

  #put(from: Lying, what: What, dx: number, dy: number): void {
    const columns = Math.max(1, this.props.ncols ?? 1);
    const to = { ...from };
    if (what === "move") {
      to.x = Math.min(columns - from.w, Math.max(0, from.x + dx));
      to.y = Math.max(0, from.y + dy);
    } else {
      to.w = Math.min(columns - from.x, Math.max(1, from.w + dx));
      to.h = Math.max(1, from.h + dy);
    }
    const present = this.props.state;
    const next = pushAside(present, to);
    if (JSON.stringify(next) !== JSON.stringify(present)) this.editContinuously({ state: next });
  }
}
