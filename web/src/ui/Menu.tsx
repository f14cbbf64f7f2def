import { type LucideIcon, MoreHorizontal } from "lucide-react";
import { createContext, type KeyboardEvent, type ReactNode, useContext, useId, useRef, useState } from "react";
import { IconButton } from "@/ui/Button";
import { cx } from "@/ui/cx";

interface MenuProps {
  /** What the menu is about, for those who cannot see where it stands. */
  label: string;
  icon?: LucideIcon;
  tabIndex?: number;
  className?: string;
  children: ReactNode;
}

type Act = () => void;
const Choose = createContext<(act: Act) => void>((act) => act());
const MARGIN = 8;
const GAP = 4;

/**
 * A button that opens a list of things to do. The list is a popover of the browser's own: it lies above everything,
 * and Escape or a click elsewhere closes it.
 */
export function Menu({ label, icon = MoreHorizontal, tabIndex, className, children }: MenuProps) {
  const [shown, show] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const pressed = useRef(false); // a press on the button closes an open list before the click comes
  const close = () => {
    show(false);
    button.current?.focus();
  };
  return (
    <>
      <IconButton
        ref={button}
        icon={icon}
        label={label}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={shown}
        aria-controls={shown ? id : undefined}
        onPointerDown={() => {
          pressed.current = shown;
        }}
        onClick={() => {
          show(!shown && !pressed.current);
          pressed.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          show(true);
        }}
        className={cx("px-1.5!", className)}
      />
      {shown && (
        <Choose
          value={(act) => {
            close(); // first: a dialog that opens now gives the focus back to the button
            act();
          }}
        >
          <Opened id={id} label={label} button={button} close={close} gone={() => show(false)}>
            {children}
          </Opened>
        </Choose>
      )}
    </>
  );
}

interface OpenedProps {
  id: string;
  label: string;
  button: React.RefObject<HTMLElement | null>;
  close: () => void;
  /** The browser closed it. */
  gone: () => void;
  children: ReactNode;
}

function Opened({ id, label, button, close, gone, children }: OpenedProps) {
  function open(menu: HTMLDivElement | null) {
    if (!menu || menu.matches(":popover-open")) return;
    menu.showPopover();
    Object.assign(menu.style, placeBy(button.current?.getBoundingClientRect(), menu.getBoundingClientRect()));
    itemsOf(menu)[0]?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const items = itemsOf(event.currentTarget);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const next = steps[event.key];
    event.stopPropagation();
    if (event.key === "Tab" || event.key === "Escape") close();
    if (next === undefined && event.key !== "Escape") return;
    event.preventDefault();
    if (next !== undefined) items[(next + items.length) % items.length]?.focus();
  }

  return (
    <div
      ref={open}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="auto"
      onToggle={({ newState }) => newState === "closed" && gone()}
      onKeyDown={onKeyDown}
      className="fixed inset-auto m-0 max-h-[calc(100dvh-1rem)] min-w-48 overflow-auto rounded-lg border border-line bg-surface p-1 text-sm text-ink shadow-xl outline-none"
    >
      {children}
    </div>
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role=menuitem]")];
}

/** Below the button, their right sides in line; above it where there is more room, and never outside the window. */
function placeBy(button: DOMRect | undefined, menu: DOMRect) {
  if (!button) return {};
  const below = button.bottom + GAP;
  const top = below + menu.height > window.innerHeight - MARGIN ? button.top - GAP - menu.height : below;
  const left = Math.min(button.right - menu.width, window.innerWidth - menu.width - MARGIN);
  return { top: `${Math.max(MARGIN, top)}px`, left: `${Math.max(MARGIN, left)}px` };
}

interface MenuItemProps {
  icon?: LucideIcon;
  onSelect: Act;
  /** Why it cannot be done just now; it can be reached all the same. */
  why?: string | undefined;
  children: ReactNode;
}

/** One thing that a menu does, once the menu has closed. */
export function MenuItem({ icon: Icon, onSelect, why, children }: MenuItemProps) {
  const choose = useContext(Choose);
  const whyId = useId();
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      title={why}
      aria-disabled={why ? true : undefined}
      aria-describedby={why ? whyId : undefined}
      onClick={() => !why && choose(onSelect)}
      className={cx(
        "flex min-h-9 w-full items-center gap-2 rounded-md px-2.5 text-left",
        why ? "cursor-not-allowed text-muted" : "hover:bg-accent-soft focus:bg-accent-soft focus:text-accent",
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
      {why && (
        <span id={whyId} className="sr-only">
          {why}
        </span>
      )}
    </button>
  );
}
