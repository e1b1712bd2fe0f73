/**
 * The Tabler icons as modules that load when an icon is shown: "tabler:icons" holds a loader for each first letter, and
 * each of these gives the icons of that letter, name to the shapes in it. A filled one is named "heart-filled".
 */
import { readFile } from "node:fs/promises";

const PREFIX = "tabler:";

async function read(style) {
  // By path: the package exports its icons, but not the list of their shapes.
  const file = new URL(`./node_modules/@tabler/icons/tabler-nodes-${style}.json`, import.meta.url);
  return JSON.parse(await readFile(file, "utf8"));
}

async function byLetter() {
  const [outlines, filled] = await Promise.all([read("outline"), read("filled")]);
  const all = Object.entries(outlines);
  all.push(...Object.entries(filled).map(([name, shapes]) => [`${name}-filled`, shapes]));
  const found = {};
  for (const [name, shapes] of all) (found[name[0]] ??= {})[name] = shapes;
  return found;
}

export function tablerIcons() {
  let icons;
  return {
    name: "tabler-icons",
    resolveId: {
      filter: { id: /^tabler:/ },
      handler: (id) => id,
    },
    load: {
      filter: { id: /^tabler:/ },
      async handler(id) {
        icons ??= await byLetter();
        const part = id.slice(PREFIX.length);
        if (part !== "icons") return { code: `export default ${JSON.stringify(icons[part])};`, moduleType: "js" };
        const loaders = Object.keys(icons).map((letter) => `"${letter}": () => import("${PREFIX}${letter}")`);
        return { code: `export default {${loaders.join(",")}};`, moduleType: "js" };
      },
    },
  };
}
