import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Connect, Plugin } from "vite";
import { defineConfig } from "vitest/config";

const env = process.env;
const port = Number(env.WEB_PORT || 5000);

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
        emulators: {
          auth: env.FIREBASE_AUTH_EMULATOR_HOST || "127.0.0.1:9099",
          firestore: env.FIRESTORE_EMULATOR_HOST || "127.0.0.1:8080",
        },
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
  resolve: { alias: { "@": new URL("./src", import.meta.url).pathname } },
  server: served,
  preview: served,
  build: { target: "es2022", sourcemap: false, manifest: true },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/test/setup.ts"],
    restoreMocks: true,
  },
});
