"""Members of a collection, and its categories as people want them called."""

from __future__ import annotations

from typing import Annotated

from flask import Response
from pydantic import BaseModel, Field, StringConstraints, model_validator

from functions.routes.collections.parts import Parts
from functions.routes.inputs import NAMED_ID, Input, Name
from functions.routing import Call, Route
from shared.collections.members import Member
from shared.collections.records import Category

ONE = "/api/collections/{collection_id}"
MEMBER = ("collection_not_found",)
Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+$")]


class NewMember(Input):
    """Whom to share with: the e-mail of their account."""

    email: Email


class MemberQuery(Input):
    """Who: a `uid` or an `email`, one of them."""

    uid: Annotated[str, StringConstraints(pattern=NAMED_ID)] | None = None
    email: Email | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> MemberQuery:
        if (self.uid is None) == (self.email is None):
            raise ValueError("send a uid or an email, one of them.")
        return self


class MemberList(BaseModel):
    """Everybody who sees the collection, the owner first."""

    members: list[Member]


class CategoryChanges(Input):
    """What is to change, names as they are shown. Two names renamed to one are merged.

    `order` lists names that come first, in this order. `reset` takes back all earlier changes, before these.
    """

    rename: dict[Name, Name] = Field(default_factory=dict, max_length=200)
    order: list[Name] | None = Field(None, max_length=500)
    reset: bool = False


class CategoryList(BaseModel):
    """Categories as they are shown; `was` has the names that were read, where they differ."""

    categories: list[Category]


class SharingCalls:
    """The calls below `…/members` and `…/categories`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def routes(self) -> list[Route]:
        """Its calls."""
        members, categories = f"{ONE}/members", f"{ONE}/categories"
        shared = (*MEMBER, "not_owner", "no_such_user", "too_many_members")
        left = (*MEMBER, "not_owner", "owner_stays", "member_not_found")
        changed = (*MEMBER, "category_not_found")
        return [
            Route("GET", members, self.list_members, 200, MemberList, MEMBER),
            Route("POST", members, self.add_member, 200, MemberList, shared, costly=True),
            Route("DELETE", members, self.remove_member, 204, None, left),
            Route("PATCH", categories, self.change_categories, 200, CategoryList, changed),
        ]

    def list_members(self, call: Call, collection_id: str) -> MemberList:
        """Everybody who sees the collection."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return MemberList(members=self._parts.members.all(collection))

    def add_member(self, call: Call, collection_id: str, body: NewMember) -> MemberList:
        """Share the collection with somebody, by their e-mail. The owner only."""
        collection = self._parts.repository.status(collection_id, call.uid)
        self._parts.members.add(collection, call.uid, body.email)
        return self.list_members(call, collection_id)

    def remove_member(self, call: Call, collection_id: str, query: MemberQuery) -> Response:
        """Take somebody out, or leave. The owner stays."""
        collection = self._parts.repository.status(collection_id, call.uid)
        self._parts.members.remove(collection, call.uid, query.uid, query.email)
        return Response(status=204)

    def change_categories(self, call: Call, collection_id: str, body: CategoryChanges) -> CategoryList:
        """Rename, merge and order categories. What was read stays, and every new run is shown in the same way."""
        collection = self._parts.repository.get(collection_id, call.uid)
        changed = self._parts.categories.change(collection, call.uid, body.rename, body.order, body.reset)
        return CategoryList(categories=changed)
