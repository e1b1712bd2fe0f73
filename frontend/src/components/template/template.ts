/** The page's shell: a header, sidebars, the main area and a modal. It stands outside the page's areas. */

import { html, nothing, render } from "lit-html";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import type { Context } from "../../core/context.ts";
import type { ComponentId } from "../../core/messages.ts";
import type { ComponentView } from "../../core/registry.ts";
import type { Component } from "../../core/store.ts";
import { isHarmless } from "../address.ts";
import { tone, type Tone } from "../tone.ts";
import { Drawer } from "./drawer.ts";
import * as icons from "./icons.ts";
import { applyToDocument, applyToShell, type Looks } from "./looks.ts";
import styles from "./template.css";

/** As Python's `BaseTemplate._described` tells it. */
interface Shell extends Looks {
  /** What the components among `objects` are. */
  areas: string[];
  look: string;
  theme: "light" | "dark" | null;
  base_target?: string;
  base_url?: string;
  busy_indicator: { lamp: boolean; color: Tone; size: number } | null;
  collapsed_sidebar?: boolean;
  collapsed_right_sidebar?: boolean;
  logo?: string;
  main_layout?: string;
  right_sidebar_footer?: string;
  shadow?: boolean;
  show_header?: boolean;
  sidebar_footer?: string;
  site?: string;
  site_url?: string;
  theme_toggle?: boolean;
  title?: string;
}

interface TemplateProps {
  objects: ComponentId[];
  shell: Shell;
  modal_shown: boolean;
}

type Side = "sidebar" | "right_sidebar";

const SHEET = new CSSStyleSheet();

export class Template extends HTMLElement implements ComponentView {
  component: Component | undefined;
  #context!: Context;
  #unwatch = (): void => undefined;
  readonly #drawers: Record<Side, Drawer> = {
    sidebar: new Drawer(this, "sidebar", () => this.#render()),
    right_sidebar: new Drawer(this, "right_sidebar", () => this.#render()),
  };

  get #props(): TemplateProps {
    return this.component?.props as unknown as TemplateProps;
  }

  attach(component: Component, context: Context): void {
    this.component = component;
    this.#context = context;
    SHEET.replaceSync(styles);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets.filter((sheet) => sheet !== SHEET), SHEET];
    const asked = new URLSearchParams(location.search).has("theme");
    if (this.#props.shell.theme_toggle && !asked) context.theme.recall();
    this.#unwatch = context.theme.watch(() => this.#render());
    // What an area holds says whether it is there at all; areas tell when that changes.
    this.addEventListener("lanai-area", () => this.#render());
    this.#show(null);
    const { collapsed_sidebar, collapsed_right_sidebar } = this.#props.shell;
    this.#drawers.sidebar.begin(collapsed_sidebar ?? false);
    this.#drawers.right_sidebar.begin(collapsed_right_sidebar ?? false);
    this.#render();
  }

  refresh(names: ReadonlySet<string> | null): void {
    const before = this.dataset;
    const { shell } = this.#props;
    if (names?.has("shell")) {
      if (shell.theme && shell.theme !== before["theme"]) this.#context.theme.choose(shell.theme);
      if (shell.title) document.title = shell.title;
      this.#drawers.sidebar.follow(shell.collapsed_sidebar ?? false);
      this.#drawers.right_sidebar.follow(shell.collapsed_right_sidebar ?? false);
    }
    this.#show(names);
  }

  detach(): void {
    this.#unwatch();
    for (const drawer of Object.values(this.#drawers)) drawer.end();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== SHEET);
    applyToDocument({});
  }

  #show(names: ReadonlySet<string> | null): void {
    const { shell } = this.#props;
    this.classList.add("lanai-shell");
    this.dataset["look"] = shell.look;
    this.dataset["theme"] = shell.theme ?? "";
    this.toggleAttribute("data-cards", shell.main_layout === "card");
    this.toggleAttribute("data-shadow", shell.shadow ?? false);
    applyToDocument(shell);
    applyToShell(this, shell, shell.look === "golden");
    this.#render();
    if (names === null || names.has("objects")) this.#fill();
    if (names === null || names.has("modal_shown")) this.#showModal();
  }

  /** Each area goes into its place, which the shell has once it is rendered. */
  #fill(): void {
    const { objects, shell } = this.#props;
    shell.areas.forEach((name, index) => {
      const place = this.querySelector(`:scope [data-place="${name}"]`);
      if (place) this.#context.arrange(place, objects.slice(index, index + 1));
    });
    this.#render();
  }

  #showModal(): void {
    const dialog = this.querySelector<HTMLDialogElement>(":scope > dialog");
    if (this.#props.modal_shown && !dialog?.open) dialog?.showModal();
    else if (!this.#props.modal_shown && dialog?.open) dialog.close();
  }

  #modalClosed(): void {
    if (this.#props.modal_shown) this.#context.edit((this.component as Component).id, { modal_shown: false });
  }

  #holds(name: string): boolean {
    return this.querySelector(`:scope [data-place="${name}"] > lanai-template-area > *`) !== null;
  }

  // -- what it looks like ----------------------------------------------------------------------------

  #render(): void {
    const { shell } = this.#props;
    const { sidebar, right_sidebar: right } = this.#drawers;
    sidebar.present = this.#holds("sidebar") || Boolean(shell.sidebar_footer);
    right.present = this.#holds("right_sidebar") || Boolean(shell.right_sidebar_footer);
    const covered = sidebar.modal || right.modal;
    render(
      html`<a class="skip" href="#lanai-main" @click=${this.#skip}>Skip to content</a>
        ${this.#header(shell, covered)}
        <div class="body">
          ${this.#aside(sidebar, "Sidebar", shell.sidebar_footer)}
          <main id="lanai-main" tabindex="-1" ?inert=${covered}><div class="main" data-place="main"></div></main>
          ${this.#aside(right, "Right sidebar", shell.right_sidebar_footer)}
          <div class="veil" ?hidden=${!covered} @click=${() => [sidebar, right].forEach((each) => each.dismiss())}></div>
        </div>
        <dialog aria-label=${shell.title || "Dialog"} @close=${() => this.#modalClosed()}>
          <form method="dialog"><button class="tool" aria-label="Close dialog">${icons.close}</button></form>
          <div data-place="modal"></div>
        </dialog>`,
      this,
    );
    sidebar.rendered();
    right.rendered();
  }

  #header(shell: Shell, covered: boolean): unknown {
    const { sidebar, right_sidebar: right } = this.#drawers;
    const hidden = shell.show_header === false;
    return html`<header class="bar" ?inert=${covered} ?data-bare=${hidden}>
      ${this.#opener(sidebar, "sidebar", icons.menu)}
      <div class="names" ?hidden=${hidden}>
        ${shell.logo ? html`<a class="logo" href=${address(shell.site_url)}><img src=${shell.logo} alt=${shell.site || "Home"} /></a>` : nothing}
        ${shell.site ? html`<a class="site" href=${address(shell.site_url)}>${shell.site}</a>` : nothing}
        ${shell.title ? html`<h1>${this.#title(shell)}</h1>` : nothing}
      </div>
      <div class="inner" data-place="header" ?hidden=${hidden}></div>
      ${this.#busy(shell)}
      ${shell.theme_toggle ? this.#toggle() : nothing} ${this.#opener(right, "right sidebar", icons.aside)}
    </header>`;
  }

  #title({ title, base_url: url, base_target: target }: Shell): unknown {
    return url ? html`<a href=${address(url)} target=${target ?? "_self"}>${title}</a>` : html`<span>${title}</span>`;
  }

  #opener(drawer: Drawer, what: string, icon: unknown): unknown {
    if (!drawer.present) return nothing;
    const open = drawer.open;
    return html`<button
      type="button"
      class="tool"
      aria-label=${`${open ? "Close" : "Open"} ${what}`}
      aria-expanded=${open}
      aria-controls=${drawer.id}
      @click=${() => drawer.toggle()}
    >
      ${icon}
    </button>`;
  }

  #toggle(): unknown {
    const { theme } = this.#context;
    const label = theme.dark ? "Use light colours" : "Use dark colours";
    return html`<button type="button" class="tool" aria-label=${label} title=${label} @click=${() => theme.toggle()}>
      ${theme.dark ? icons.sun : icons.moon}
    </button>`;
  }

  #busy({ busy_indicator: busy }: Shell): unknown {
    if (!busy) return nothing;
    const named = busy.color !== "dark" && busy.color !== "light";
    const style = `--size: ${Math.min(busy.size, 32)}px;${named ? ` --tone: ${tone(busy.color)}` : ""}`;
    return html`<div class="busy" ?data-lamp=${busy.lamp} style=${style} role="progressbar" aria-label="Working"></div>`;
  }

  #aside(drawer: Drawer, label: string, footer: string | undefined): unknown {
    const { id, side, modal } = drawer;
    return html`<aside
      id=${id}
      class=${side}
      aria-label=${label}
      role=${modal ? "dialog" : "complementary"}
      aria-modal=${modal ? "true" : nothing}
      tabindex="-1"
      ?hidden=${!drawer.present}
      ?inert=${!drawer.open}
      ?data-open=${drawer.open}
    >
      <div class="scroll">
        <button type="button" class="tool shut" aria-label=${`Close ${label.toLowerCase()}`} @click=${() => drawer.dismiss()}>
          ${icons.close}
        </button>
        <div data-place=${side}></div>
      </div>
      ${footer ? html`<footer>${unsafeHTML(footer)}</footer>` : nothing}
    </aside>`;
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>("#lanai-main")?.focus();
  };
}

/** A link of the app's, unless it is code. */
function address(url: string | undefined): string {
  const href = url || "/";
  return isHarmless(href) ? href : "#";
}
