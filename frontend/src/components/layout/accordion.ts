import { html, render } from "lit-html";
import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import { showScroll, type LinearProps } from "../layout.ts";
import { chevron } from "./icons.ts";
import "./styles.ts";
import { keysOf, type Titles } from "./tabs.ts";

interface AccordionProps extends LinearProps {
  active: number[];
  active_header_background: string | null;
  header_background: string;
  header_color: string;
  titles: Titles;
  toggle: boolean;
}

interface Part {
  box: HTMLElement;
  head: HTMLElement;
  body: HTMLElement;
}

/** Titles that open and close what is below them. */
export class Accordion extends ComponentElement<AccordionProps> {
  readonly #parts = new Map<string, Part>();

  protected override update(): void {
    const { titles, objects } = this.props;
    const keys = keysOf(titles);
    for (const [key, { box, body }] of this.#parts) {
      if (keys.includes(key)) continue;
      this.context.arrange(body, []);
      box.remove();
      this.#parts.delete(key);
    }
    keys.forEach((key, index) => {
      const [id, title] = titles[index] as [ComponentId, string];
      const part = this.#parts.get(key) ?? this.#make(key);
      if (this.children[index] !== part.box) this.insertBefore(part.box, this.children[index] ?? null);
      this.#show(part, title, index);
      this.context.arrange(part.body, objects.includes(id) ? [id] : []);
    });
  }

  #make(key: string): Part {
    const box = document.createElement("div");
    box.className = "lanai-fold";
    const head = document.createElement("h3");
    const body = document.createElement("div");
    body.className = "lanai-fold-body lanai-stack";
    body.id = `lanai-fold-${this.dataset["lanai"]}-${key}`;
    body.setAttribute("role", "region");
    body.setAttribute("aria-labelledby", `${body.id}-head`);
    box.append(head, body);
    const part = { box, head, body };
    this.#parts.set(key, part);
    return part;
  }

  #show({ head, body, box }: Part, title: string, index: number): void {
    const { active, header_background: plain, active_header_background: lit, header_color: color } = this.props;
    const open = active.includes(index);
    box.toggleAttribute("data-open", open);
    body.hidden = !open;
    showScroll(body, this.props.scroll);
    head.style.background = (open && lit) || plain;
    head.style.color = color;
    render(
      html`<button
        type="button"
        id=${`${body.id}-head`}
        aria-expanded=${open ? "true" : "false"}
        aria-controls=${body.id}
        @click=${() => this.#turn(index)}
      >${chevron()}<span>${title}</span></button>`,
      head,
    );
  }

  #turn(index: number): void {
    const { active, toggle } = this.props;
    const others = active.filter((place) => place !== index);
    if (others.length < active.length) this.edit({ active: others });
    else this.edit({ active: toggle ? [index] : [...active, index].sort((a, b) => a - b) });
  }
}
