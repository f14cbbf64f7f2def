/** What becomes of listeners when somebody is shared with, or is no member any more. */
import { assertFails, type RulesTestEnvironment } from "@firebase/rules-unit-testing";
import {
  arrayRemove,
  arrayUnion,
  collection,
  deleteDoc,
  doc,
  type Firestore,
  getDoc,
  onSnapshot,
  query,
  setDoc,
  updateDoc,
  where,
} from "firebase/firestore";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { C, MATRIX, type Person } from "./matrix";
import { asServer, browsersOf, environment, fill } from "./world";

let env: RulesTestEnvironment;
let browsers: Record<Person, Firestore>;

beforeAll(async () => {
  env = await environment();
});
beforeEach(async () => {
  await fill(env);
  browsers = browsersOf(env);
});
afterAll(() => env.cleanup());

/** What a listener has heard so far: the ids it shows, whether the document is there, or the error that ended it. */
function heard(db: Firestore, target: { document: string } | { mine: Person } | { all: string }) {
  const said: unknown[] = [];
  const fail = (error: { code: string }) => void said.push(error.code);
  if ("document" in target) onSnapshot(doc(db, target.document), (found) => void said.push(found.exists()), fail);
  else {
    const all = collection(db, "all" in target ? target.all : "collections");
    const asked = "all" in target ? all : query(all, where("member_uids", "array-contains", target.mine));
    onSnapshot(asked, (found) => void said.push(found.docs.map(({ id }) => id)), fail);
  }
  return said;
}

const members = (change: unknown) => asServer(env, (db) => updateDoc(doc(db, C), { member_uids: change }));

it("a listener on a collection that is not there yet lives to see it", async () => {
  const said = heard(browsers.owner, { document: "collections/to-come" });
  await vi.waitFor(() => expect(said).toEqual([false]));
  await asServer(env, (db) => setDoc(doc(db, "collections/to-come"), { owner_uid: "owner", member_uids: ["owner"] }));
  await vi.waitFor(() => expect(said).toEqual([false, true]));
});

it("one whose membership is taken away hears no more of the collection", async () => {
  const said = heard(browsers.member, { document: C });
  await vi.waitFor(() => expect(said).toEqual([true]));
  await members(arrayRemove("member"));
  await vi.waitFor(() => expect(said.at(-1)).toBe("permission-denied"));
  await asServer(env, (db) => updateDoc(doc(db, C), { name: "secret" }));
  expect(said).toEqual([true, "permission-denied"]);
});

it("one whose membership is taken away reads nothing more of it, and its owner still does", async () => {
  await members(arrayRemove("member"));
  for (const { path, get } of MATRIX.filter(({ get }) => get.includes("member"))) {
    await assertFails(getDoc(doc(browsers.member, path)));
    expect((await getDoc(doc(browsers.owner, path))).exists()).toBe(get.includes("owner"));
  }
});

it("the list loses a collection that is no longer shared, gains one that is, and lives on", async () => {
  const said = heard(browsers.member, { mine: "member" });
  await vi.waitFor(() => expect(said.at(-1)).toEqual(["spring"]));
  await members(arrayRemove("member"));
  await vi.waitFor(() => expect(said.at(-1)).toEqual([]));
  await members(arrayUnion("member"));
  await vi.waitFor(() => expect(said.at(-1)).toEqual(["spring"]));
});

it("a deleted collection is gone from its own listener and from the list", async () => {
  const db = browsers.member;
  const [one, list] = [heard(db, { document: C }), heard(db, { mine: "member" })];
  await vi.waitFor(() => expect([one.at(-1), list.at(-1)]).toEqual([true, ["spring"]]));
  await asServer(env, (server) => deleteDoc(doc(server, C)));
  await vi.waitFor(() => expect([one.at(-1), list.at(-1)]).toEqual([false, []]));
});

it("rows that come later are heard of by members, and strangers' listeners die at once", async () => {
  const member = heard(browsers.member, { all: `${C}/items` });
  const stranger = heard(browsers.stranger, { all: `${C}/items` });
  await vi.waitFor(() => expect([member, stranger]).toEqual([[["i1"]], ["permission-denied"]]));
  await asServer(env, (db) => setDoc(doc(db, `${C}/items/i2`), { name: "x" }));
  await vi.waitFor(() => expect(member.at(-1)).toEqual(["i1", "i2"]));
  expect(stranger).toEqual(["permission-denied"]);
});

it("one whose membership is taken away hears no more of what stands below the collection", async () => {
  const said = heard(browsers.member, { all: `${C}/items` });
  await vi.waitFor(() => expect(said).toEqual([["i1"]]));
  await members(arrayRemove("member"));
  await asServer(env, (db) => setDoc(doc(db, `${C}/items/i2`), { name: "secret" }));
  await vi.waitFor(() => expect(said).toEqual([["i1"], "permission-denied"]));
});
