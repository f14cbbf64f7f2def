import { t } from "@/i18n";
import { SignInForm } from "@/session/SignInForm";
import { Card } from "@/ui/parts";

/** What a person sees who is not signed in; the page they wanted comes up afterwards. */
export function SignInPage() {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 p-4">
      <div className="text-center">
        <img src="/favicon.svg" alt="" className="mx-auto mb-3 size-12" />
        <h1 className="text-2xl font-semibold">{t("app.name")}</h1>
        <p className="mt-1 text-muted">{t("app.tagline")}</p>
      </div>
      <Card aria-label={t("signIn.title")}>
        <SignInForm />
      </Card>
    </main>
  );
}
