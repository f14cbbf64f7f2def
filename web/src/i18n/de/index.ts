import type { Catalogue } from "@/i18n";
import { collection } from "@/i18n/de/collection";
import { common } from "@/i18n/de/common";
import { items } from "@/i18n/de/items";
import { process } from "@/i18n/de/process";

export const de: Catalogue = { ...common, ...process, ...collection, ...items };
