import { html, nothing, render } from "lit-html";
import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import type { ColumnProps } from "../column.ts";
import { showScroll } from "../layout.ts";
import { chevron } from "./icons.ts";
import { Scroller } from "./scroller.ts";
import "./styles.ts";

export interface CardProps extends ColumnProps {
  active_header_background: string | null;
  button_css_classes: string[];
  collapsed: boolean;
  collapsible: boolean;
  header: ComponentId[];
  header_background: string;
  header_color: string;
  header_css_classes: string[];
  hide_header: boolean;
  title: string;
  title_css_classes: string[];
}

/** A column in a frame, which its header folds up. */
export class Card<P extends CardProps = CardProps> extends ComponentElement<P> {
  readonly #head = document.createElement("div");
  readonly #title = document.createElement("div");
  readonly #body = document.createElement("div");
  #scroller: Scroller | null = null;

  protected override update(names: ReadonlySet<string> | null): void {
    if (!this.#head.isConnected && this.children.length === 0) this.append(this.#head, this.#body);
    const { objects, scroll, collapsed, collapsible } = this.props;
    this.#showHead();
    const folded = collapsed && collapsible;
    this.toggleAttribute("data-folded", folded);
    this.#body.className = "lanai-card-body lanai-stack";
    this.#body.id = `lanai-card-${this.dataset["lanai"]}`;
    this.#body.hidden = collapsed;
    showScroll(this.#body, scroll);
    if (scroll !== false) {
      this.#scroller ??= new Scroller(
        this.#body,
        (position) => this.editContinuously({ scroll_position: position } as Partial<P>),
        () => this.props,
        (index) => this.#body.children[index] ?? null,
      );
    }
    this.#scroller?.before();
    if (names === null || names.has("objects")) this.context.arrange(this.#body, objects);
    this.#scroller?.after(names);
  }

  #showHead(): void {
    const { props } = this;
    const { title, header, collapsed, collapsible, hide_header: hides } = props;
    this.#head.hidden = hides || (!title && header.length === 0 && !collapsible);
    this.#head.className = ["lanai-card-head", ...props.header_css_classes].join(" ");
    this.#head.style.background = (!collapsed && props.active_header_background) || props.header_background;
    this.#head.style.color = props.header_color;
    this.#title.className = "lanai-card-header";
    this.#title.hidden = header.length === 0;
    const words = header.length > 0 ? nothing : html`<span class=${["lanai-card-title", ...props.title_css_classes].join(" ")}>${title}</span>`;
    const button = html`<button
      type="button"
      class=${["lanai-card-button", ...props.button_css_classes].join(" ")}
      aria-expanded=${collapsed ? "false" : "true"}
      aria-controls=${this.#body.id || `lanai-card-${this.dataset["lanai"]}`}
      aria-label=${title || header.length > 0 ? nothing : collapsed ? "Unfold" : "Fold"}
      @click=${() => this.edit({ collapsed: !this.props.collapsed } as Partial<P>)}
    >${chevron()}${words}</button>`;
    const named = header.length > 0 && collapsible ? "Fold or unfold" : nothing;
    if (named !== nothing) this.#head.dataset["split"] = "";
    else delete this.#head.dataset["split"];
    render(html`${collapsible ? button : words}${this.#title}`, this.#head);
    if (named !== nothing) this.#head.querySelector("button")?.setAttribute("aria-label", String(named));
    this.context.arrange(this.#title, header);
  }
}
