import { html, nothing, render } from "lit-html";
import type { ComponentId } from "../../core/messages.ts";
import { ComponentElement } from "../base.ts";
import type { CommonProps } from "../common.ts";
import { iconOf } from "../icon.ts";
import { iconButton, reactionButtons } from "./icons.ts";
import "./styles.ts";

interface MessageProps extends CommonProps {
  can_edit: boolean;
  editing: string | null;
  face: string;
  footer_objects: ComponentId[];
  header_objects: ComponentId[];
  objects: ComponentId[];
  own: boolean;
  pictures: ComponentId[];
  reaction_icons: Record<string, string>;
  reactions: string[];
  show_activity_dot: boolean;
  show_avatar: boolean;
  show_copy_icon: boolean;
  show_reaction_icons: boolean;
  show_timestamp: boolean;
  show_user: boolean;
  textual: boolean;
  /** When, as ISO 8601, and how that is written; "" for hours and minutes where the visitor is. */
  timestamp: [iso: string, text: string] | null;
  user: string;
}

const ICON = "tabler:";
const COPIED = 1600;
const PARTS = ["avatar", "header", "message", "editor", "footer", "icons"] as const;

/** What somebody said. Its parts have the classes that style sheets of apps know. */
export class ChatMessage extends ComponentElement<MessageProps> {
  readonly #parts = Object.fromEntries(PARTS.map((name) => [name, box(name)])) as Record<(typeof PARTS)[number], HTMLElement>;
  readonly #name = box("meta");
  readonly #headed = box("header-objects");
  readonly #content = box("content");
  readonly #dot = box("activity-dot");
  #copied = 0;

  override detach(): void {
    clearTimeout(this.#copied);
    super.detach();
  }

  protected override update(names: ReadonlySet<string> | null): void {
    if (!this.firstChild) this.#build();
    const { props } = this;
    this.toggleAttribute("data-own", props.own);
    this.role = "article";
    this.ariaLabel = this.#said();
    this.#showFace();
    this.#showHead();
    this.#parts.message.hidden = props.editing !== null;
    this.#dot.hidden = !props.show_activity_dot;
    this.#parts.message.toggleAttribute("data-waits", props.show_activity_dot && props.objects.length === 0);
    this.#showEditor();
    this.#showIcons();
    const changed = (name: string): boolean => names === null || names.has(name);
    if (changed("objects")) this.context.arrange(this.#content, props.objects);
    if (changed("header_objects")) this.context.arrange(this.#headed, props.header_objects);
    if (changed("footer_objects")) this.context.arrange(this.#parts.footer, props.footer_objects);
    this.#parts.footer.hidden = props.footer_objects.length === 0;
  }

  #build(): void {
    const { avatar, header, message, editor, footer, icons } = this.#parts;
    const [left, right] = [box("left"), box("right")];
    left.append(avatar);
    header.append(this.#name, this.#headed);
    message.append(this.#content, this.#dot);
    right.append(header, message, editor, footer, icons);
    this.append(left, right);
  }

  #said(): string {
    const { user, timestamp, show_activity_dot: goes, objects } = this.props;
    const who = user.trim() || "Message";
    if (goes && objects.length === 0) return `${who}: an answer is on its way`;
    return timestamp && this.props.show_timestamp ? `${who}, ${timeOf(timestamp)}` : who;
  }

  #showFace(): void {
    const { face, pictures, show_avatar: shows } = this.props;
    const box = this.#parts.avatar;
    (box.parentElement as HTMLElement).hidden = !shows;
    box.setAttribute("aria-hidden", "true");
    if (pictures.length > 0) {
      render(nothing, box);
      this.context.arrange(box, pictures);
    } else {
      if (box.querySelector(":scope > .lanai")) this.context.arrange(box, []);
      render(face.startsWith(ICON) ? iconOf(face.slice(ICON.length)) : html`<span>${face}</span>`, box);
    }
  }

  #showHead(): void {
    const { user, timestamp, show_user: named, show_timestamp: timed, header_objects: more } = this.props;
    const name = named && user.trim() ? html`<span class="name">${user}</span>` : nothing;
    const time =
      timed && timestamp
        ? html`<time class="timestamp" datetime=${timestamp[0]}>${timeOf(timestamp)}</time>`
        : nothing;
    render(html`${name}${time}`, this.#name);
    this.#headed.hidden = more.length === 0;
    this.#parts.header.hidden = name === nothing && time === nothing && more.length === 0;
  }

  #showEditor(): void {
    const { editing } = this.props;
    const { editor } = this.#parts;
    editor.hidden = editing === null;
    if (editing === null) render(nothing, editor);
    else if (!editor.querySelector("textarea")) this.#openEditor(editing);
  }

  #openEditor(text: string): void {
    const { editor } = this.#parts;
    const save = (): void => this.event("save", { text: (editor.querySelector("textarea") as HTMLTextAreaElement).value });
    const key = (event: KeyboardEvent): void => {
      if (event.key === "Escape") this.event("cancel");
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    };
    render(
      html`<textarea aria-label="Edit the message" rows=${Math.min(12, text.split("\n").length + 1)} .value=${text} @keydown=${key}></textarea>
        <div>
          <button type="button" @click=${() => this.event("cancel")}>Cancel</button>
          <button type="button" class="save" @click=${save}>Save</button>
        </div>`,
      editor,
    );
    editor.querySelector("textarea")?.focus();
  }

  #showIcons(): void {
    const { can_edit: edits, show_copy_icon: copies, textual, reactions, reaction_icons: icons } = this.props;
    const hidden = this.props.editing !== null || this.props.show_activity_dot;
    const reacts = this.props.show_reaction_icons && Object.keys(icons).length > 0;
    this.#parts.icons.hidden = hidden || !(edits || (copies && textual) || reacts);
    this.#parts.icons.toggleAttribute("data-active", reactions.length > 0);
    const done = this.#copied > 0;
    render(
      html`${copies && textual ? iconButton(done ? "check" : "copy", done ? "Copied" : "Copy", this.#copy, null, "copy-icon") : nothing}
      ${edits ? iconButton("edit", "Edit", () => this.event("edit"), null, "edit-icon") : nothing}
      ${reacts
        ? html`<span class="reaction-icons" role="group" aria-label="Reactions"
            >${reactionButtons(icons, reactions, (reactions) => this.edit({ reactions }))}</span
          >`
        : nothing}`,
      this.#parts.icons,
    );
  }

  readonly #copy = (): void => {
    void navigator.clipboard?.writeText(this.#content.innerText.trim()).then(() => {
      clearTimeout(this.#copied);
      this.#copied = window.setTimeout(() => {
        this.#copied = 0;
        this.#showIcons();
      }, COPIED);
      this.#showIcons();
    });
  };
}

function timeOf([iso, text]: [string, string]): string {
  return text || new Date(iso).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function box(name: string): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  return element;
}
