/**
 * How much JavaScript a browser fetches, compressed, by Vite's manifest: `npm run size`, after `npm run build`.
 *
 * `entry` is what every page begins with; `collection` what a collection's page needs in all. Prints one JSON object
 * of kilobytes (1 kB is 1000 bytes), as brotli (what Firebase Hosting serves) and as gzip compress them.
 */
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const COLLECTION = "src/pages/collection";
const PAGES = {
  entry: ["index.html"],
  collection: ["index.html", `${COLLECTION}/CollectionPage.tsx`, `${COLLECTION}/info/InfoTab.tsx`],
};

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));

/** The files of these modules and of all that they import at once. */
function filesOf(names, found = new Set()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`The page was built without ${name}: correct PAGES in this script.`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    filesOf(chunk.imports ?? [], found);
  }
  return found;
}

function kilobytes(files, compress) {
  const bytes = [...files].map((file) => compress(readFileSync(new URL(file, DIST))).length);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 100) / 10;
}

const sizes = Object.fromEntries(
  Object.entries(PAGES).flatMap(([page, names]) => {
    const files = filesOf(names);
    return [
      [`${page}_brotli_kb`, kilobytes(files, brotliCompressSync)],
      [`${page}_gzip_kb`, kilobytes(files, gzipSync)],
    ];
  }),
);
process.stdout.write(`${JSON.stringify(sizes)}\n`);
