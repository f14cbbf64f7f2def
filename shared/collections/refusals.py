"""What Collections refuses, as one tree: each with a stable `code` and a sentence that says what to do.

Refusal
├── NotFound            no such collection, document, product, picture or page, or none that this person may see
├── NotOwner            only the collection's owner may do this
├── InUse               a live job uses the document, or somebody changes the same right now
├── NothingSuggested    no product is suggested for an item that could be accepted or rejected
├── FileRefused         a file that is not kept: empty, too large, of a wrong type, or not all there
└── NotReady            something has to be done first: no linesheet, nothing uploaded yet
"""

from __future__ import annotations


class Refusal(Exception):
    """Something asked of a collection that is not done. `more` holds facts for a program (a document_id, say)."""

    def __init__(self, code: str, message: str, **more: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.more = more


class NotFound(Refusal):
    """It does not exist, or this person may not know that it does."""

    def __init__(self, what: str) -> None:
        where = ", or you are not one of its members" if what == "collection" else " in this collection"
        super().__init__(f"{what}_not_found", f"There is no such {what}{where}.")


class NotOwner(Refusal):
    """A member asks for what only the owner may do."""

    def __init__(self, message: str) -> None:
        super().__init__("not_owner", message)


class InUse(Refusal):
    """A live job reads the document."""


class FileRefused(Refusal):
    """A file of which nothing is kept."""


class NotReady(Refusal):
    """What was asked for needs something that is not there yet."""


class NothingSuggested(Refusal):
    """There is no suggestion that could be accepted or rejected."""

    def __init__(self) -> None:
        super().__init__("nothing_suggested", "Nothing is suggested for this item. Name the product by its product_id.")
