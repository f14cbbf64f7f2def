import { type DragEvent, useState } from "react";

/** Makes an element a place to drop on: spread `target` on it; `over` while something that it takes is above it. */
export function useDrop(takes: boolean, take: () => void) {
  const [over, setOver] = useState(false);
  return {
    over: over && takes,
    target: {
      onDragOver: (event: DragEvent) => {
        if (!takes) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!takes) return;
        event.preventDefault();
        event.stopPropagation();
        take();
      },
    },
  };
}
