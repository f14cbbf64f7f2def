import { X } from "lucide-react";
import { AlertDialog, Dialog } from "radix-ui";
import { type KeyboardEvent as ReactKeyboardEvent, type ReactNode, useRef } from "react";
import { t } from "@/i18n";
import { focusHome } from "@/lib/focus";
import { Button, type ButtonProps, IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";

const OVERLAY = "fixed inset-0 z-40 bg-black/50";
const BOX =
  "fixed z-50 left-1/2 top-1/2 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-auto rounded-xl border border-line bg-surface p-5 shadow-xl";

interface Shown {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children?: ReactNode;
}

interface ModalProps extends Omit<Shown, "onOpenChange"> {
  /** Left out where it must be answered: nothing closes it then. */
  onOpenChange?: Shown["onOpenChange"];
  /** `full` takes the whole window. */
  wide?: boolean | "full";
  /** Called before Escape closes it; `preventDefault()` keeps it open. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
  /** Called when it has closed; `preventDefault()` says that the focus has been put somewhere already. */
  onCloseAutoFocus?: (event: Event) => void;
  onKeyDown?: (event: ReactKeyboardEvent) => void;
}

const FULL = "h-[calc(100dvh-1rem)] max-h-none! w-[calc(100vw-1rem)]! max-w-[110rem] p-3! sm:p-5!";

/**
 * Puts the focus back where it was before a dialog opened, or to the box around it when that has gone meanwhile, unless
 * it has been put somewhere already: by itself Radix does so only for a trigger of its own.
 */
function useFocusBefore(open: boolean): (event: Event) => void {
  const before = useRef<(Element | null)[]>([]);
  const was = useRef(false);
  // Looked up before the dialog is there: a field of it may take the focus as soon as it is.
  if (open && !was.current) before.current = [document.activeElement, focusHome(document.activeElement)];
  was.current = open;
  return (event) => {
    const back = before.current.find((element) => element?.isConnected);
    if (event.defaultPrevented || !(back instanceof HTMLElement)) return;
    event.preventDefault();
    back.focus();
  };
}

/** A dialog over the page: focus begins at what is marked `data-first`, stays in it, Escape closes it, and focus goes back to where it was. */
export function Modal({ open, onOpenChange, title, children, wide, ...events }: ModalProps) {
  const giveBack = useFocusBefore(open);
  const size = wide === "full" ? FULL : wide ? "max-w-5xl" : "max-w-lg";
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={OVERLAY} />
        <Dialog.Content
          aria-describedby={undefined}
          className={cx(BOX, size)}
          onInteractOutside={(event) => {
            if ((event.target as Element).closest("[data-sonner-toaster]")) event.preventDefault();
          }}
          onOpenAutoFocus={(event) => {
            const first = (event.currentTarget as Element).querySelector<HTMLElement>("[data-first]");
            if (!first) return;
            event.preventDefault();
            first.focus();
          }}
          {...events}
          onEscapeKeyDown={(event) => {
            if (document.querySelector("[popover]:popover-open")) event.preventDefault(); // it closes what is above
            events.onEscapeKeyDown?.(event);
          }}
          onCloseAutoFocus={(event) => {
            events.onCloseAutoFocus?.(event);
            giveBack(event);
          }}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            {onOpenChange && (
              <Dialog.Close asChild>
                <IconButton icon={X} label={t("do.close")} />
              </Dialog.Close>
            )}
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Confirmation extends Shown {
  what: string;
  doIt: string;
  leaveIt: string;
  /** Called when the person says yes; the dialog stays, busy, until it is done. */
  onConfirm: () => void;
  busy?: boolean;
  busyText?: string;
  /** Left out where something is lost. */
  kind?: ButtonProps["kind"];
}

/** Asks before something that is much, or cannot be undone. */
export function Confirm({
  open,
  onOpenChange,
  title,
  what,
  doIt,
  leaveIt,
  onConfirm,
  busy,
  busyText,
  kind = "dangerSolid",
  children,
}: Confirmation) {
  const giveBack = useFocusBefore(open);
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={OVERLAY} />
        <AlertDialog.Content onCloseAutoFocus={giveBack} className={cx(BOX, "max-w-md")}>
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-muted">{what}</AlertDialog.Description>
          {children}
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{leaveIt}</Button>
            </AlertDialog.Cancel>
            <Button kind={kind} busy={busy} onClick={onConfirm}>
              {busy ? (busyText ?? doIt) : doIt}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
