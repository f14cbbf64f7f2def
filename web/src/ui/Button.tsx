import { Loader2, type LucideIcon } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { cx } from "@/ui/cx";

const KINDS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent",
  secondary: "bg-surface text-ink hover:bg-raised border-line",
  danger: "bg-surface text-bad hover:bg-bad-soft border-bad",
  dangerSolid: "bg-bad text-on-bad hover:bg-bad-strong border-transparent",
  icon: "bg-transparent text-muted hover:bg-raised hover:text-ink border-transparent",
  quiet: "bg-transparent text-ink hover:bg-raised border-transparent",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  kind?: keyof typeof KINDS;
  icon?: LucideIcon;
  /** It does what it says just now: it spins, and cannot be pressed again. */
  busy?: boolean;
  /** Why it cannot be pressed. It stays focusable, and says so. */
  why?: string | undefined;
  small?: boolean;
}

/** A button. One that cannot be pressed explains itself by `why`. */
export function Button({ kind = "secondary", icon, busy, why, small, className, children, ...rest }: ButtonProps) {
  const whyId = useId();
  const off = Boolean(why || busy);
  const Icon = busy ? Loader2 : icon;
  return (
    <>
      <button
        type="button"
        {...rest}
        aria-disabled={off || undefined}
        aria-describedby={why ? whyId : rest["aria-describedby"]}
        title={why ?? rest.title}
        onClick={off ? (event) => event.preventDefault() : rest.onClick}
        className={cx(
          "inline-flex items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap transition-colors",
          small ? "min-h-8 px-2.5 py-1 text-sm" : "min-h-10 px-4 py-1.5 text-sm",
          KINDS[kind],
          (off || rest.disabled) && "cursor-not-allowed opacity-60",
          className,
        )}
      >
        {Icon && <Icon aria-hidden className={cx("size-4 shrink-0", busy && "animate-spin")} />}
        {children}
      </button>
      {why && (
        <span id={whyId} className="sr-only">
          {why}
        </span>
      )}
    </>
  );
}

/** A button that shows an icon alone; `label` is what it does. */
export function IconButton({ label, ...rest }: Omit<ButtonProps, "children"> & { label: string; icon: LucideIcon }) {
  return <Button kind="icon" small {...rest} aria-label={label} title={rest.why ?? label} />;
}
