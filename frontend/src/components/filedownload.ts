import "@awesome.me/webawesome/dist/components/button/button.js";
import { html, nothing } from "lit-html";
import { buttonLook, type ButtonProps } from "./buttonlook.ts";
import { iconPart } from "./icon.ts";
import type { Component } from "../core/store.ts";
import type { Context } from "../core/context.ts";
import { hear, save, type Parcel } from "./parcel.ts";
import { Widget } from "./widget.ts";

interface FileDownloadProps extends ButtonProps {
  auto: boolean;
  data: string | null;
  filename: string | null;
}

/** Milliseconds after which a saved file's memory is given back: the browser reads it meanwhile. */
const KEPT = 60_000;

/** A button that asks for a file ("request"), shows how far it is, and saves it. */
export class FileDownload extends Widget<FileDownloadProps> {
  #waiting = false;
  #told: Parcel = {};
  #deaf: () => void = () => undefined;

  override attach(component: Component, context: Context): void {
    this.#deaf = hear(component.id, (parcel) => this.#hear(parcel));
    super.attach(component, context);
  }

  override detach(): void {
    this.#deaf();
    super.detach();
  }

  protected override template(): unknown {
    const { description, disabled } = this.props;
    const { variant, appearance } = buttonLook(this.props);
    const { received, size, error } = this.#told;
    return html`<wa-button
        .variant=${variant}
        .appearance=${appearance}
        .disabled=${disabled}
        .title=${description ?? ""}
        @click=${this.#click}
        >${iconPart({ ...this.props, icon: this.props.icon ?? "download" })}${this.#text()}</wa-button
      >${this.#waiting
        ? html`<progress
            class="lanai-download-progress"
            aria-label=${`Download of ${this.props.filename ?? "file"}`}
            max=${size || nothing}
            value=${size ? (received ?? 0) : nothing}
          ></progress>`
        : nothing}${error ? html`<p class="lanai-file-error" role="alert">${error}</p>` : nothing}`;
  }

  #text(): string {
    const { label, filename } = this.props;
    return this.#told.blob && !this.props.auto ? `Save ${this.#told.name ?? filename ?? "file"}` : label;
  }

  readonly #click = (): void => {
    const { disabled, data, filename } = this.props;
    if (disabled || this.#waiting) return;
    if (data) save(data, filename ?? "download");
    else if (this.#told.blob && !this.props.auto) this.#save(this.#told.blob);
    else {
      this.#told = {};
      this.#waiting = true;
      this.event("request");
    }
    this.update();
  };

  #hear(parcel: Parcel): void {
    this.#told = parcel;
    this.#waiting = !parcel.blob && parcel.error === undefined;
    if (parcel.blob && this.props.auto) this.#save(parcel.blob);
    else this.update();
  }

  #save(blob: Blob): void {
    const address = URL.createObjectURL(blob);
    save(address, this.#told.name ?? this.props.filename ?? "download");
    setTimeout(() => URL.revokeObjectURL(address), KEPT);
    this.#told = {};
    this.update();
  }
}
