import type { ComponentProps } from "react";

interface GridPartProps extends ComponentProps<"div"> {
  is: "grid" | "rowgroup" | "row" | "columnheader" | "rowheader" | "gridcell";
}

/**
 * A part of a grid whose rows come and go as it is scrolled: they lie absolutely in a box as high as all of them,
 * which a <table> and its rows cannot. Screen readers take it for one all the same.
 */
export function GridPart({ is, ...rest }: GridPartProps) {
  return <div role={is} {...rest} />;
}
