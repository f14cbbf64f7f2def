// The Auth emulator of firebase-tools alone: without its command line, hub, user interface or Java.
// usage: node auth_server.cjs PROJECT HOST PORT
"use strict";

process.env.CI = "true"; // no update check, no questions
const [project, host, port] = process.argv.slice(2);

// Compiling the API description is most of the start. What concerns tenants, second factors, passkeys, identity provider
// settings, SAML, Game Center and App Store checks is left out (5.2 s become 2.4 s); AUTH_EMULATOR_FULL=1 keeps it all.
const LEFT_OUT = /tenant|mfa|passkey|IdpConfig|Saml|GameCenter|verifyIosClient/;
const { default: spec } = require("firebase-tools/lib/emulator/auth/apiSpec.js");
if (!process.env.AUTH_EMULATOR_FULL) {
  for (const path of Object.keys(spec.paths)) {
    if (LEFT_OUT.test(path)) delete spec.paths[path];
  }
}

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
