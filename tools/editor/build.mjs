// Bundles editor.mjs into one file that needs no build when the site runs, with its licences.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.join(here, "../../static/vendor/codemirror");

const withoutHtml = {
  name: "without-html",
  setup: (bundling) =>
    bundling.onResolve({ filter: /^@codemirror\/lang-html$/ }, () => ({ path: path.join(here, "no-html.mjs") })),
};

mkdirSync(target, { recursive: true });
const done = await build({
  absWorkingDir: here,
  entryPoints: ["editor.mjs"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* CodeMirror 6 for Tandem. Made by `make editor`; licences: LICENSES.txt beside this file. */" },
  outfile: path.join(target, "editor.js"),
  plugins: [withoutHtml],
  metafile: true,
});

const used = Object.entries(Object.values(done.metafile.outputs)[0].inputs)
  .filter(([, part]) => part.bytesInOutput > 0)
  .map(([file]) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter(Boolean);

const licences = [...new Set(used)].sort().map((name) => {
  const folder = path.join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => path.join(folder, one)).find(existsSync);
  if (!file) throw new Error(`${name} brings no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").trim()}\n`;
});

writeFileSync(
  path.join(target, "LICENSES.txt"),
  `editor.js holds these packages.\n\n${licences.join(`\n${"-".repeat(72)}\n\n`)}`,
);
console.log(`${used.length ? [...new Set(used)].length : 0} packages in static/vendor/codemirror/editor.js`);
