import { type FormEvent, useState } from "react";
import { t } from "@/i18n";
import { useDraft } from "@/lib/drafts";
import { addressProblem, EVENTS, type Event, type Registered, useRegister } from "@/pages/settings/webhooks";
import { Button } from "@/ui/Button";
import { CHECKBOX, Notice, TextField } from "@/ui/parts";

/** Registers an address to be called. */
export function WebhookForm({ onRegistered }: { onRegistered: (webhook: Registered) => void }) {
  const [url, setUrl, forget] = useDraft("webhook", "");
  const [events, setEvents] = useState<Event[]>([...EVENTS]);
  const register = useRegister((webhook) => {
    setUrl("");
    forget();
    onRegistered(webhook);
  });
  const wrong = addressProblem(register.error);
  const why = !url.trim() ? t("settings.hooks.needsUrl") : events.length ? undefined : t("settings.hooks.needsEvent");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!why && !register.isPending) register.mutate({ url: url.trim(), events });
  }

  function toggle(event: Event, on: boolean) {
    setEvents(EVENTS.filter((name) => (name === event ? on : events.includes(name))));
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <TextField
        label={t("settings.hooks.url")}
        type="url"
        inputMode="url"
        autoComplete="off"
        placeholder="https://example.com/hooks"
        hint={t("settings.hooks.hint")}
        value={url}
        error={wrong}
        onChange={(event) => {
          setUrl(event.target.value);
          register.reset();
        }}
      />
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{t("settings.hooks.events")}</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {EVENTS.map((event) => (
            <label key={event} className="flex min-h-8 cursor-pointer items-center gap-2 text-sm">
              <input
                type="checkbox"
                className={CHECKBOX}
                checked={events.includes(event)}
                onChange={(changed) => toggle(event, changed.target.checked)}
              />
              {t(`settings.event.${event}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {register.isError && !wrong && (
        <Notice tone="bad" role="alert">
          {register.error.message}
        </Notice>
      )}
      <Button type="submit" kind="primary" className="self-start" busy={register.isPending} why={why}>
        {t(register.isPending ? "settings.hooks.adding" : "settings.hooks.add")}
      </Button>
    </form>
  );
}
