import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { withOption } from "./chosen.ts";
import { sizeInWords } from "./uploader.ts";
import { Widget, type WidgetProps } from "./widget.ts";

interface FileSelectorProps extends WidgetProps {
  listing: { root: string; folder: string; entries: [name: string, folder: boolean, size: number][] } | null;
  only_files: boolean;
  refresh_period: number | null;
  size: number;
  value: string[];
}

/** Files and folders of the server. Sends "open" with a folder, and "refresh". Paths are relative to the root. */
export class FileSelector extends Widget<FileSelectorProps> {
  #timer: ReturnType<typeof setInterval> | undefined;

  protected override update(names: ReadonlySet<string> | null = null): void {
    super.update();
    if (names !== null && !names.has("refresh_period")) return;
    clearInterval(this.#timer);
    const { refresh_period: period } = this.props;
    if (period) this.#timer = setInterval(() => !document.hidden && this.event("refresh"), period);
  }

  override detach(): void {
    clearInterval(this.#timer);
    super.detach();
  }

  protected override template(): unknown {
    const { label, listing, size, value, disabled } = this.props;
    if (!listing) return nothing;
    return html`<fieldset class="lanai-browse" .disabled=${disabled}>
        ${label ? html`<legend>${label}</legend>` : nothing}
        <nav aria-label="Folder">${this.#path(listing.root, listing.folder)}</nav>
        <ul style=${`--lanai-entries: ${size}`} tabindex="0" aria-label=${`Files of ${listing.folder || listing.root}`}>
          ${listing.entries.map(([name, folder, bytes]) => this.#entry(name, folder, bytes))}
          ${listing.entries.length === 0 ? html`<li class="lanai-empty">Nothing here</li>` : nothing}
        </ul>
        <p aria-live="polite">${value.length === 0 ? "Nothing chosen" : `${value.length} chosen: ${value.join(", ")}`}</p>
      </fieldset>${this.help()}`;
  }

  /** The way from the root to the folder, each step a button. */
  #path(root: string, folder: string): unknown {
    const steps = folder ? folder.split("/") : [];
    const places = ["", ...steps.map((_, index) => steps.slice(0, index + 1).join("/"))];
    return html`${places.map(
        (place, index) => html`<button
            type="button"
            class="lanai-link"
            aria-current=${index === places.length - 1 ? "location" : nothing}
            @click=${() => this.event("open", { folder: place })}
          >
            ${index === 0 ? root : steps[index - 1]}</button
          ><span aria-hidden="true">/</span>`,
      )}<button type="button" class="lanai-link lanai-refresh" @click=${() => this.event("refresh")}>Refresh</button>`;
  }

  #entry(name: string, folder: boolean, bytes: number): unknown {
    const { listing, value, only_files: onlyFiles } = this.props;
    const place = listing?.folder ? `${listing.folder}/${name}` : name;
    const box = html`<input
      type="checkbox"
      aria-label=${name}
      .checked=${live(value.includes(place))}
      .disabled=${folder && onlyFiles}
      @change=${(event: Event) =>
        this.edit({ value: withOption(value, place, (event.currentTarget as HTMLInputElement).checked) })}
    />`;
    const open = (): void => this.event("open", { folder: place });
    return html`<li>
      <label>${box}${folder ? nothing : html`<span>${name}</span>`}</label>
      ${folder
        ? html`<button type="button" class="lanai-link" @click=${open}>${name}/</button>`
        : html`<small>${sizeInWords(bytes)}</small>`}
    </li>`;
  }
}
