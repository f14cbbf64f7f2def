/** A collection with everything that there can be, and the people who try to read it. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  initializeTestEnvironment,
  type RulesTestContext,
  type RulesTestEnvironment,
} from "@firebase/rules-unit-testing";
import { doc, type Firestore, setDoc, setLogLevel } from "firebase/firestore";
import { C, MATRIX, type Person } from "./matrix";

const RULES = new URL("../../firestore.rules", import.meta.url);

/** Our rules in the emulator that FIRESTORE_EMULATOR_HOST names, in a project that nobody else has. */
export function environment(): Promise<RulesTestEnvironment> {
  const [host = "", port = ""] = (process.env.FIRESTORE_EMULATOR_HOST ?? "").split(":");
  if (!port) throw new Error("Set FIRESTORE_EMULATOR_HOST to the address of a Firestore emulator.");
  setLogLevel("silent"); // it tells of each refusal
  return initializeTestEnvironment({
    projectId: `demo-rules-${randomUUID()}`,
    firestore: { host, port: Number(port), rules: readFileSync(RULES, "utf8") },
  });
}

/** Firestore as each person's browser has it. A person's uid is the word for them. */
export function browsersOf(env: RulesTestEnvironment): Record<Person, Firestore> {
  const of = (context: RulesTestContext) => context.firestore() as unknown as Firestore;
  return {
    owner: of(env.authenticatedContext("owner")),
    member: of(env.authenticatedContext("member")),
    stranger: of(env.authenticatedContext("stranger")),
    nobody: of(env.unauthenticatedContext()),
  };
}

/** Do something as the server does it, past all rules. */
export async function asServer(env: RulesTestEnvironment, what: (db: Firestore) => Promise<unknown>): Promise<void> {
  await env.withSecurityRulesDisabled(async (context) => {
    await what(context.firestore() as unknown as Firestore);
  });
}

/** Everything of the matrix, for an owner and a member; and a collection of the stranger's own. */
export async function fill(env: RulesTestEnvironment): Promise<void> {
  await env.clearFirestore();
  await asServer(env, (db) =>
    Promise.all([
      ...MATRIX.map(({ path }) => setDoc(doc(db, path), FIELDS[path] ?? { name: "x", owner_uid: "owner" })),
      setDoc(doc(db, "collections/theirs"), { owner_uid: "stranger", member_uids: ["stranger"] }),
    ]),
  );
}

const FIELDS: Record<string, object> = {
  [C]: {
    name: "Spring",
    owner_uid: "owner",
    member_uids: ["owner", "member"],
    processing_status: { document_processing: { status: "processing", task_id: "t1" } },
  },
  "jobs/t1": { owner_uid: "owner", subject: C, state: "processing" },
};
