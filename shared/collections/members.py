"""Who shares a collection: found by e-mail, kept by uid. The owner shares it; members may leave."""

from __future__ import annotations

from google.api_core.exceptions import NotFound as NoSuchDocument
from google.cloud.firestore import SERVER_TIMESTAMP, ArrayRemove, ArrayUnion, Client
from pydantic import BaseModel

from shared.cloud.auth import Directory, Person
from shared.collections.records import Collection
from shared.collections.refusals import NotFound, NotOwner, Refusal

MAX_MEMBERS = 100


class Member(BaseModel):
    """Somebody who sees a collection and may work with it; the owner alone shares and deletes it."""

    uid: str
    email: str | None = None
    name: str | None = None
    owner: bool = False


class Members:
    """Reads and writes `member_uids` of collections."""

    def __init__(self, db: Client, directory: Directory) -> None:
        self._db = db
        self._directory = directory

    def all(self, collection: Collection) -> list[Member]:
        """Everybody, the owner first."""
        uids = list(dict.fromkeys([collection.owner_uid, *collection.member_uids]))
        people = self._directory.by_uids(uids)
        return [_member(people.get(uid, Person(uid)), collection) for uid in uids]

    def add(self, collection: Collection, by: str, email: str) -> Member:
        """Share a collection; with somebody who has it already, nothing changes.

        Raises NotOwner, and Refusal (`no_such_user`, `too_many_members`).
        """
        if by != collection.owner_uid:
            raise NotOwner("Only its owner can share this collection. Ask them to.")
        person = self._directory.by_email(email)
        if person is None:
            raise Refusal("no_such_user", _nobody(email))
        if person.uid not in collection.member_uids and len(collection.member_uids) >= MAX_MEMBERS:
            raise Refusal("too_many_members", f"A collection has at most {MAX_MEMBERS} members. Remove one first.")
        self._write(collection, ArrayUnion([person.uid]))
        return _member(person, collection)

    def remove(self, collection: Collection, by: str, uid: str | None, email: str | None) -> None:
        """Take somebody out, who sees nothing of it from then on. Raises NotOwner, NotFound, and Refusal."""
        uid = uid or self._uid_of(collection, email or "")
        if by not in (collection.owner_uid, uid):
            raise NotOwner("Only its owner can remove others from this collection.")
        if uid == collection.owner_uid:
            raise Refusal("owner_stays", "The owner cannot be removed. Delete the collection instead.")
        if uid not in collection.member_uids:
            raise NotFound("member")
        self._write(collection, ArrayRemove([uid]))

    def _uid_of(self, collection: Collection, email: str) -> str:
        """Who of the members has this address: nobody learns of any other."""
        for person in self._directory.by_uids(collection.member_uids).values():
            if (person.email or "").casefold() == email.casefold():
                return person.uid
        raise NotFound("member")

    def _write(self, collection: Collection, change: ArrayUnion | ArrayRemove) -> None:
        try:
            self._db.document(collection.path).update({"member_uids": change, "updated_at": SERVER_TIMESTAMP})
        except NoSuchDocument as error:  # somebody deleted it meanwhile
            raise NotFound("collection") from error


def _nobody(email: str) -> str:
    return f"Nobody signs in with the confirmed address {email}. Ask them to sign up and confirm it, then share again."


def _member(person: Person, collection: Collection) -> Member:
    owner = person.uid == collection.owner_uid
    return Member(uid=person.uid, email=person.email, name=person.name, owner=owner)
