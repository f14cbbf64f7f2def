import { collection } from "@/i18n/en/collection";
import { common } from "@/i18n/en/common";
import { deck } from "@/i18n/en/deck";
import { history } from "@/i18n/en/history";
import { info } from "@/i18n/en/info";
import { items } from "@/i18n/en/items";
import { list } from "@/i18n/en/list";
import { look } from "@/i18n/en/look";
import { manage } from "@/i18n/en/manage";
import { process } from "@/i18n/en/process";
import { products } from "@/i18n/en/products";
import { settings } from "@/i18n/en/settings";

export const en = {
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
