import { assertFails, type RulesTestEnvironment } from "@firebase/rules-unit-testing";
import { deleteDoc, deleteField, doc, type Firestore, getDoc, setDoc, updateDoc } from "firebase/firestore";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ABSENT, C, MATRIX, PEOPLE, type Person } from "./matrix";
import { asServer, browsersOf, environment, fill } from "./world";

let env: RulesTestEnvironment;
let browsers: Record<Person, Firestore>;

beforeAll(async () => {
  env = await environment();
  await fill(env);
  browsers = browsersOf(env);
});
afterAll(() => env.cleanup());

async function stored(path: string) {
  let fields: unknown;
  await asServer(env, async (db) => {
    fields = (await getDoc(doc(db, path))).data();
  });
  return fields;
}

describe.each(PEOPLE)("%s writes nothing:", (person) => {
  const own = { owner_uid: person, member_uids: [person], subject: C };

  it.each(MATRIX)("$path", async ({ path }) => {
    const db = browsers[person];
    const before = await stored(path);
    expect(before).toBeDefined();
    await assertFails(setDoc(doc(db, path), own));
    await assertFails(updateDoc(doc(db, path), { name: "mine" }));
    await assertFails(deleteDoc(doc(db, path)));
    expect(await stored(path)).toEqual(before);
  });

  it.each([...MATRIX.map(({ path }) => `${path}-new`), ...ABSENT.map(({ path }) => path)])(
    "nothing new at %s",
    async (path) => {
      await assertFails(setDoc(doc(browsers[person], path), own));
      expect(await stored(path)).toBeUndefined();
    },
  );
});

describe("not even the owner writes one field of the collection:", () => {
  const status = "processing_status.document_processing";

  it.each([
    ["name", "mine"],
    ["owner_uid", "stranger"],
    ["member_uids", ["owner", "stranger"]],
    ["deck_settings.title", "mine"],
    [`${status}.status`, "cancelled"],
    [`${status}.cancel_requested_at`, new Date(0)],
    [status, deleteField()],
  ])("%s", async (field, value) => {
    await assertFails(updateDoc(doc(browsers.owner, C), { [field]: value }));
  });
});
