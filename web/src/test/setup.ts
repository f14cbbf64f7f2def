import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";
import { loadLanguage } from "@/i18n";

await loadLanguage();
afterEach(cleanup);
