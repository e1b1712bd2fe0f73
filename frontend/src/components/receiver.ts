/** What widgets that take files share: an upload under way, with its progress, or why it was refused. */

import { html, nothing } from "lit-html";
import { sizeInWords, Uploader, type Transfers } from "./uploader.ts";
import { Widget, type WidgetProps } from "./widget.ts";

export interface ReceiverProps extends WidgetProps {
  transfers: Transfers;
  chunk_size: number;
}

export abstract class FileReceiver<P extends ReceiverProps = ReceiverProps> extends Widget<P> {
  protected upload: Uploader | null = null;
  readonly #beforeLeaving = (event: Event): void => event.preventDefault();

  protected override update(names: ReadonlySet<string> | null = null): void {
    if (names === null || names.has("transfers")) this.upload?.follow(this.props.transfers);
    super.update();
  }

  override detach(): void {
    window.removeEventListener("beforeunload", this.#beforeLeaving);
    super.detach();
  }

  protected get uploading(): boolean {
    return this.upload !== null && !this.upload.done && this.upload.error === null;
  }

  protected start(files: readonly File[], more: boolean): void {
    if (this.uploading) this.upload?.cancel();
    this.upload = new Uploader(
      files,
      (name, data) => this.event(name, data),
      () => this.#changed(),
      { more, largest: this.props.chunk_size },
    );
    this.#changed();
  }

  /** The upload that is under way, or what became of it where that was nothing good. */
  protected progress(): unknown {
    const upload = this.upload;
    if (!upload || upload.done) return nothing;
    if (upload.error !== null) return html`<p class="lanai-file-error" role="alert">${upload.error}</p>`;
    const share = upload.total > 0 ? upload.received / upload.total : 0;
    return html`<div class="lanai-file-progress">
      <progress max="1" .value=${share} aria-label="Upload"></progress>
      <span>${sizeInWords(upload.received)} of ${sizeInWords(upload.total)}</span>
      <button type="button" class="lanai-link" @click=${() => upload.cancel()}>Cancel</button>
    </div>`;
  }

  /** Leaving the page would lose an upload: the browser asks first. */
  #changed(): void {
    window.removeEventListener("beforeunload", this.#beforeLeaving);
    if (this.uploading) window.addEventListener("beforeunload", this.#beforeLeaving);
    if (this.component) super.update();
  }
}
