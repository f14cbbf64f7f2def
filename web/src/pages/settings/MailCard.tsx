import { useMutation, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { answer, api } from "@/api/client";
import { queryClient } from "@/api/queries";
import { t } from "@/i18n";
import { Part } from "@/pages/settings/Part";
import { Unconfirmed } from "@/pages/settings/Unconfirmed";
import { Button } from "@/ui/Button";
import { CHECKBOX, Notice, Waiting } from "@/ui/parts";
import { sayDone, sayError } from "@/ui/say";

const KEY = ["notifications"];

/** Whether an e-mail comes when a run has ended, and where to. */
export function MailCard({ email }: { email: string | null }) {
  const wishes = useQuery({ queryKey: KEY, queryFn: () => answer(api.GET("/api/me/notifications")), staleTime: 0 });
  const change = useMutation({
    mutationFn: (wanted: boolean) => answer(api.PUT("/api/me/notifications", { body: { email: wanted } })),
    onSuccess: (now) => {
      queryClient.setQueryData(KEY, now);
      sayDone(t("said.saved"));
    },
    onError: sayError,
  });
  return (
    <Part title={t("settings.mail")}>
      {wishes.isPending ? (
        <Waiting />
      ) : wishes.isError ? (
        <Notice tone="bad" role="alert" actions={<Button onClick={() => wishes.refetch()}>{t("do.retry")}</Button>}>
          {wishes.error.message}
        </Notice>
      ) : (
        <>
          <Wanted
            on={change.isPending ? change.variables : wishes.data.email}
            address={wishes.data.address}
            onChange={(on) => change.mutate(on)}
          />
          {wishes.data.address === null && <Unconfirmed email={email} onConfirmed={() => void wishes.refetch()} />}
        </>
      )}
    </Part>
  );
}

function Wanted({ on, address, onChange }: { on: boolean; address: string | null; onChange: (on: boolean) => void }) {
  const told = useId();
  return (
    <div>
      <label className="flex min-h-8 cursor-pointer items-center gap-3">
        <input
          type="checkbox"
          className={CHECKBOX}
          checked={on}
          aria-describedby={told}
          onChange={(event) => onChange(event.target.checked)}
        />
        {t("settings.mail.want")}
      </label>
      <p id={told} className="pl-7.5 text-sm text-muted">
        {address ? t("settings.mail.to", { address }) : t("settings.mail.nowhere")} {t("settings.mail.not")}
      </p>
    </div>
  );
}
