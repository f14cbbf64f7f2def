import { readFileSync } from "node:fs";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Connect, Plugin } from "vite";
import { defineConfig } from "vitest/config";

const env = process.env;
const port = Number(env.WEB_PORT || 5000);
const emulators = {
  auth: env.FIREBASE_AUTH_EMULATOR_HOST || "127.0.0.1:9099",
  firestore: env.FIRESTORE_EMULATOR_HOST || "127.0.0.1:8080",
};
const storage = (env.STORAGE_EMULATOR_HOST || "127.0.0.1:9199").replace("http://", "");

/** The headers that Firebase Hosting sends with every page, and leave to call the emulators instead of Google. */
function hostingHeaders(): Record<string, string> {
  const { hosting } = JSON.parse(readFileSync(new URL("../firebase.json", import.meta.url), "utf-8"));
  const everywhere = hosting.headers.find((rule: { source: string }) => rule.source === "**");
  const local = {
    "https://*.googleapis.com": Object.values({ ...emulators, storage }),
    "https://storage.googleapis.com": [storage],
  };
  return Object.fromEntries(
    everywhere.headers.map(({ key, value }: { key: string; value: string }) => [
      key,
      Object.entries(local).reduce(
        (text, [from, to]) => text.replace(from, to.map((at) => `http://${at}`).join(" ")),
        value,
      ),
    ]),
  );
}

/** What Firebase Hosting answers at its reserved address; on the local stack also where the emulators are. */
function firebaseConfig(): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split("?")[0] !== "/__/firebase/init.json") return next();
    const project = env.GOOGLE_CLOUD_PROJECT || "demo-phasework";
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Cache-Control", "no-store");
    response.end(
      JSON.stringify({
        apiKey: "local",
        projectId: project,
        authDomain: `${project}.firebaseapp.com`,
        emulators,
        demo: env.DEMO_EMAIL ? { email: env.DEMO_EMAIL, password: env.DEMO_PASSWORD } : undefined,
      }),
    );
  };
  return {
    name: "firebase-config",
    configureServer: (server) => void server.middlewares.use(answer),
    configurePreviewServer: (server) => void server.middlewares.use(answer),
  };
}

const served = {
  host: "127.0.0.1",
  port,
  strictPort: true,
  proxy: { "/api": env.API_URL || "http://127.0.0.1:5001" },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), firebaseConfig()],
  resolve: {
    alias: {
      "@": new URL("./src", import.meta.url).pathname,
      "file-selector": new URL("./src/lib/fileSelector.ts", import.meta.url).pathname,
    },
  },
  server: served,
  preview: { ...served, headers: hostingHeaders() },
  build: { target: "es2022", sourcemap: false, manifest: true },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/test/setup.ts"],
    restoreMocks: true,
  },
});
