import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { refreshUser, resendVerification } from "@/session/auth";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/parts";
import { sayError } from "@/ui/say";

/** Why no e-mail can come yet, and what to do; it looks again when the person comes back to this tab. */
export function Unconfirmed({ email, onConfirmed }: { email: string | null; onConfirmed: () => void }) {
  const [sent, setSent] = useState(false);
  const resend = useMutation({ mutationFn: resendVerification, onSuccess: () => setSent(true) });
  const look = useMutation({ mutationFn: refreshUser, onSuccess: onConfirmed, onError: sayError });
  const { mutate } = look;
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && mutate();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [mutate]);
  if (!email) return <Notice tone="warn">{t("settings.mail.none")}</Notice>;
  return (
    <Notice
      tone="warn"
      title={t("settings.mail.unconfirmed", { email })}
      actions={
        <>
          <Button small busy={resend.isPending} onClick={() => resend.mutate()}>
            {t("settings.mail.resend")}
          </Button>
          <Button small busy={look.isPending} onClick={() => look.mutate()}>
            {t("settings.mail.look")}
          </Button>
        </>
      }
    >
      <p role="status">{t(sent ? "settings.mail.sent" : "settings.mail.unconfirmed.what", { email })}</p>
      {resend.isError && (
        <p role="alert" className="text-bad">
          {t(isTooMany(resend.error) ? "signIn.tooMany" : "settings.mail.notSent")}
        </p>
      )}
    </Notice>
  );
}

function isTooMany(error: Error): boolean {
  return (error as { code?: string }).code === "auth/too-many-requests";
}
