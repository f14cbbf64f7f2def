import { collection } from "@/i18n/en/collection";
import { common } from "@/i18n/en/common";
import { info } from "@/i18n/en/info";
import { items } from "@/i18n/en/items";
import { process } from "@/i18n/en/process";

export const en = { ...collection, ...common, ...info, ...items, ...process };
