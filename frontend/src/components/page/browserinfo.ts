import { Service } from "./service.ts";

interface BrowserInfoProps {
  dark_mode: boolean | null;
  device_pixel_ratio: number | null;
  language: string | null;
  timezone: string | null;
  timezone_offset: number | null;
  webdriver: boolean | null;
  webgl: boolean | null;
}

/** Tells the server what the browser says of itself, and again when that changes. */
export class BrowserInfo extends Service<BrowserInfoProps> {
  refresh(): void {
    // The server has nothing to say.
  }

  protected override begin(signal: AbortSignal): void {
    const tell = (): void => this.tell({ ...changing(), webdriver: navigator.webdriver ?? false });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", tell, { signal });
    addEventListener("languagechange", tell, { signal });
    // A window that moves to another screen, and a page that is zoomed, have another size.
    addEventListener("resize", tell, { signal });
    // The clock may have changed, or the visitor travelled, while the tab was away.
    document.addEventListener("visibilitychange", tell, { signal });
    this.tell({ ...changing(), webdriver: navigator.webdriver ?? false, webgl: hasWebGL() });
  }
}

function changing(): Partial<BrowserInfoProps> {
  return {
    dark_mode: matchMedia("(prefers-color-scheme: dark)").matches,
    device_pixel_ratio: devicePixelRatio,
    language: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
    timezone_offset: new Date().getTimezoneOffset(),
  };
}

function hasWebGL(): boolean {
  const context = document.createElement("canvas").getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null && context !== undefined;
}
