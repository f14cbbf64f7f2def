/** Subscriptions against the real Firestore emulator, with our real rules. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { initializeTestEnvironment, type RulesTestEnvironment } from "@firebase/rules-unit-testing";
import { renderHook, waitFor } from "@testing-library/react";
import {
  collection,
  deleteDoc,
  disableNetwork,
  doc,
  enableNetwork,
  type Firestore,
  setDoc,
  setLogLevel,
  updateDoc,
} from "firebase/firestore";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { useConnection } from "@/live/connection";
import { useLiveDocument, useLiveQuery } from "@/live/useLive";

const Row = z.object({ id: z.string(), name: z.string() });
const C = "collections/spring";

let env: RulesTestEnvironment;
let ann: Firestore;

beforeAll(async () => {
  setLogLevel("silent");
  const [host = "", port = ""] = (process.env.FIRESTORE_EMULATOR_HOST ?? "").split(":");
  const rules = readFileSync("../firestore.rules", "utf8");
  env = await initializeTestEnvironment({
    projectId: `demo-live-${randomUUID()}`,
    firestore: { host, port: Number(port), rules },
  });
});
beforeEach(async () => {
  await env.clearFirestore();
  ann = browserOf("ann");
  await write((db) => setDoc(doc(db, C), { name: "Spring", owner_uid: "ann", member_uids: ["ann"] }));
});
afterAll(() => env.cleanup());

const browserOf = (uid: string) => env.authenticatedContext(uid).firestore() as unknown as Firestore;
const write = (what: (db: Firestore) => Promise<unknown>) =>
  env.withSecurityRulesDisabled(async (context) => void (await what(context.firestore() as unknown as Firestore)));

const watch = (path: string, db = ann) => renderHook(() => useLiveDocument(path, () => doc(db, path), Row)).result;
const watchItems = (db = ann) => renderHook(() => useLiveQuery("items", () => collection(db, C, "items"), Row)).result;

describe("a document", () => {
  it("is connecting, then live, then as it is written, then missing", async () => {
    const shown = watch(C);
    expect(shown.current).toEqual({ state: "connecting" });
    await waitFor(() => expect(shown.current).toMatchObject({ state: "live", data: { id: "spring", name: "Spring" } }));
    await write((db) => updateDoc(doc(db, C), { name: "Summer" }));
    await waitFor(() => expect(shown.current).toMatchObject({ state: "live", data: { name: "Summer" } }));
    await write((db) => deleteDoc(doc(db, C)));
    await waitFor(() => expect(shown.current).toEqual({ state: "missing" }));
  });

  it("that is not there yet comes up when it is written", async () => {
    const shown = watch("collections/to-come");
    await waitFor(() => expect(shown.current).toEqual({ state: "missing" }));
    await write((db) => setDoc(doc(db, "collections/to-come"), { name: "New", owner_uid: "ann", member_uids: [] }));
    await waitFor(() => expect(shown.current).toMatchObject({ state: "live", data: { name: "New" } }));
  });

  it("is missing for those who may not see it", async () => {
    const shown = watch(C, browserOf("ben"));
    await waitFor(() => expect(shown.current).toEqual({ state: "missing" }));
  });

  it("that cannot be read is broken until it can", async () => {
    await write((db) => updateDoc(doc(db, C), { name: 7 }));
    const shown = watch(C);
    await waitFor(() => expect(shown.current.state).toBe("broken"));
    await write((db) => updateDoc(doc(db, C), { name: "Spring" }));
    await waitFor(() => expect(shown.current.state).toBe("live"));
  });

  it("of another key is connecting first: what was shown belongs to the old one", async () => {
    const { result, rerender } = renderHook(({ path }) => useLiveDocument(path, () => doc(ann, path), Row), {
      initialProps: { path: C },
    });
    await waitFor(() => expect(result.current.state).toBe("live"));
    rerender({ path: "collections/other" });
    expect(result.current).toEqual({ state: "connecting" });
    await waitFor(() => expect(result.current).toEqual({ state: "missing" }));
  });
});

describe("a query", () => {
  it("keeps the rows that did not change as the same objects", async () => {
    await write(async (db) => {
      await setDoc(doc(db, C, "items/a"), { name: "Coat" });
      await setDoc(doc(db, C, "items/b"), { name: "Hat" });
    });
    const shown = watchItems();
    const rows = () => (shown.current.state === "live" ? shown.current.data : []);
    await waitFor(() => expect(rows().map(({ id }) => id)).toEqual(["a", "b"]));
    const [coat, hat] = rows();
    await write((db) => updateDoc(doc(db, C, "items/b"), { name: "Cap" }));
    await waitFor(() => expect(rows()[1]?.name).toBe("Cap"));
    expect(rows()[0]).toBe(coat);
    expect(rows()[1]).not.toBe(hat);
    await write((db) => deleteDoc(doc(db, C, "items/a")));
    await waitFor(() => expect(rows().map(({ id }) => id)).toEqual(["b"]));
  });

  it("of nothing is live and empty once the server has said so", async () => {
    const shown = watchItems();
    expect(shown.current).toEqual({ state: "connecting" });
    await waitFor(() => expect(shown.current).toEqual({ state: "live", data: [], fromCache: false }));
  });
});

describe("a lost connection", () => {
  it("keeps what was shown, says that it is old, and goes on by itself", async () => {
    const [shown, connection] = [watch(C), renderHook(useConnection).result];
    await waitFor(() => expect(shown.current).toMatchObject({ state: "live", fromCache: false }));
    expect(connection.current).toBe("connected");
    await disableNetwork(ann);
    await waitFor(() => expect(connection.current).toBe("lost"));
    expect(shown.current).toMatchObject({ state: "live", fromCache: true, data: { name: "Spring" } });
    await write((db) => updateDoc(doc(db, C), { name: "Summer" }));
    await enableNetwork(ann);
    await waitFor(() => expect(shown.current).toMatchObject({ fromCache: false, data: { name: "Summer" } }));
    expect(connection.current).toBe("connected");
  });

  it("is no answer: what has not been seen is connecting, neither missing nor empty", async () => {
    await disableNetwork(ann);
    const [one, all, connection] = [watch(C), watchItems(), renderHook(useConnection).result];
    await waitFor(() => expect(connection.current).toBe("lost"));
    expect([one.current, all.current]).toEqual([{ state: "connecting" }, { state: "connecting" }]);
    await enableNetwork(ann);
    await waitFor(() => expect([one.current.state, all.current.state]).toEqual(["live", "live"]));
    expect(connection.current).toBe("connected");
  });

  it("is forgotten with the subscription that told of it", async () => {
    const { result, unmount } = renderHook(() => useLiveDocument(C, () => doc(ann, C), Row));
    const connection = renderHook(useConnection).result;
    await waitFor(() => expect(result.current.state).toBe("live"));
    await disableNetwork(ann);
    await waitFor(() => expect(connection.current).toBe("lost"));
    unmount();
    await waitFor(() => expect(connection.current).toBe("connected"));
  });
});
