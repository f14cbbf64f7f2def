import { collection } from "@/i18n/en/collection";
import { common } from "@/i18n/en/common";
import { history } from "@/i18n/en/history";
import { list } from "@/i18n/en/list";
import { manage } from "@/i18n/en/manage";
import { process } from "@/i18n/en/process";
import { settings } from "@/i18n/en/settings";

export const en = { ...common, ...process, ...collection, ...manage, ...list, ...history, ...settings };
