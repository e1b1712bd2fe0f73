/** Markup that an app gives where a text would do: an icon, a button's face, a tip. Whose words are in it, it may not know. */

import { isHarmless } from "./address.ts";

const WORDS = new Set(
  (
    "a b br caption code div em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s small span " +
    "strong sub sup table tbody td tfoot th thead tr u ul"
  ).split(" "),
);
const SHAPES = new Set(
  (
    "svg g path rect circle ellipse line polyline polygon text tspan defs linearGradient radialGradient stop clipPath mask " +
    "pattern symbol use animate animateTransform"
  ).split(" "),
);
const SVG = "http://www.w3.org/2000/svg";
const OF_WORDS = /^(align|alt|aria-.*|class|color|colspan|data-(?!lanai).*|dir|height|hidden|href|lang|role|rowspan|size|src|style|title|width)$/;

/** The markup's elements without what could run. They are read where nothing loads, and never written out again. */
export function harmless(markup: string): DocumentFragment {
  const { content } = Object.assign(document.createElement("template"), { innerHTML: markup });
  clean(content, true);
  return content;
}

/** The same as text, for a library that makes elements of it. Drawings are not kept: written out, they may be misread. */
export function harmlessText(markup: string): string {
  if (!markup.includes("<")) return markup;
  const template = Object.assign(document.createElement("template"), { innerHTML: markup });
  clean(template.content, false);
  return template.innerHTML;
}

function clean(parent: ParentNode, drawings: boolean): void {
  for (const element of [...parent.children]) {
    const drawn = element.namespaceURI === SVG;
    if (drawn ? !drawings || !SHAPES.has(element.localName) : !WORDS.has(element.localName)) {
      element.remove();
      continue;
    }
    for (const attribute of [...element.attributes]) {
      if (!(drawn ? fitsShape(attribute) : fitsWords(attribute))) element.removeAttributeNode(attribute);
    }
    clean(element, drawings);
  }
}

function fitsWords({ localName: name, value, ownerElement: element }: Attr): boolean {
  if (!OF_WORDS.test(name)) return false;
  if (name === "src" && /^data:image\//i.test(value) && element?.localName === "img") return true;
  return (name !== "href" && name !== "src") || isHarmless(value);
}

/** Shapes may name one another, and nothing else; animations may not change what is named. */
function fitsShape({ localName: name, value }: Attr): boolean {
  if (name.startsWith("on")) return false;
  if (name === "href") return value.startsWith("#");
  if (name === "id") return !/^(_|lanai)/i.test(value);
  return name !== "attributeName" || !/href$/i.test(value);
}
