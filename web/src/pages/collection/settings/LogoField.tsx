import { ImageUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import { logoLink, useLink } from "@/api/pictures";
import { t } from "@/i18n";
import { fileSize } from "@/i18n/format";
import { LOGO_TYPES, logoFault, SAID_BYTES, useLogo } from "@/pages/collection/settings/logo";
import { Button } from "@/ui/Button";
import { cx } from "@/ui/cx";
import { Confirm } from "@/ui/Dialog";
import { sayError } from "@/ui/say";

/** The logo: choose it, drop it here, see it, remove it. */
export function LogoField({ collectionId, path }: { collectionId: string; path: string | null }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [asking, ask] = useState(false);
  const [error, setError] = useState<string>();
  const { put, remove } = useLogo(collectionId);
  const choose = (file: File | undefined) => {
    if (!file || put.isPending) return;
    const fault = logoFault(file);
    setError(fault);
    if (!fault) put.mutate(file, { onError: (refusal) => setError(logoFault(file, refusal)) });
  };
  return (
    <fieldset
      aria-describedby={`${id}-told`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        choose(event.dataTransfer.files[0]);
      }}
    >
      <legend className="mb-1 text-sm font-medium">{t("look.logo")}</legend>
      <div className="flex flex-wrap items-center gap-3 rounded-lg border border-dashed border-line p-3">
        {path && <Logo collectionId={collectionId} path={path} />}
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={t("look.logo")}
          accept={LOGO_TYPES.join(",")}
          className="hidden"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button small icon={ImageUp} busy={put.isPending} onClick={() => input.current?.click()}>
          {t(put.isPending ? "look.logo.uploading" : path ? "look.logo.other" : "look.logo.choose")}
        </Button>
        {path && (
          <Button small kind="quiet" busy={remove.isPending} onClick={() => ask(true)}>
            {t(remove.isPending ? "look.logo.removing" : "look.logo.remove")}
          </Button>
        )}
      </div>
      <p
        id={`${id}-told`}
        role={error ? "alert" : undefined}
        className={cx("mt-1 text-sm", error ? "text-bad" : "text-muted")}
      >
        {error ?? t("look.logo.hint", { size: fileSize(SAID_BYTES) })}
      </p>
      <Confirm
        open={asking}
        onOpenChange={ask}
        title={t("look.logo.remove.ask")}
        what={t("look.logo.remove.what")}
        doIt={t("look.logo.remove")}
        leaveIt={t("look.logo.keep")}
        busy={remove.isPending}
        busyText={t("look.logo.removing")}
        onConfirm={() => remove.mutate(undefined, { onError: sayError, onSettled: () => ask(false) })}
      />
    </fieldset>
  );
}

function Logo({ collectionId, path }: { collectionId: string; path: string }) {
  const { data, isError } = useLink(logoLink(collectionId, path));
  if (isError) return <span className="text-sm text-muted">{t("look.logo.failed")}</span>;
  return (
    <span className="grid h-14 w-32 place-items-center rounded bg-white p-1">
      {data && <img src={data.url} alt={t("look.logo.alt")} className="max-h-full max-w-full object-contain" />}
    </span>
  );
}
