import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { t } from "@/i18n";
import { useAddMember } from "@/manage/calls";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/parts";
import { sayDone } from "@/ui/say";

const ADDRESS = /^[^@\s]+@[^@\s]+$/;

/** Shares a collection with the person whose e-mail is typed; what is wrong with it is said at the field. */
export function AddMember({ id }: { id: string }) {
  const [email, setEmail] = useState("");
  const [bad, say] = useState<string>();
  const add = useAddMember(id);

  function submit(event: FormEvent) {
    event.preventDefault();
    const whom = email.trim();
    if (add.isPending) return;
    if (!ADDRESS.test(whom)) return say(t("signIn.badEmail"));
    add.mutate(whom, {
      onError: (error) => say(error.message),
      onSuccess: () => {
        setEmail("");
        sayDone(t("manage.added", { email: whom }));
      },
    });
  }

  function type(next: string) {
    setEmail(next);
    say(undefined);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-2">
      <div className="min-w-56 flex-1">
        <TextField
          label={t("manage.add.email")}
          type="email"
          autoComplete="off"
          value={email}
          error={bad}
          hint={t("manage.add.hint")}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      <Button kind="primary" type="submit" icon={UserPlus} busy={add.isPending} className="mt-6">
        {t(add.isPending ? "manage.adding" : "manage.add")}
      </Button>
    </form>
  );
}
