import { getApp } from "firebase/app";
import {
  connectFirestoreEmulator,
  type Firestore,
  initializeFirestore,
  memoryLocalCache,
  terminate,
} from "firebase/firestore";
import { config } from "@/config";
import { beforeSignOut } from "@/session/auth";

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
  db = made;
  return made;
}
