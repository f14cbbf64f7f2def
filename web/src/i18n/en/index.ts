import { collection } from "@/i18n/en/collection";
import { common } from "@/i18n/en/common";
import { items } from "@/i18n/en/items";
import { process } from "@/i18n/en/process";

export const en = { ...common, ...process, ...collection, ...items };
