import { said, t } from "@/i18n";
import type { Warning } from "@/live/records";
import { useShown } from "@/pages/collection/context";

const FEW = 3; // are read at a glance; more are folded

/** What is to know about a run that went on all the same. */
export function WarningList({ warnings }: { warnings: Warning[] }) {
  const { documents } = useShown();
  if (warnings.length === 0) return null;
  const nameOf = (id?: string | null) => documents.find((document) => document.id === id)?.filename;
  return (
    <details open={warnings.length <= FEW} className="rounded-lg border border-line p-3 text-sm">
      <summary className="font-medium">{t("process.warnings", { count: warnings.length })}</summary>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.document_id} ${warning.message}`}>
            {said(warning.message)}
            {nameOf(warning.document_id) && <span className="text-muted"> ({nameOf(warning.document_id)})</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
