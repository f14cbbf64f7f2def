import type { RulesTestEnvironment } from "@firebase/rules-unit-testing";
import { assertFails, assertSucceeds } from "@firebase/rules-unit-testing";
import {
  collection,
  collectionGroup,
  doc,
  type Firestore,
  getDoc,
  getDocs,
  query,
  updateDoc,
  where,
} from "firebase/firestore";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ABSENT, MATRIX, PEOPLE, type Person, QUERIES, SUBJECTS } from "./matrix";
import { asServer, browsersOf, environment, fill } from "./world";

let env: RulesTestEnvironment;
let browsers: Record<Person, Firestore>;

beforeAll(async () => {
  env = await environment();
  await fill(env);
  browsers = browsersOf(env);
});
afterAll(() => env.cleanup());

/** What is asked succeeds for those who may, and is refused to all others. */
async function onlyFor<T>(may: readonly Person[], person: Person, ask: (db: Firestore) => Promise<T>) {
  const asked = ask(browsers[person]);
  return may.includes(person) ? await assertSucceeds(asked) : void (await assertFails(asked));
}

describe.each(PEOPLE)("%s", (person) => {
  it.each(MATRIX)("gets $path if one of: $get", async ({ path, get }) => {
    const found = await onlyFor(get, person, (db) => getDoc(doc(db, path)));
    expect(found?.exists() ?? false).toBe(get.includes(person));
  });

  it.each(MATRIX)("lists the collection of $path if one of: $list", async ({ path, list }) => {
    const name = path.split("/").slice(0, -1).join("/");
    const found = await onlyFor(list, person, (db) => getDocs(collection(db, name)));
    expect(found?.size ?? 0).toBe(list.includes(person) ? 1 : 0);
  });

  it.each(QUERIES)("queries $of where $where if one of: $by", async ({ of, where: [field, op, value], by }) => {
    const uid = value === "my uid" ? person : value === "the owner's uid" ? "owner" : value;
    await onlyFor(by, person, (db) => getDocs(query(collection(db, of), where(field, op, uid))));
  });

  it.each([...new Set(MATRIX.map(({ path }) => path.split("/").at(-2) ?? ""))])(
    "queries no group of all collections named %s",
    async (name) => {
      await onlyFor([], person, (db) => getDocs(collectionGroup(db, name)));
    },
  );

  it.each(ABSENT)("is told that $path is not there if one of: $get", async ({ path, get }) => {
    const found = await onlyFor(get, person, (db) => getDoc(doc(db, path)));
    expect(found?.exists() ?? false).toBe(false);
  });
});

describe.each(SUBJECTS)("a job of the owner's on '$subject'", ({ subject, get }) => {
  beforeAll(() => asServer(env, (db) => updateDoc(doc(db, "jobs/t1"), { subject })));

  it.each(PEOPLE)(`is got by %s if one of: ${get}`, async (person) => {
    await onlyFor(get, person, (db) => getDoc(doc(db, "jobs/t1")));
  });
});
