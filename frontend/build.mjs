/**
 * Builds the browser's files into ../src/lanai/static: hashed, minified, pre-compressed, with a manifest:
 *
 *   {"core": "core-HASH.js", "begin": ["begin-HASH.js"], "css": ["lanai-HASH.css"], "rescue": "rescue-HASH.js",
 *    "components": {"Button": ["button-HASH.js", ...], ...},
 *    "early": {"script": "early-HASH.js", "css": "early-HASH.css", "types": ["Button", ...],
 *              "first": "first-HASH.css", "more": "more-HASH.css"}}
 *
 * A component's files are those its code imports beyond core's own; the server preloads them. A page of nothing but
 * the early types carries the early files inside itself, and shows its first state before any other file has come. Exits with 1 and a
 * reason where a dependency no longer is what this build expects.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { bundleAsync, transform } from "lightningcss";
import { pruned } from "./prune.mjs";
import { tablerIcons } from "./tabler.mjs";
import { rolldown } from "rolldown";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/lanai/static");
/** Written whole before it takes the target's place, so that a build that fails leaves the last one standing. */
const draft = join(here, "node_modules/.lanai-static");

/** The icons that our controls show. The library brings many more, and asks another host for the rest. */
const ICONS = [
  "check",
  "chevron-down",
  "circle-xmark",
  "clock",
  "eye",
  "eye-slash",
  "eyedropper",
  "indeterminate",
  "minus",
  "plus",
  "xmark",
];
/** A compressed form is kept if it takes less than this part of the file. */
const WORTHWHILE = 0.95;
const LICENCE_BANNER =
  "/*! Lanai, BSD-3-Clause. With Lit (BSD-3-Clause), Web Awesome (MIT), Font Awesome Free icons (CC BY 4.0), Tabler Icons (MIT). */";

/**
 * Which modules lie together: first what every page needs, then what one needs that has no script inside it, then
 * Button with all that Web Awesome's controls stand on, then what Perspective's parts share, then what several other controls share. The rest is one file a component.
 */
const GROUPS = [
  {
    name: "core",
    test: /node_modules\/(lit|lit-html|lit-element|@lit)\/|src\/(core\/(?!begin|mount|store|registry|theme|children|sizing)|components\/(base|templated|widget)\.ts)|protocol\//,
  },
  {
    name: "begin",
    test: /src\/(core\/(begin|beginning|mount|store|registry|theme|children|sizing)|early\/sources|components\/(row|column|flexbox|html|markdown|param|place|pycomponent|slot|statictext|str|layout|layout\/scroller|math\/index))\.ts/,
  },
  { name: "button", test: /webawesome\/dist\/components\/button\/|src\/components\/(button|toggle|inner)/ },
  {
    name: "codemirror",
    test: /node_modules\/(@codemirror\/(?!lang-|legacy)|@lezer\/(common|highlight|lr)\/|@marijn|style-mod|w3c-keyname|crelt)/,
  },
  { name: "perspective-base", test: /node_modules\/(@perspective-dev\/(client|viewer)\/|pro_self_extracting_wasm|chroma-js)/ },
  { name: "d3", test: /node_modules\/(d3-[a-z-]+|internmap|delaunator|robust-predicates)\// },
  { name: "fields", test: /node_modules\/(?!@lezer|@codemirror)/, minShareCount: 2 },
].map((group, index, all) => ({ ...group, priority: all.length - index }));

/** A style sheet that a script imports is its text, minified: it comes with the code that needs it. */
function styleSheetsAsText() {
  return {
    name: "style-sheets-as-text",
    load: {
      filter: { id: /\.css$/ },
      async handler(id) {
        return { code: `export default ${JSON.stringify(String(await bundleStyles(id)))};`, moduleType: "js" };
      },
    },
  };
}

/** KaTeX's style sheet is text that a script imports; its fonts are files, whose addresses stand in the text. */
function katexStyles() {
  return {
    name: "katex-styles",
    load: {
      filter: { id: /katex\/dist\/katex\.min\.css$/ },
      async handler(id) {
        const text = (await readFile(id, "utf8")).replace(/,url\([^)]+\.(?:woff|ttf)\) format\("[a-z]+"\)/g, "");
        const parts = text.split(/url\((fonts\/[\w-]+\.woff2)\)/);
        if (parts.length < 3 || /\.(woff|ttf)\)/.test(text)) {
          this.error("expected KaTeX's style sheet to name its fonts as woff2, woff and ttf: see katexStyles");
        }
        const pieces = parts.map(async (part, index) => {
          if (index % 2 === 0) return JSON.stringify(part);
          const source = await readFile(join(dirname(id), part));
          const reference = this.emitFile({ type: "asset", name: basename(part), source });
          return `"url(" + import.meta.ROLLUP_FILE_URL_${reference} + ")"`;
        });
        return { code: `export default ${(await Promise.all(pieces)).join(" + ")};`, moduleType: "js" };
      },
    },
  };
}

/** A WebAssembly module that a script imports is a file of its own; the script gets its address. */
function wasmAsFiles() {
  return {
    name: "wasm-as-files",
    load: {
      filter: { id: /\.wasm$/ },
      async handler(id) {
        const reference = this.emitFile({ type: "asset", name: basename(id), source: await readFile(id) });
        return { code: `export default import.meta.ROLLUP_FILE_URL_${reference};`, moduleType: "js" };
      },
    },
  };
}

/** A style sheet in a template without values. */
const STYLES = /\bcss`((?:[^`$\\]|\\`)*)`/g;

/** Web Awesome's style sheets are texts in its code, as they were written: here they are minified. */
function smallStyles() {
  return {
    name: "small-styles",
    transform: {
      filter: { id: /webawesome\/dist\/chunks\//, code: /css`/ },
      handler: (code) => code.replace(STYLES, (whole, text) => {
        const small = minified(text.replaceAll("\\`", "`"));
        return small === null ? whole : `css\`${small}\``;
      }),
    },
  };
}

/** Null where the text cannot be parsed, or could not stand in a template any more. */
function minified(text) {
  try {
    const code = String(transform({ filename: "part.css", code: Buffer.from(text), minify: true }).code);
    return /[`$\\]/.test(code) ? null : code;
  } catch {
    return null;
  }
}

/** Libraries that ask data for what every object has: data may have names like those. What they ask, and what they should. */
const ASKED = [
  [/node_modules\/(echarts|zrender)\//, /\b(\w+)\.hasOwnProperty\(/g, "Object.prototype.hasOwnProperty.call($1, "],
  [
    /node_modules\/vanilla-jsoneditor\//,
    /void 0===(\w)\.constructor\|\|"Object"===\1\.constructor\.name/g,
    "[null,Object.prototype].includes(Object.getPrototypeOf($1))",
  ],
  [
    /node_modules\/immutable-json-patch\//,
    /value\.constructor === undefined \|\|[^]*?value\.constructor\.name === 'Object'/g,
    "[null, Object.prototype].includes(Object.getPrototypeOf(value))",
  ],
];

function ownProperties() {
  const asked = new Set();
  return {
    name: "own-properties",
    transform: {
      filter: { id: /node_modules\/(echarts|zrender|vanilla-jsoneditor|immutable-json-patch)\// },
      handler(code, id) {
        const found = ASKED.find(([files, question]) => files.test(id) && code.search(question) >= 0);
        if (!found) return null;
        asked.add(found);
        return code.replace(found[1], found[2]);
      },
    },
    buildEnd(error) {
      if (!error && asked.size < ASKED.length) this.error("expected ECharts and the JSON editor to ask data for its own methods: see ASKED");
    },
  };
}

/** Cuts Web Awesome's icon libraries down to what is used and served from here. */
function ownIconsOnly() {
  const cut = { system: false, default: false };
  return {
    name: "own-icons-only",
    transform: {
      filter: { id: /webawesome\/dist\/chunks\// },
      handler(code) {
        if (code.includes("// src/components/icon/library.system.ts")) {
          cut.system = true;
          return code.replace(/^ {4}"?([\w-]+)"?: `<svg.*`,?$/gm, (line, name) => (ICONS.includes(name) ? line : ""));
        }
        if (code.includes("// src/components/icon/library.default.ts")) {
          cut.default = true;
          return code.replace(/^function getIconUrl[\s\S]*?^}$/m, 'function getIconUrl() {\n  return "";\n}');
        }
        return null;
      },
    },
    buildEnd(error) {
      if (!error && !(cut.system && cut.default)) {
        this.error("expected Web Awesome's icon libraries among its chunks, found them changed: see ownIconsOnly");
      }
    },
  };
}

/**
 * Packages that are bundled by themselves, by the name of their file. Perspective's charts hold circles of modules, on
 * whose account every other chunk that is loaded by name would get a second, tiny file in front of it.
 */
const APART = { "perspective-charts": "@perspective-dev/viewer-d3fc" };

/** Sends the imports of what is bundled apart to its files. */
function filesApart(files) {
  return {
    name: "files-apart",
    resolveId: (source) => (files.has(source) ? { id: `./${files.get(source)}`, external: true } : null),
  };
}

async function buildApart() {
  const built = await Promise.all(
    Object.entries(APART).map(([name, input]) => generate({ input: { [name]: input }, cwd: here }, {})),
  );
  const chunks = built.flat();
  const files = Object.values(APART).map((source, index) => [source, built[index].find(({ isEntry }) => isEntry).fileName]);
  return { chunks, files: new Map(files) };
}

async function buildScripts() {
  const apart = await buildApart();
  const output = await generate(
    {
      input: { core: join(here, "src/core/page.ts") },
      preserveEntrySignatures: "allow-extension",
      makeAbsoluteExternalsRelative: false,
      plugins: [
        filesApart(apart.files),
        ownIconsOnly(),
        smallStyles(),
        katexStyles(),
        styleSheetsAsText(),
        wasmAsFiles(),
        ownProperties(),
        tablerIcons(),
      ],
    },
    { codeSplitting: { groups: GROUPS } },
  );
  return {
    chunks: output.filter(({ type }) => type === "chunk"),
    apart: apart.chunks,
    binaries: output.filter(({ type }) => type === "asset"),
  };
}

/** The script that pages carry inside themselves: one file, which knows the early types only. */
async function buildEarly(types) {
  const [script, ...more] = await generate(
    { input: { early: join(here, "src/early/index.ts") }, plugins: [typesOnly(types)] },
    { format: "iife" },
  );
  if (more.length > 0) throw new Error("expected src/early/ to load nothing, found that it imports at run time");
  const styles = pruned(String(await bundleStyles(join(here, "src/styles/early.css"))), script.code.match(/--[\w-]+/g));
  if (/<\/script|<!--/i.test(script.code) || /<\/style/i.test(styles)) {
    throw new Error("expected nothing in src/early/ that would end its element");
  }
  return { script: hashed("early", ".js", script.code), css: hashed("early", ".css", styles), rescue: await buildRescue() };
}

/** The script that other pages carry inside themselves: it asks again for what of them does not come. */
async function buildRescue() {
  const [script] = await generate({ input: { rescue: join(here, "src/early/rescued.ts") } }, { format: "iife" });
  return hashed("rescue", ".js", script.code);
}

/** Leaves of protocol/components.json what is said of these types. */
function typesOnly(names) {
  return {
    name: "types-only",
    load: {
      filter: { id: /protocol\/components\.json$/ },
      async handler(id) {
        const { base, types } = JSON.parse(await readFile(id, "utf8"));
        const kept = Object.fromEntries(names.map((name) => [name, types[name]]));
        return { code: JSON.stringify({ base, types: kept }), moduleType: "json" };
      },
    },
  };
}

async function generate(input, grouping) {
  const bundle = await rolldown({ platform: "browser", transform: { target: "es2022" }, ...input });
  const { output } = await bundle.generate({
    format: "esm",
    minify: true,
    comments: false,
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: "[name]-[hash].js",
    assetFileNames: "[name]-[hash][extname]",
    ...grouping,
  });
  await bundle.close();
  return output;
}

/** The style sheet with all that it imports, minified. */
async function bundleStyles(filename) {
  const { code } = await bundleAsync({
    filename,
    minify: true,
    resolver: {
      resolve(specifier, from) {
        const isPackage = /^(@|tabulator-tables\/)/.test(specifier);
        return isPackage ? join(here, "node_modules", specifier) : join(dirname(from), specifier);
      },
    },
  });
  return code;
}

function hashed(name, suffix, code) {
  const hash = createHash("sha256").update(code).digest("base64url").slice(0, 8);
  return { fileName: `${name}-${hash}${suffix}`, code };
}

/** The files of each component: its chunk and all it imports, except what core has loaded anyway. */
function componentFiles(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const closure = (fileName, seen = new Set()) => {
    if (seen.has(fileName)) return seen;
    seen.add(fileName);
    for (const imported of byName.get(fileName)?.imports ?? []) closure(imported, seen);
    return seen;
  };
  const core = closure(chunks.find(({ isEntry }) => isEntry).fileName);
  const beyond = (chunk) => [...closure(chunk.fileName)].filter((fileName) => !core.has(fileName));
  const ofType = (type) => {
    const source = `/${type.toLowerCase()}.ts`;
    const chunk = chunks.find(({ moduleIds }) =>
      moduleIds.some((id) => id.includes("/src/components/") && id.endsWith(source)),
    );
    if (!chunk) throw new Error(`expected a module src/components${source} for the component ${type}`);
    return chunk.name === "begin" ? [] : beyond(chunk); // which a page has already
  };
  return { ofType, begin: beyond(chunks.find(({ name }) => name === "begin")) };
}

async function write(fileName, code) {
  await writeBytes(fileName, Buffer.from(code));
}

/** A file, with its compressed forms where they are worth their place: some modules have packed themselves. */
async function writeBytes(fileName, bytes) {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, best), promisify(gzip)(bytes, { level: 9 })]);
  await writeFile(join(draft, fileName), bytes);
  if (br.length < WORTHWHILE * bytes.length) await writeFile(join(draft, `${fileName}.br`), br);
  if (gz.length < WORTHWHILE * bytes.length) await writeFile(join(draft, `${fileName}.gz`), gz);
  console.log(`${fileName.padEnd(30)} ${String(bytes.length).padStart(8)} ${String(br.length).padStart(7)} br`);
}

const protocol = JSON.parse(await readFile(join(here, "../protocol/components.json"), "utf8"));
const earlyTypes = JSON.parse(await readFile(join(here, "src/early/types.json"), "utf8"));
const sheet = async (name) => hashed(name, ".css", await bundleStyles(join(here, `src/styles/${name}.css`)));
const [{ chunks, apart, binaries }, inside, ...styles] = await Promise.all([
  buildScripts(),
  buildEarly(earlyTypes),
  ...["lanai", "first", "more"].map(sheet),
]);
await rm(draft, { recursive: true, force: true });
await mkdir(draft, { recursive: true });
const files = componentFiles(chunks);
const manifest = {
  core: chunks.find(({ isEntry }) => isEntry).fileName,
  begin: files.begin,
  css: [styles[0].fileName],
  rescue: inside.rescue.fileName,
  early: {
    script: inside.script.fileName,
    css: inside.css.fileName,
    types: earlyTypes,
    first: styles[1].fileName,
    more: styles[2].fileName,
  },
  components: Object.fromEntries(Object.keys(protocol.types).map((type) => [type, files.ofType(type)])),
};
for (const { fileName, code } of [...chunks, ...apart]) await write(fileName, `${LICENCE_BANNER}\n${code}`);
for (const { fileName, source } of binaries) await writeBytes(fileName, Buffer.from(source));
for (const { fileName, code } of [...styles, ...Object.values(inside)]) await write(fileName, code);
await writeFile(join(draft, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
await rm(target, { recursive: true, force: true });
await rename(draft, target);
