import { type LucideIcon, MoreHorizontal } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useState } from "react";
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
  if (!wanted) {
    return (
      <IconButton
        icon={icon}
        label={label}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => want(true)}
        className={cx("px-1.5!", className)}
      />
    );
  }
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>
        <IconButton icon={icon} label={label} tabIndex={tabIndex} className={cx("px-1.5!", className)} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto rounded-lg border border-line bg-surface p-1 text-sm text-ink shadow-xl"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One thing that a menu does. `why` says why it cannot be done just now. */
export function MenuItem({ icon: Icon, onSelect, why, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      disabled={Boolean(why)}
      title={why}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2.5 outline-none data-disabled:cursor-not-allowed data-disabled:text-muted data-highlighted:bg-accent-soft data-highlighted:text-accent"
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </DropdownMenu.Item>
  );
}

interface MenuItemProps {
  icon?: LucideIcon;
  onSelect: () => void;
  why?: string | undefined;
  children: ReactNode;
}
