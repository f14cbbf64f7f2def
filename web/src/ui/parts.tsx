import { AlertTriangle, CheckCircle2, Info, Loader2, type LucideIcon, XCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { t } from "@/i18n";
import type { Tone } from "@/process/status";
import { cx } from "@/ui/cx";

export const TONES: Record<Tone, string> = {
  neutral: "bg-raised text-muted",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

const NOTICE_ICONS: Record<Tone, LucideIcon> = {
  neutral: Info,
  accent: Info,
  good: CheckCircle2,
  warn: AlertTriangle,
  bad: XCircle,
};

/** How a card looks, for what is no section of the page, such as a row of a list. */
export const CARD = "rounded-xl border border-line bg-surface p-5 shadow-card";

/** A box with a border: the page is made of these. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section {...rest} className={cx(CARD, className)} />;
}

/** A short word in a coloured pill. */
export function Badge({ tone = "neutral", icon: Icon, spins, children }: BadgeProps) {
  return (
    <span
      className={cx(
        "inline-flex min-w-0 items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {Icon && <Icon aria-hidden className={cx("size-3.5 shrink-0", spins && "animate-spin")} />}
      {children}
    </span>
  );
}

interface BadgeProps {
  tone?: Tone;
  icon?: LucideIcon | undefined;
  spins?: boolean | undefined;
  children: ReactNode;
}

/** Something to know, in its colour; `title` first. `actions` stand below. */
export function Notice({ tone, title, children, actions, role, plain }: NoticeProps) {
  const Icon = NOTICE_ICONS[tone];
  return (
    <div role={role} className={cx("flex gap-3 rounded-lg text-sm", TONES[tone], plain ? "bg-transparent!" : "p-4")}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink">{children}</div>}
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

interface NoticeProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  role?: "alert" | "status";
  /** Without a box: where it is all that its card says. */
  plain?: boolean;
}

/** Shown while something is on its way. */
export function Waiting({ text = t("app.loading") }: { text?: string }) {
  return (
    <div role="status" className="flex items-center justify-center gap-2 p-12 text-muted">
      <Loader2 aria-hidden className="size-5 animate-spin" />
      {text}
    </div>
  );
}

/** Shown where a list or cards are on their way: what comes takes the same room. */
export function Skeleton({ text = t("app.loading"), rows = 4 }: { text?: string; rows?: number }) {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{text}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <span key={row} aria-hidden className="h-22 animate-pulse rounded-xl border border-line bg-surface" />
      ))}
    </div>
  );
}

/** What stands where there is nothing yet. */
export function Empty({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-xl border border-dashed border-line p-10 text-center">
      <Icon aria-hidden className="size-8 text-muted" />
      <p className="font-semibold">{title}</p>
      {children}
    </div>
  );
}

export const INPUT =
  "min-h-10 w-full rounded-lg border border-line bg-surface px-3 text-sm text-ink placeholder:text-muted aria-invalid:border-bad";

/** A labelled input; `error` says what is wrong with it. */
export function TextField({ label, error, hint, ...rest }: TextFieldProps) {
  const id = useId();
  const told = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={told ? `${id}-told` : undefined}
        className={cx(INPUT, rest.className)}
      />
      {told && (
        <p id={`${id}-told`} className={cx("text-sm", error ? "text-bad" : "text-muted")}>
          {told}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends ComponentProps<"input"> {
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
}

/** A labelled choice among a few. */
export function SelectField({ label, children, ...rest }: ComponentProps<"select"> & { label: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select {...rest} id={id} className={cx(INPUT, rest.className)}>
        {children}
      </select>
    </div>
  );
}

export const CHECKBOX = "size-4.5 shrink-0 cursor-pointer accent-(--accent)";
