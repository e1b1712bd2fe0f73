/**
 * The Tabler icons as modules that load when an icon is shown: "tabler:icons" holds a loader for each first letter, and
 * each of these gives the icons of that letter, name to the shapes in it. A filled one is named "heart-filled".
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const PREFIX = "tabler:";

async function read(style) {
  return JSON.parse(await readFile(require.resolve(`@tabler/icons/tabler-nodes-${style}.json`), "utf8"));
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
