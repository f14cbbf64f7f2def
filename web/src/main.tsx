import "@/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app";
import { readConfig } from "@/config";
import { loadLanguage, t } from "@/i18n";
import { startSession } from "@/session/auth";
import { followSystemTheme } from "@/theme/theme";

async function start(root: HTMLElement) {
  const language = loadLanguage();
  try {
    await Promise.all([language, readConfig()]);
  } catch {
    await Promise.allSettled([language]);
    root.textContent = t("connection.offline");
    window.addEventListener("online", () => window.location.reload());
    return;
  }
  followSystemTheme();
  startSession();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
