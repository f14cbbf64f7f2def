import { useCallback, useEffect, useRef } from "react";
import type { ProcessStatus } from "@/live/records";

const PATIENCE_MS = 10_000;

type Arrived = (status: ProcessStatus) => boolean;

/**
 * Waits until a status shows something: what a call changed comes back through Firestore, a moment after its answer.
 * Ends after ten seconds all the same, for the connection may be lost.
 */
export function useArrival(status: ProcessStatus): (arrived: Arrived) => Promise<void> {
  const latest = useRef(status);
  const looks = useRef(new Set<(status: ProcessStatus) => void>());
  useEffect(() => {
    latest.current = status;
    for (const look of [...looks.current]) look(status);
  }, [status]);
  return useCallback(
    (arrived) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, PATIENCE_MS);
        looks.current.add(look);
        look(latest.current);
        function look(now: ProcessStatus) {
          if (arrived(now)) done();
        }
        function done() {
          clearTimeout(timer);
          looks.current.delete(look);
          resolve();
        }
      }),
    [],
  );
}
