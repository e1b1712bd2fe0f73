import { html, nothing, render } from "lit-html";
import { ComponentElement } from "../base.ts";
import type { LayoutProps } from "../layout.ts";
import { corner, cross, minus, restore, square, up } from "./icons.ts";
import "./styles.ts";

type Status = "normalized" | "maximized" | "minimized" | "smallified" | "smallifiedmax" | "closed";
type Control = "smallify" | "minimize" | "maximize" | "close";

interface FloatPanelProps extends LayoutProps {
  config: { headerTitle?: string; theme?: string; position?: string; headerControls?: unknown };
  contained: boolean;
  name: string;
  offsetx: number | null;
  offsety: number | null;
  position: string;
  status: Status;
  theme: string;
}

/** What a press of the arrow keys moves it by, in px. */
const STEP = 16;
const SMALLEST = { width: 140, height: 60 };
const THEMES = ["default", "primary", "secondary", "info", "success", "warning", "danger", "light", "dark", "none"];

/** A window within the page. */
export class FloatPanel extends ComponentElement<FloatPanelProps> {
  readonly #window = document.createElement("section");
  readonly #bar = document.createElement("header");
  readonly #body = document.createElement("div");
  readonly #foot = document.createElement("div");
  #held: { x: number; y: number; a: number; b: number; what: "move" | "size" } | null = null;

  protected override update(names: ReadonlySet<string> | null): void {
    const { objects, status, contained } = this.props;
    if (this.#window.parentElement !== this) {
      this.#window.append(this.#bar, this.#body, this.#foot);
      this.append(this.#window);
      this.#body.className = "lanai-window-body lanai-stack";
      this.#foot.className = "lanai-window-foot";
      this.#window.setAttribute("role", "dialog");
      this.#bar.addEventListener("pointerdown", (event) => this.#grab(event, this.#bar, "move"));
    }
    if (names === null || ["width", "height", "styles"].some((name) => names.has(name))) this.#size();
    this.#window.className = "lanai-window";
    this.#window.dataset["status"] = status;
    this.#window.toggleAttribute("data-free", !contained);
    this.#window.hidden = status === "closed";
    this.#window.setAttribute("aria-label", this.#title);
    this.#body.hidden = status !== "normalized" && status !== "maximized";
    this.#showTheme();
    render(this.#barTemplate(), this.#bar);
    render(status === "normalized" ? this.#corner() : nothing, this.#foot);
    if (names === null || names.has("objects")) this.context.arrange(this.#body, objects);
    const places = ["position", "offsetx", "offsety", "contained", "config"];
    if (names === null || places.some((name) => names.has(name))) requestAnimationFrame(() => this.#place());
  }

  get #title(): string {
    return this.props.config.headerTitle ?? (this.props.name || "Window");
  }

  /** Its width and height are the window's; the element itself has no box. */
  #size(): void {
    const { width, height } = this.props;
    const { left, top } = this.#window.style;
    this.#window.style.cssText = this.style.cssText;
    this.#window.style.removeProperty("margin");
    Object.assign(this.#window.style, { left, top });
    if (width === null) this.#window.style.removeProperty("width");
    if (height === null) this.#window.style.removeProperty("height");
  }

  #showTheme(): void {
    const theme = this.props.config.theme ?? this.props.theme;
    const known = theme.split(" ").find((word) => THEMES.includes(word));
    this.#window.dataset["theme"] = known ?? "own";
    if (known) this.#bar.style.removeProperty("background");
    else this.#bar.style.background = theme.split(" ")[0] ?? "";
  }

  #barTemplate(): unknown {
    const small = this.props.status.startsWith("smallified");
    return html`<button
        type="button"
        class="lanai-window-title"
        aria-description="The arrow keys move it"
        @keydown=${(event: KeyboardEvent) => this.#key(event, "move")}
      >${this.#title}</button>
      ${this.#control("smallify", small ? "Unroll" : "Roll up", up(), small ? "normalized" : "smallified")}
      ${this.#control("minimize", "Minimise", minus(), "minimized")}
      ${
        this.props.status === "maximized" || this.props.status === "minimized"
          ? this.#control("maximize", "Restore", restore(), "normalized")
          : this.#control("maximize", "Maximise", square(), "maximized")
      }
      ${this.#control("close", "Close", cross(), "closed")}`;
  }

  #control(control: Control, label: string, icon: unknown, status: Status): unknown {
    const wish = this.props.config.headerControls;
    const removed =
      wish === "none" ||
      (wish === "closeonly" && control !== "close") ||
      (typeof wish === "object" && (wish as Record<Control, unknown> | null)?.[control] === "remove");
    if (removed || (control === "minimize" && this.props.status === "minimized")) return nothing;
    return html`<button
      type="button"
      class="lanai-window-control"
      data-control=${control}
      aria-label=${`${label} ${this.#title}`}
      title=${label}
      @click=${() => this.edit({ status })}
    >${icon}</button>`;
  }

  #corner(): unknown {
    return html`<button
      type="button"
      class="lanai-window-corner"
      aria-label=${`Resize ${this.#title} with the arrow keys`}
      @pointerdown=${(event: PointerEvent) => this.#grab(event, event.currentTarget as HTMLElement, "size")}
      @keydown=${(event: KeyboardEvent) => this.#key(event, "size")}
    >${corner()}</button>`;
  }

  // -- where it is --------------------------------------------------------------------------------

  /** The room it has, in px, measured from where `left` and `top` count. */
  #room(): { width: number; height: number } {
    const parent = this.props.contained ? this.#window.offsetParent : null;
    if (!parent) return { width: innerWidth, height: innerHeight };
    return { width: parent.clientWidth, height: Math.max(parent.clientHeight, this.#window.offsetHeight) };
  }

  #place(): void {
    if (this.#window.hidden) return;
    const { config, position, offsetx, offsety } = this.props;
    const [across = "center", down = "center"] = (config.position ?? position).split("-");
    const room = this.#room();
    const free = { x: room.width - this.#window.offsetWidth, y: room.height - this.#window.offsetHeight };
    const x = across === "left" ? (offsetx ?? 0) : across === "right" ? free.x - (offsetx ?? 0) : free.x / 2;
    const y = down === "top" ? (offsety ?? 0) : down === "bottom" ? free.y - (offsety ?? 0) : free.y / 2;
    this.#moveTo(x, y);
  }

  /** Never out of reach: the whole window stays in its room, or its title bar where it is larger. */
  #moveTo(x: number, y: number): void {
    const room = this.#room();
    const right = Math.max(0, room.width - this.#window.offsetWidth);
    const bottom = Math.max(0, room.height - this.#window.offsetHeight);
    this.#window.style.left = `${Math.round(Math.min(right, Math.max(0, x)))}px`;
    this.#window.style.top = `${Math.round(Math.min(bottom, Math.max(0, y)))}px`;
  }

  #sizeTo(width: number, height: number): void {
    this.#window.style.width = `${Math.max(SMALLEST.width, Math.round(width))}px`;
    this.#window.style.height = `${Math.max(SMALLEST.height, Math.round(height))}px`;
  }

  #grab(event: PointerEvent, handle: HTMLElement, what: "move" | "size"): void {
    const { status } = this.props;
    if ((event.target as Element).closest(".lanai-window-control") || !/^(normalized|smallified)$/.test(status)) return;
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#window;
    const [a, b] = what === "move" ? [offsetLeft, offsetTop] : [offsetWidth, offsetHeight];
    this.#held = { x: event.clientX, y: event.clientY, a, b, what };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", this.#drag);
    const end = (): void => {
      this.#held = null;
      handle.removeEventListener("pointermove", this.#drag);
    };
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  }

  readonly #drag = (event: PointerEvent): void => {
    const held = this.#held;
    if (!held) return;
    const [a, b] = [held.a + event.clientX - held.x, held.b + event.clientY - held.y];
    if (held.what === "move") this.#moveTo(a, b);
    else this.#sizeTo(a, b);
  };

  #key(event: KeyboardEvent, what: "move" | "size"): void {
    const dx = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0;
    const dy = event.key === "ArrowDown" ? STEP : event.key === "ArrowUp" ? -STEP : 0;
    if (dx === 0 && dy === 0) return;
    event.preventDefault();
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#window;
    if (what === "move") this.#moveTo(offsetLeft + dx, offsetTop + dy);
    else this.#sizeTo(offsetWidth + dx, offsetHeight + dy);
  }
}
