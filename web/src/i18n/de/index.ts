import type { Catalogue } from "@/i18n";
import { collection } from "@/i18n/de/collection";
import { common } from "@/i18n/de/common";
import { info } from "@/i18n/de/info";
import { items } from "@/i18n/de/items";
import { process } from "@/i18n/de/process";

export const de: Catalogue = { ...collection, ...common, ...info, ...items, ...process };
