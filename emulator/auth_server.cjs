// The Auth emulator of firebase-tools alone: without its command line, hub, user interface or Java.
// usage: node auth_server.cjs PROJECT HOST PORT
"use strict";

process.env.CI = "true"; // no update check, no questions
const [project, host, port] = process.argv.slice(2);

// Each of the API description's hundreds of parameters gets a validator of its own, and each of those first compiles the
// schema of schemas, to check one that never changes. Without that check the start takes 1.1 s instead of 4.7.
const { default: Ajv } = require(require.resolve("ajv/dist/core.js", { paths: [require.resolve("exegesis")] }));
Ajv.prototype.validateSchema = () => true;

const { createApp } = require("firebase-tools/lib/emulator/auth/server.js");
const { SingleProjectMode } = require("firebase-tools/lib/emulator/auth/index.js");

createApp(project, SingleProjectMode.WARNING)
  .then((app) => {
    const server = app.listen(Number(port), host, () => console.log(`Auth emulator at http://${host}:${port}`));
    server.on("error", (error) => {
      console.error(String(error));
      process.exit(1);
    });
    const stop = () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  })
  .catch((error) => {
    console.error(error);
    process.exit(1);
  });
