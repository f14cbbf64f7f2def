import { type LucideIcon, MoreHorizontal } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { createContext, type ReactNode, useContext, useRef, useState } from "react";
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

/** A button that opens a list of things to do. */
export function Menu({ label, icon = MoreHorizontal, tabIndex, className, children }: MenuProps) {
  const [wanted, want] = useState(false); // hundreds of menus may be on screen, and few are ever opened
  const byKeyboard = useRef(false);
  const looks = { icon, label, tabIndex, className: cx("px-1.5!", className) };
  function open(keyboard: boolean) {
    byKeyboard.current = keyboard;
    want(true);
  }
  if (wanted) {
    return (
      <Opened button={<IconButton {...looks} />} byKeyboard={byKeyboard}>
        {children}
      </Opened>
    );
  }
  return (
    <IconButton
      {...looks}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={({ detail }) => open(detail === 0)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open(true);
      }}
    />
  );
}

type Act = () => void;
const Choose = createContext<(act: Act) => void>(() => {});

interface OpenedProps {
  button: ReactNode;
  byKeyboard: React.RefObject<boolean>;
  children: ReactNode;
}

function Opened({ button, byKeyboard, children }: OpenedProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = useRef<Act>(undefined);
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild ref={trigger}>
        {button}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (!byKeyboard.current || target !== currentTarget) return;
            byKeyboard.current = false; // from now on Radix itself sees which keys open it
            currentTarget.querySelector<HTMLElement>("[role=menuitem]:not([data-disabled])")?.focus();
          }}
          onCloseAutoFocus={() => {
            // A dialog that opens now gives the focus back to the button, not to an item that is gone.
            if (chosen.current) trigger.current?.focus();
            chosen.current?.();
            chosen.current = undefined;
          }}
          className="z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto rounded-lg border border-line bg-surface p-1 text-sm text-ink shadow-xl"
        >
          <Choose
            value={(act) => {
              chosen.current = act;
            }}
          >
            {children}
          </Choose>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: LucideIcon;
  onSelect: Act;
  /** Why it cannot be done just now. */
  why?: string | undefined;
  children: ReactNode;
}

/** One thing that a menu does, once the menu has closed. */
export function MenuItem({ icon: Icon, onSelect, why, children }: MenuItemProps) {
  const choose = useContext(Choose);
  return (
    <DropdownMenu.Item
      disabled={Boolean(why)}
      title={why}
      onSelect={() => choose(onSelect)}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2.5 outline-none data-disabled:cursor-not-allowed data-disabled:text-muted data-highlighted:bg-accent-soft data-highlighted:text-accent"
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </DropdownMenu.Item>
  );
}
