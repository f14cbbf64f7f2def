/**
 * Who may read what. Nobody may write anything: everything that changes goes through the API.
 *
 * `get` reads one document, `list` is a query of the whole collection that it stands in. Queries with a `where` are
 * below: of the collections that hold many people's documents, only those that ask for one's own are allowed.
 */
export const PEOPLE = ["owner", "member", "stranger", "nobody"] as const;
export type Person = (typeof PEOPLE)[number];

interface Row {
  path: string;
  get: readonly Person[];
  list: readonly Person[];
}

export const C = "collections/spring";
const TEAM = ["owner", "member"] as const;
const NOBODY = [] as const;

export const MATRIX: readonly Row[] = [
  { path: C, get: TEAM, list: NOBODY },
  { path: `${C}/documents/d1`, get: TEAM, list: TEAM },
  { path: `${C}/documents/d1/structured_products/p1`, get: TEAM, list: TEAM },
  { path: `${C}/orders/d1`, get: TEAM, list: TEAM },
  { path: `${C}/items/i1`, get: TEAM, list: TEAM },
  { path: `${C}/decks/k1`, get: TEAM, list: TEAM },
  { path: `${C}/edits/p1`, get: TEAM, list: TEAM },
  { path: "jobs/t1", get: TEAM, list: NOBODY },
  // the server's own
  { path: `${C}/uploads/d2`, get: NOBODY, list: NOBODY },
  { path: "batches/b1", get: NOBODY, list: NOBODY },
  { path: "dead_letters/t1", get: NOBODY, list: NOBODY },
  { path: "deliveries/t1-wh1", get: NOBODY, list: NOBODY },
  { path: "erasures/e1", get: NOBODY, list: NOBODY },
  { path: "idempotency/abc", get: NOBODY, list: NOBODY },
  { path: "locks/collections:spring.document_processing", get: NOBODY, list: NOBODY },
  { path: "mail/t1-ended", get: NOBODY, list: NOBODY },
  { path: "paces/document_processing", get: NOBODY, list: NOBODY },
  { path: "slots/owner.1", get: NOBODY, list: NOBODY },
  { path: "rates/owner.1", get: NOBODY, list: NOBODY },
  { path: "users/owner", get: NOBODY, list: NOBODY },
  { path: "webhooks/wh1", get: NOBODY, list: NOBODY },
  // what nobody has thought of yet
  { path: "secrets/s1", get: NOBODY, list: NOBODY },
  { path: `${C}/secrets/s1`, get: NOBODY, list: NOBODY },
  { path: `${C}/documents/d1/secrets/s1`, get: NOBODY, list: NOBODY },
  { path: `${C}/items/i1/secrets/s1`, get: NOBODY, list: NOBODY },
  { path: "jobs/t1/secrets/s1", get: NOBODY, list: NOBODY },
];

type Where = readonly [field: string, op: "==" | "array-contains", value: "my uid" | "the owner's uid" | typeof C];

/** Queries of whole collections, and who may make them; each gets only what is theirs. */
export const QUERIES: readonly { of: string; where: Where; by: readonly Person[] }[] = [
  { of: "collections", where: ["member_uids", "array-contains", "my uid"], by: ["owner", "member", "stranger"] },
  { of: "collections", where: ["owner_uid", "==", "my uid"], by: ["owner", "member", "stranger"] },
  { of: "collections", where: ["member_uids", "array-contains", "the owner's uid"], by: ["owner"] },
  { of: "collections", where: ["owner_uid", "==", "the owner's uid"], by: ["owner"] },
  { of: "jobs", where: ["owner_uid", "==", "my uid"], by: ["owner", "member", "stranger"] },
  { of: "jobs", where: ["owner_uid", "==", "the owner's uid"], by: ["owner"] },
  { of: "jobs", where: ["subject", "==", C], by: NOBODY },
];

/** What is not there (yet), and who is told so. Everybody else is refused. */
export const ABSENT: readonly { path: string; get: readonly Person[] }[] = [
  { path: "collections/to-come", get: ["owner", "member", "stranger"] },
  { path: "jobs/to-come", get: ["owner", "member", "stranger"] },
  { path: `${C}/documents/to-come`, get: TEAM },
  { path: `${C}/items/to-come`, get: TEAM },
  { path: "collections/to-come/documents/d1", get: NOBODY },
  { path: "locks/to-come", get: NOBODY },
];

/** Subjects of a job of the owner's, and who may get that job. */
export const SUBJECTS: readonly { subject: string; get: readonly Person[] }[] = [
  { subject: C, get: TEAM },
  { subject: "collections/theirs", get: ["owner", "stranger"] },
  { subject: "collections/other", get: ["owner"] },
  { subject: `${C}/x`, get: ["owner"] },
  { subject: `x${C}`, get: ["owner"] },
  { subject: "reports/r1", get: ["owner"] },
  { subject: "", get: ["owner"] },
];
