import { ArrowRight } from "lucide-react";
import { useLocation } from "wouter";
import { t } from "@/i18n";
import { useShown } from "@/pages/collection/context";
import { lockOf } from "@/pages/collection/tabs";
import { Button } from "@/ui/Button";

/** The way on: it opens as soon as there are products, and is what to do next unless they are out of date. */
export function ContinueButton() {
  const { collection } = useShown();
  const [, go] = useLocation();
  const locked = lockOf("settings", collection) !== null;
  const stale = collection.stale.document_processing === true;
  return (
    <Button
      kind={locked || stale ? "secondary" : "primary"}
      why={locked ? t("info.continue.why") : undefined}
      onClick={() => go(`/collections/${collection.id}/settings`)}
    >
      {t("info.continue")}
      <ArrowRight aria-hidden className="size-4" />
    </Button>
  );
}
