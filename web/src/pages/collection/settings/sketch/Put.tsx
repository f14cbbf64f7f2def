import { type CSSProperties, createContext, type ReactNode, useContext } from "react";
import type { Box } from "@/pages/collection/settings/sketch/sheet";
import { cx } from "@/ui/cx";

/** The sheet that is drawn on, in points. */
export const SheetContext = createContext({ width: 960, height: 540, rtl: false });

interface PutProps {
  box: Box;
  /** Size of type in points. */
  size?: number;
  color?: string | undefined;
  fill?: string;
  className?: string;
  children?: ReactNode;
}

/** Something at its place on the sheet; mirrored where one reads from the right. */
export function Put({ box: [x0, y0, x1, y1], size, color, fill, className, children }: PutProps) {
  const { width, height, rtl } = useContext(SheetContext);
  const style: CSSProperties = {
    [rtl ? "right" : "left"]: `${(x0 / width) * 100}%`,
    top: `${(y0 / height) * 100}%`,
    width: `${((x1 - x0) / width) * 100}%`,
    height: `${((y1 - y0) / height) * 100}%`,
    fontSize: size && `${(size / width) * 100}cqw`,
    color,
    background: fill,
  };
  return (
    <div className={cx("absolute overflow-hidden", className)} style={style}>
      {children}
    </div>
  );
}
