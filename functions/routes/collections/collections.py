"""Collections themselves."""

from __future__ import annotations

from flask import Response

from functions.routes.collections.models import (
    ChangedCollection,
    CollectionList,
    DeletionGoesOn,
    ListQuery,
    NewCollection,
)
from functions.routes.collections.parts import Parts
from functions.routing import Call, rendered
from shared.collections.records import Collection

DELETING_SECONDS = 40.0  # Firebase Hosting cuts a request at 60


class CollectionCalls:
    """Making, finding, naming and deleting collections."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def create_collection(self, call: Call, body: NewCollection) -> Collection:
        """Make a collection; you own it."""
        return self._parts.repository.create(call.uid, body.name)

    def list_collections(self, call: Call, query: ListQuery) -> CollectionList:
        """The collections you are a member of, newest first."""
        found, token = self._parts.repository.page(call.uid, query.page_size, query.page_token)
        return CollectionList(collections=found, next_page_token=token)

    def get_collection(self, call: Call, collection_id: str) -> Collection:
        """One collection, with its categories and processing status."""
        collection = self._parts.repository.get(collection_id, call.uid)
        return collection.model_copy(update={"categories": self._parts.categories.shown(collection)})

    def change_collection(self, call: Call, collection_id: str, body: ChangedCollection) -> Collection:
        """Give a collection another name, or its decks other settings."""
        repository = self._parts.repository
        collection = repository.get(collection_id, call.uid)
        if body.deck_settings is not None:
            repository.change_deck_settings(collection, body.deck_settings)
        if body.name is not None:
            repository.rename(collection, body.name)
        return repository.get(collection_id, call.uid)

    def delete_collection(self, call: Call, collection_id: str) -> Response:
        """Delete a collection with its documents, results and pictures; running jobs are cancelled first.

        202 when it is so big that this call could not finish: it is hidden already, call again to go on.
        """
        if self._parts.deletion.collection(collection_id, call.uid, DELETING_SECONDS):
            return Response(status=204)
        return rendered(DeletionGoesOn(message="There is more to delete than one call can. Call again to go on."), 202)
