import { html, nothing } from "lit-html";
import { ifDefined } from "lit-html/directives/if-defined.js";
import { isHarmless } from "./address.ts";
import { TemplateElement } from "./templated.ts";
import type { CommonProps } from "./common.ts";

interface ImageProps extends CommonProps {
  image: { src: string; width: number | null; height: number | null } | null;
  alt_text: string | null;
  caption: string | null;
  fixed_aspect: boolean;
  link_url: string | null;
  target: string;
}

/** A picture: its place is kept before it is there, and its words stand in for it where it does not load. */
export class Image extends TemplateElement<ImageProps> {
  #broken: string | null = null;

  protected override update(): void {
    const { sizing_mode: mode, width, height, fixed_aspect: fixed } = this.props;
    const scales = mode?.startsWith("scale_") ?? false;
    this.toggleAttribute("data-wide", width !== null || scales || /_(width|both)$/.test(mode ?? ""));
    this.toggleAttribute("data-high", (height !== null && mode !== "scale_width") || /_(height|both)$/.test(mode ?? ""));
    this.toggleAttribute("data-free", !fixed);
    super.update();
  }

  protected override template(): unknown {
    const { link_url: link, target, caption, alt_text: alt } = this.props;
    const picture = this.#picture();
    const linked = link && isHarmless(link)
      ? html`<a href=${link} target=${target} rel="noopener" aria-label=${alt || caption || link}>${picture}</a>`
      : picture;
    return caption ? html`<figure>${linked}<figcaption>${caption}</figcaption></figure>` : linked;
  }

  #picture(): unknown {
    const { image, alt_text: alt } = this.props;
    if (!image) return nothing;
    const { src, width, height } = image;
    if (src === this.#broken) {
      const words = alt || "This image cannot be shown.";
      return html`<span class="lanai-broken" role="img" aria-label=${words}>${words}</span>`;
    }
    return html`<img
      src=${src}
      alt=${alt ?? ""}
      width=${ifDefined(width ?? undefined)}
      height=${ifDefined(height ?? undefined)}
      @error=${this.#fail}
    />`;
  }

  readonly #fail = (): void => {
    this.#broken = this.props.image?.src ?? null;
    this.update();
  };
}
