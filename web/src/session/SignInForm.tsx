import { type FormEvent, useState } from "react";
import { config } from "@/config";
import { type Key, t } from "@/i18n";
import { resetPassword, signIn, signUp } from "@/session/auth";
import { Button } from "@/ui/Button";
import { Notice, TextField } from "@/ui/parts";

const SENTENCES: Record<string, Key> = {
  "auth/invalid-credential": "signIn.wrong",
  "auth/wrong-password": "signIn.wrong",
  "auth/user-disabled": "signIn.disabled",
  "auth/user-not-found": "signIn.wrong",
  "auth/email-already-in-use": "signIn.exists",
  "auth/weak-password": "signIn.weak",
  "auth/invalid-email": "signIn.badEmail",
  "auth/too-many-requests": "signIn.tooMany",
  "auth/network-request-failed": "signIn.offline",
};

/** Signs a person in, or makes an account. `email` is given where the same person signs in again. */
export function SignInForm({ email: known, onDone }: { email?: string; onDone?: () => void }) {
  const [making, setMaking] = useState(false);
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [said, say] = useState<{ tone: "bad" | "good"; text: string }>();
  const { demo } = config();

  async function attempt(what: () => Promise<void>) {
    setBusy(true);
    say(undefined);
    try {
      await what();
      onDone?.();
    } catch (error) {
      const code = (error as { code?: string }).code ?? "";
      say({ tone: "bad", text: t(SENTENCES[code] ?? "signIn.failed", { code }) });
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void attempt(() => (making ? signUp(email, password, name) : signIn(email, password)));
  }

  function forgot() {
    if (!email) return say({ tone: "bad", text: t("signIn.needsEmail") });
    void attempt(async () => {
      await resetPassword(email);
      say({ tone: "good", text: t("signIn.sent", { email }) });
    });
  }

  return (
    <div className="flex flex-col gap-4">
      {demo && !known && (
        <>
          <Button
            kind="primary"
            busy={busy}
            className="whitespace-normal!"
            onClick={() => attempt(() => signIn(demo.email, demo.password))}
          >
            {t("signIn.demo", { email: demo.email })}
          </Button>
          <p className="text-center text-sm text-muted">{t("signIn.demo.what")}</p>
          <hr className="border-line" />
        </>
      )}
      <form onSubmit={submit} className="flex flex-col gap-4">
        {making && (
          <TextField
            label={t("signIn.name")}
            autoComplete="name"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        )}
        <TextField
          label={t("signIn.email")}
          type="email"
          autoComplete="email"
          required
          readOnly={known !== undefined}
          value={email}
          onChange={(e) => setEmail(e.target.value)}
        />
        <TextField
          label={t("signIn.password")}
          type="password"
          autoComplete={making ? "new-password" : "current-password"}
          autoFocus={known !== undefined}
          required
          value={password}
          onChange={(e) => setPassword(e.target.value)}
        />
        {said && (
          <Notice tone={said.tone} role="alert">
            {said.text}
          </Notice>
        )}
        <Button kind={demo && !known ? "secondary" : "primary"} type="submit" busy={busy}>
          {t(making ? "signIn.doUp" : "signIn.do")}
        </Button>
      </form>
      {known === undefined && (
        <div className="-mx-2.5 flex flex-wrap justify-between">
          <Button kind="quiet" small onClick={() => setMaking(!making)}>
            {t(making ? "signIn.toIn" : "signIn.toUp")}
          </Button>
          {!making && (
            <Button kind="quiet" small onClick={forgot}>
              {t("signIn.forgot")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
