"""Decks that were made, their files, and the logo they show."""

from __future__ import annotations

from flask import Response
from pydantic import BaseModel, Field

from functions.problems import Problem
from functions.routes.collections.models import File, ListQuery
from functions.routes.collections.parts import Parts
from functions.routes.inputs import Input
from functions.routing import Call, Route, read_model, rendered
from shared.cloud.storage import Link
from shared.collections.deck.models import DeckSettings
from shared.collections.decks import StoredDeck
from shared.collections.filenames import stored_name

FORM = "multipart/form-data"
ONE = "/api/collections/{collection_id}"
MEMBER = ("collection_not_found",)


class LogoForm(Input):
    """A logo as a form: one part named `file`, a PNG, JPEG or SVG picture of at most 5 MB."""

    file: File = Field()


class DeckList(BaseModel):
    """One page of decks, newest first."""

    decks: list[StoredDeck]
    next_page_token: str | None = None


class DeckCalls:
    """The calls below `…/decks` that read and delete, and `…/logo`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def list_decks(self, call: Call, collection_id: str, query: ListQuery) -> DeckList:
        """The decks of a collection, newest first. Each stays until it is deleted."""
        collection = self._parts.repository.status(collection_id, call.uid)
        decks, token = self._parts.decks.page(collection, query.page_size, query.page_token)
        return DeckList(decks=decks, next_page_token=token)

    def get_deck_file(self, call: Call, collection_id: str, deck_id: str, name: str) -> Link:
        """A file of a deck: `deck.pptx`, `deck.pdf`, or a page's picture, `page-001.png`."""
        collection = self._parts.repository.status(collection_id, call.uid)
        deck, path = self._parts.decks.file(collection, deck_id, name)
        ending = name.rpartition(".")[2]
        title = None if ending == "png" else stored_name(f"{deck.title.replace('.', ' ')}.{ending}")
        return self._parts.services.urls.link(path, download_as=title)

    def delete_deck(self, call: Call, collection_id: str, deck_id: str) -> Response:
        """Delete a deck and its files."""
        self._parts.decks.delete(self._parts.repository.status(collection_id, call.uid), deck_id)
        return Response(status=204)

    def put_logo(self, call: Call, collection_id: str) -> Response:
        """Upload the logo of the collection's decks, in place of the one before. The answer is the decks' settings."""
        collection = self._parts.repository.get(collection_id, call.uid)
        if call.request.mimetype != FORM:
            raise Problem("unsupported_media_type", f"Send the logo as {FORM}, in a part named `file`.")
        fields = {**call.request.form.to_dict(), **call.request.files.to_dict()}
        logo = read_model(LogoForm, fields, "form").file
        if isinstance(logo, str):
            raise Problem("unsupported_media_type", "Send the logo as a file, not as text.")
        self._parts.decks.set_logo(collection, logo.stream)
        whole = self._parts.repository.get(collection_id, call.uid)
        return rendered(self._parts.repository.deck_settings(whole), 200)

    def get_logo(self, call: Call, collection_id: str) -> Link:
        """The logo, as a PNG."""
        path = self._parts.decks.logo(self._parts.repository.get(collection_id, call.uid))
        return self._parts.services.urls.link(path)

    def delete_logo(self, call: Call, collection_id: str) -> Response:
        """Decks from now on are without a logo."""
        self._parts.decks.remove_logo(self._parts.repository.get(collection_id, call.uid))
        return Response(status=204)


def deck_routes(parts: Parts) -> list[Route]:
    """The calls, in the order in which people make them."""
    k = DeckCalls(parts)
    deck, logo = f"{ONE}/decks/{{deck_id}}", f"{ONE}/logo"
    refused = (*MEMBER, "empty_file", "unsupported_type", "too_large", "logo_unreadable")
    return [
        Route("PUT", logo, k.put_logo, 200, DeckSettings, refused, {FORM: LogoForm}, costly=True),
        Route("GET", logo, k.get_logo, 302, None, (*MEMBER, "logo_not_found")),
        Route("DELETE", logo, k.delete_logo, 204, None, (*MEMBER, "logo_not_found")),
        Route("GET", f"{ONE}/decks", k.list_decks, 200, DeckList, MEMBER),
        Route(
            "GET", f"{deck}/files/{{name}}", k.get_deck_file, 302, None, (*MEMBER, "deck_not_found", "file_not_found")
        ),
        Route("DELETE", deck, k.delete_deck, 204, None, (*MEMBER, "deck_not_found")),
    ]
