import { type ReactNode, useId } from "react";
import { Card } from "@/ui/parts";

/** A part of the settings, with its heading and what it is for. */
export function Part({ title, what, children }: { title: string; what?: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card aria-labelledby={id} className="flex flex-col gap-4">
      <div>
        <h2 id={id} className="text-lg font-semibold">
          {title}
        </h2>
        {what && <p className="mt-1 text-sm text-muted">{what}</p>}
      </div>
      {children}
    </Card>
  );
}
