import { own } from "../core/names.ts";
import type { ComponentId, Props } from "../core/messages.ts";
import { ComponentElement } from "./base.ts";
import type { CommonProps } from "./common.ts";
import { FLAVOURS, type End } from "./esm/flavours.ts";
import { Model, type Host, type Slots } from "./esm/model.ts";

interface ESMProps extends CommonProps {
  lanai_module: { url: string; flavour: string } | null;
  lanai_slots: Slots;
  lanai_messages: [serial: number, data: unknown][];
}

/** A component whose code the app brings. */
export class ESM extends ComponentElement<ESMProps> {
  #model: Model | null = null;
  #ends: End[] = [];
  #gone = false;
  #heard = 0;
  readonly #holders = new Map<string, HTMLElement>();
  readonly #host: Host = {
    props: () => this.props as unknown as Props,
    slots: () => this.props.lanai_slots,
    edit: (props) => this.edit(props as Partial<ESMProps>),
    event: (name, data) => this.event(name, data),
    holder: (slot, id) => this.#holder(slot, id),
  };

  protected override update(names: ReadonlySet<string> | null): void {
    if (!this.#model) void this.#begin();
    else this.#changed(names ?? new Set(Object.keys(this.props)), this.#model);
  }

  override detach(): void {
    this.#gone = true;
    this.#model?.tell("remove");
    this.#model?.tell("destroy");
    for (const end of this.#ends) end();
    super.detach();
  }

  async #begin(): Promise<void> {
    const { lanai_module: code, lanai_messages: messages } = this.props;
    const run = code && own(FLAVOURS, code.flavour);
    if (!code || !run) return;
    const model = (this.#model = new Model(this.#host, code.flavour));
    this.#heard = messages.at(-1)?.[0] ?? 0;
    const el = document.createElement("div");
    el.className = "lanai-esm";
    this.replaceChildren(el);
    const url = new URL(this.context.modules + code.url, location.href).href;
    try {
      this.#ends.push(await run({ url, el, model, host: this.#host }));
    } catch (error) {
      this.#fail(el, error);
      return;
    }
    if (this.#gone) for (const end of this.#ends) end();
    else this.#shown(el, model);
  }

  #shown(el: HTMLElement, model: Model): void {
    model.tell("after_render");
    model.tell("after_layout");
    const observer = new ResizeObserver(() => model.tell("after_resize"));
    observer.observe(el);
    this.#ends.push(() => observer.disconnect());
  }

  #changed(names: ReadonlySet<string>, model: Model): void {
    if (names.has("lanai_slots")) this.#slotsChanged(model);
    for (const name of names) if (!name.startsWith("lanai_")) model.tell(`change:${name}`);
    if (!names.has("lanai_messages")) return;
    for (const [serial, data] of this.props.lanai_messages) {
      if (serial <= this.#heard) continue;
      this.#heard = serial;
      model.message(data);
    }
  }

  /** A place for one child shows the new one by itself; of a place for many the code is told. */
  #slotsChanged(model: Model): void {
    for (const [slot, held] of Object.entries(this.props.lanai_slots)) {
      const holder = this.#holders.get(slot);
      if (holder && !Array.isArray(held)) this.context.arrange(holder, held === null ? [] : [held]);
      model.tell(`change:${slot}`);
    }
    model.tell("slots:changed");
  }

  #holder(slot: string, id: ComponentId): HTMLElement {
    const single = !Array.isArray(this.props.lanai_slots[slot]);
    const key = single ? slot : `${slot}/${id}`;
    const known = this.#holders.get(key);
    if (known) return known;
    const holder = document.createElement("div");
    holder.className = "lanai-child";
    holder.dataset["key"] = key;
    this.#holders.set(key, holder);
    this.context.arrange(holder, [id]);
    return holder;
  }

  #fail(el: HTMLElement, error: unknown): void {
    const words = error instanceof Error ? error.message : String(error);
    const shown = document.createElement("div");
    shown.setAttribute("role", "alert");
    shown.className = "lanai-error";
    shown.textContent = `This component's own code failed: ${words}`;
    el.replaceChildren(shown);
    this.context.diagnostics.report("app", "esm-failed", "a component's own code failed", error);
  }
}
