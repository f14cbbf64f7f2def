import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = fileURLToPath(new URL("./package.json", import.meta.url));
const tests = fileURLToPath(new URL("../tests/rules", import.meta.url));

/** The tests of the rules stand outside of this folder; what they import is installed in it. */
function fromHere(): Plugin {
  return {
    name: "from-here",
    enforce: "pre",
    resolveId(source, importer) {
      const bare = importer?.startsWith(tests) && /^@?\w/.test(source);
      return bare ? this.resolve(source, here, { skipSelf: true }) : null;
    },
  };
}

/** Security rules in the real rules engine: the Firestore emulator that FIRESTORE_EMULATOR_HOST names. */
export default defineConfig({
  root: tests,
  plugins: [fromHere()],
  test: { environment: "node", include: ["*.test.ts"] },
});
