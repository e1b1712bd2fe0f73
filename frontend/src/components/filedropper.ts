import { own } from "../core/names.ts";
import { html, nothing } from "lit-html";
import { FileReceiver, type ReceiverProps } from "./receiver.ts";
import { sizeInWords } from "./uploader.ts";

interface FileDropperProps extends ReceiverProps {
  accepted_filetypes: string[];
  layout: "integrated" | "compact" | "circle" | null;
  mime_type: Record<string, string>;
  multiple: boolean;
  previews: string[];
  sizes: Record<string, number>;
}

/** An area for files, with a list of those that are there. Sends "remove" with a name. */
export class FileDropper extends FileReceiver<FileDropperProps> {
  #over = false;
  /** Files that this browser gave, as addresses for their previews. */
  readonly #addresses = new Map<string, string>();

  override detach(): void {
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address);
    this.#addresses.clear();
    super.detach();
  }

  protected override template(): unknown {
    const { label, accepted_filetypes: accepted, multiple, disabled, layout } = this.props;
    const id = `lanai-drop-${this.component?.id}`;
    const classes = ["lanai-drop", layout ? `lanai-${layout}` : "", this.#over ? "lanai-over" : ""].join(" ");
    return html`${label ? html`<label class="lanai-label" for=${id}>${label}</label>` : nothing}
      <div
        class=${classes}
        ?data-disabled=${disabled}
        @dragenter=${this.#drag}
        @dragover=${this.#drag}
        @dragleave=${this.#leave}
        @drop=${this.#drop}
      >
        <input
          id=${id}
          type="file"
          aria-label=${label ? nothing : "Choose or drop files"}
          accept=${accepted.join(",") || nothing}
          .multiple=${multiple}
          .disabled=${disabled}
          @change=${this.#choose}
        />
        <span aria-hidden="true"
          ><svg viewBox="0 0 24 24"><path d="M4 17v2a2 2 0 0 0 2 2h12a2 2 0 0 0 2 -2v-2M7 9l5 -5l5 5M12 4v12" /></svg
          >Drop ${multiple ? "files" : "a file"} here or <u>browse</u></span
        >
      </div>
      ${this.progress()}${this.#list()}${this.help()}`;
  }

  #list(): unknown {
    const entries = Object.entries(this.props.sizes);
    if (entries.length === 0) return nothing;
    return html`<ul class="lanai-files">
      ${entries.map(
        ([name, size]) => html`<li>
          ${this.#preview(name)}<span title=${name}>${name}</span><small>${sizeInWords(size)}</small
          ><button
            type="button"
            class="lanai-remove"
            aria-label=${`Remove ${name}`}
            .disabled=${this.props.disabled}
            @click=${() => this.event("remove", { key: "", name })}
          >
            <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M3 3l6 6M9 3l-6 6" /></svg>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #preview(name: string): unknown {
    const address = this.#addresses.get(name);
    const kind = own(this.props.mime_type, name) ?? "";
    if (!address) return nothing;
    if (kind.startsWith("image/") && this.props.previews.includes("image")) return html`<img src=${address} alt="" />`;
    if (kind === "application/pdf" && this.props.previews.includes("pdf")) {
      return html`<iframe src=${address} title=${`Preview of ${name}`} tabindex="-1"></iframe>`;
    }
    return nothing;
  }

  #give(files: readonly File[]): void {
    const given = this.props.multiple ? files : files.slice(0, 1);
    if (given.length === 0 || this.props.disabled) return;
    for (const file of given) this.#remember(file);
    this.start(given, true);
  }

  #remember(file: File): void {
    const known = this.#addresses.get(file.name);
    if (known) URL.revokeObjectURL(known);
    this.#addresses.set(file.name, URL.createObjectURL(file));
  }

  readonly #choose = (event: Event): void => {
    const field = event.currentTarget as HTMLInputElement;
    this.#give([...(field.files ?? [])]);
    field.value = ""; // the same file may be given again
  };

  readonly #drag = (event: DragEvent): void => {
    event.preventDefault();
    this.#mark(true);
  };

  readonly #leave = (): void => this.#mark(false);

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.#mark(false);
    this.#give([...(event.dataTransfer?.files ?? [])]);
  };

  #mark(over: boolean): void {
    if (this.#over === over) return;
    this.#over = over && !this.props.disabled;
    this.update();
  }
}
