import { collection } from "@/i18n/en/collection";
import { common } from "@/i18n/en/common";
import { process } from "@/i18n/en/process";

export const en = { ...common, ...process, ...collection };
