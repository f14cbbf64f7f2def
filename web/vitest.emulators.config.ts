import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const rules = path("../tests/rules");

/** The tests of the rules stand outside of this folder; what they import is installed in it. */
function fromHere(): Plugin {
  return {
    name: "from-here",
    enforce: "pre",
    resolveId(source, importer) {
      const bare = importer?.startsWith(rules) && /^@?\w/.test(source);
      return bare ? this.resolve(source, path("./package.json"), { skipSelf: true }) : null;
    },
  };
}

/** Tests that need the Firestore emulator, which FIRESTORE_EMULATOR_HOST names: security rules, and subscriptions. */
export default defineConfig({
  test: {
    projects: [
      {
        root: rules,
        plugins: [fromHere()],
        test: { name: "rules", environment: "node", include: ["*.test.ts"] },
      },
      {
        resolve: { alias: { "@": path("./src") } },
        test: {
          name: "live",
          environment: "jsdom",
          include: ["src/**/*.live.ts{,x}"],
          setupFiles: ["./src/test/setup.ts"],
        },
      },
    ],
  },
});
