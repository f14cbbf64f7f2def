import { t } from "@/i18n";
import { signOut, useSession } from "@/session/auth";
import { SignInForm } from "@/session/SignInForm";
import { Button } from "@/ui/Button";
import { Modal } from "@/ui/Dialog";

/** Asks a person whose sign-in has ended to sign in again, over the page as it is. */
export function ExpiredDialog() {
  const { user } = useSession();
  return (
    <Modal open title={t("signIn.expired")}>
      <p className="mb-4 text-muted">{t("signIn.expired.what")}</p>
      <SignInForm email={user?.email ?? undefined} />
      <Button kind="quiet" small className="mt-4" onClick={() => void signOut()}>
        {t("signIn.instead")}
      </Button>
    </Modal>
  );
}
