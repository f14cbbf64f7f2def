import { t } from "@/i18n";
import { ProcessPanel } from "@/process/ProcessPanel";
import { Button } from "@/ui/Button";
import { Card } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** Documents come in here, and are processed. */
export function InfoTab() {
  return (
    <Card aria-label={t("process.document_processing")}>
      <ProcessPanel
        process="document_processing"
        start={({ start }) => (
          <Button kind="primary" busy={start.isPending} onClick={() => start.mutate(undefined, { onError: sayError })}>
            {t("process.again")}
          </Button>
        )}
      />
    </Card>
  );
}
