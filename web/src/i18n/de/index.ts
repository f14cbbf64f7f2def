import type { Catalogue } from "@/i18n";
import { collection } from "@/i18n/de/collection";
import { common } from "@/i18n/de/common";
import { deck } from "@/i18n/de/deck";
import { history } from "@/i18n/de/history";
import { info } from "@/i18n/de/info";
import { items } from "@/i18n/de/items";
import { list } from "@/i18n/de/list";
import { look } from "@/i18n/de/look";
import { manage } from "@/i18n/de/manage";
import { process } from "@/i18n/de/process";
import { products } from "@/i18n/de/products";
import server from "@/i18n/de/server.json";
import { settings } from "@/i18n/de/settings";
import { translator } from "@/i18n/server";

export const de: Catalogue = {
  ...collection,
  ...common,
  ...deck,
  ...history,
  ...info,
  ...items,
  ...list,
  ...look,
  ...manage,
  ...process,
  ...products,
  ...settings,
};

/** What the server said in English. */
export const said = translator(server);
