import { cx } from "@/ui/cx";

/** How much of something is done, 0 to 100; `text` says it in words. */
export function ProgressBar({
  value,
  label,
  text,
  still,
}: {
  value: number;
  label: string;
  text?: string;
  still?: boolean;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value)}
      aria-valuetext={text}
      className="h-2.5 w-full overflow-hidden rounded-full bg-raised"
    >
      <div
        className={cx("h-full rounded-full transition-[width] duration-300 ease-out", still ? "bg-muted" : "bg-accent")}
        style={{ width: `${Math.min(100, Math.max(0, value))}%` }}
      />
    </div>
  );
}
