import { collection, doc, query, where } from "firebase/firestore";
import { firestore } from "@/live/firestore";
import { Collection, Document, Edit } from "@/live/records";
import { type Live, useLiveDocument, useLiveQuery } from "@/live/useLive";

/** Every collection that a person is a member of. */
export function useLiveCollections(uid: string): Live<Collection[]> {
  return useLiveQuery(
    `collections of ${uid}`,
    () => query(collection(firestore(), "collections"), where("member_uids", "array-contains", uid)),
    Collection,
  );
}

export function useLiveCollection(id: string): Live<Collection> {
  return useLiveDocument(id, () => doc(firestore(), "collections", id), Collection);
}

export function useLiveDocuments(collectionId: string): Live<Document[]> {
  return useLiveQuery(`${collectionId} documents`, () => below(collectionId, "documents"), Document);
}

/** Changes whenever anybody corrects something of the collection. */
export function useLiveEdits(collectionId: string): Live<Edit[]> {
  return useLiveQuery(`${collectionId} edits`, () => below(collectionId, "edits"), Edit);
}

/** A subcollection of a collection. */
export function below(collectionId: string, name: string) {
  return collection(firestore(), "collections", collectionId, name);
}
