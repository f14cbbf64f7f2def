import { getApp } from "firebase/app";
import {
  connectFirestoreEmulator,
  disableNetwork,
  enableNetwork,
  type Firestore,
  initializeFirestore,
  memoryLocalCache,
  terminate,
} from "firebase/firestore";
import { config } from "@/config";
import { beforeSignOut } from "@/session/auth";

const HIDDEN_MS = 20_000;
let db: Firestore | undefined;

/** Firestore, connected when first asked for. Its cache lives in memory: nothing stays when a person signs out. */
export function firestore(): Firestore {
  if (db) return db;
  const made = initializeFirestore(getApp(), { localCache: memoryLocalCache() });
  const { emulators } = config();
  if (emulators) {
    const [host = "", port = ""] = emulators.firestore.split(":");
    connectFirestoreEmulator(made, host, Number(port));
  }
  beforeSignOut(() => terminate(made));
  restWhileHidden(made);
  db = made;
  return made;
}

/** A tab that nobody looks at gives its connection back: of HTTP/1.1 a browser allows six for all its tabs. */
function restWhileHidden(made: Firestore) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => void disableNetwork(made), HIDDEN_MS);
    else void enableNetwork(made);
  });
}
