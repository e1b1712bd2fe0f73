/** Where a link may lead: nowhere that is code, or a page that the link itself brings. */

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "sms:", "ftp:", "geo:", "magnet:", "webcal:"]);

/** Whether the browser, as it reads the address, goes to another page or opens another program. */
export function isHarmless(href: string): boolean {
  try {
    return SCHEMES.has(new URL(href, document.baseURI).protocol);
  } catch {
    return false;
  }
}
