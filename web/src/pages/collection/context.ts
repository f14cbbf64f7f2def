import { createContext, useContext } from "react";
import type { Collection, Document } from "@/live/records";

/** The collection that a page is about, as it is now, with its documents. */
export interface Shown {
  collection: Collection;
  documents: Document[];
}

export const CollectionContext = createContext<Shown | null>(null);

/** The collection of this page; only below CollectionPage. */
export function useShown(): Shown {
  const shown = useContext(CollectionContext);
  if (!shown) throw new Error("There is no collection here.");
  return shown;
}
