import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import type { Process, ProcessStatus } from "@/live/records";
import type { ProcessCalls } from "@/process/calls";
import { Button } from "@/ui/Button";
import { Confirm } from "@/ui/Dialog";
import { sayError } from "@/ui/say";

/** Pause, resume and cancel. A button is busy until Firestore shows what it asked for, or it was refused. */
export function ProcessControls({
  process,
  status,
  calls,
}: {
  process: Process;
  status: ProcessStatus;
  calls: ProcessCalls;
}) {
  const [asking, ask] = useState(false);
  const { pause, resume, cancel } = calls;
  const told = { onError: sayError };
  const paused = status.status === "paused";
  return (
    <div className="flex flex-wrap gap-2">
      {paused ? (
        <Button icon={Play} kind="primary" busy={resume.isPending} onClick={() => resume.mutate(undefined, told)}>
          {t(resume.isPending ? "process.resuming" : "process.resume")}
        </Button>
      ) : (
        <Button icon={Pause} busy={pause.isPending} onClick={() => pause.mutate(undefined, told)}>
          {t(pause.isPending ? "process.pausing" : "process.pause")}
        </Button>
      )}
      <Button kind="danger" busy={cancel.isPending} onClick={() => ask(true)}>
        {t(cancel.isPending ? "process.cancelling" : "process.cancel")}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={ask}
        title={t(`process.cancel.ask.${process}`)}
        what={t("process.cancel.what")}
        doIt={t("process.cancel")}
        leaveIt={t("process.cancel.keep")}
        busy={cancel.isPending}
        busyText={t("process.cancelling")}
        onConfirm={() => cancel.mutate(undefined, { ...told, onSettled: () => ask(false) })}
      />
    </div>
  );
}
