import { html, nothing } from "lit-html";
import { FileReceiver, type ReceiverProps } from "./receiver.ts";

interface FileInputProps extends ReceiverProps {
  accept: string | null;
  directory: boolean;
  filename: string | string[] | null;
  multiple: boolean;
}

/** A native field for files. */
export class FileInput extends FileReceiver<FileInputProps> {
  protected override template(): unknown {
    const { label, accept, directory, multiple, disabled } = this.props;
    const id = `lanai-file-${this.component?.id}`;
    return html`${label ? html`<label class="lanai-label" for=${id}>${label}</label>` : nothing}<input
        id=${id}
        type="file"
        class="lanai-file"
        aria-label=${label ? nothing : "Choose a file"}
        accept=${accept ?? nothing}
        .multiple=${multiple || directory}
        .webkitdirectory=${directory}
        .disabled=${disabled}
        @change=${this.#change}
      />${this.progress()}${this.help()}`;
  }

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update(names);
    if (names?.has("filename") && this.props.filename === null && !this.uploading) {
      this.#field.value = "";
    }
  }

  get #field(): HTMLInputElement {
    return this.querySelector('input[type="file"]') as HTMLInputElement;
  }

  readonly #change = (): void => {
    this.start([...(this.#field.files ?? [])], false);
  };
}
