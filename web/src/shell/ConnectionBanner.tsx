import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { useConnection } from "@/live/connection";
import { checkSession } from "@/session/auth";

const PATIENCE_MS = 1500;
const CHECK_MS = 5000;

/** Says that the connection is gone, once it has been for a moment. */
export function ConnectionBanner() {
  const connection = useConnection();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (connection === "connected") return setGone(false);
    const timer = setTimeout(() => setGone(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connection]);
  useEffect(() => {
    if (connection !== "lost") return;
    const timer = setInterval(() => void checkSession(), CHECK_MS);
    return () => clearInterval(timer);
  }, [connection]);
  return (
    <div role="status">
      {gone && connection !== "connected" && (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-sm text-warn">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t(connection === "offline" ? "connection.offline" : "connection.lost")}
        </p>
      )}
    </div>
  );
}
